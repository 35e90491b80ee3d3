package org.jvrrpd.core.router;

import java.util.List;
import java.util.Map;
import org.jvrrpd.core.election.ElectionSettings;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;

/**
 * Everything that is configured for one virtual router.
 *
 * @param name the name that logs and hooks use, for example {@code VI_MAIN}
 * @param version the protocol version
 * @param vrid the virtual router's number on its segment, 1 to 255
 * @param source this node's own address on the interface
 * @param priority the base priority, 1 to 254, or 255 for the owner of the addresses
 * @param intervalCentis the advertisement interval in hundredths of a second: whole seconds, 100 to
 *     25500, in version 2; 1 to 4095 in version 3
 * @param preempt whether a healthy master of lower priority is replaced
 * @param preemptDelayNanos how long it is respected first, 0 or more
 * @param healthTakeover whether a degraded master is replaced, even without {@code preempt}
 * @param authentication what version 2 advertisements carry and must carry
 * @param addresses the virtual addresses that advertisements list, in this order; 1 to 255 of the
 *     family of {@code source}
 * @param peerPriorities the base priorities of the other nodes, 1 to 255 by their addresses, where
 *     they are known
 * @param leased whether the virtual addresses are installed as leases
 */
public record RouterSettings(
    String name,
    ProtocolVersion version,
    int vrid,
    IpAddress source,
    int priority,
    int intervalCentis,
    boolean preempt,
    long preemptDelayNanos,
    boolean healthTakeover,
    Authentication authentication,
    List<IpAddress> addresses,
    Map<IpAddress, Integer> peerPriorities,
    boolean leased) {

  private static final long CENTI_NANOS = 10_000_000L;

  /** Copies the collections. */
  public RouterSettings {
    addresses = List.copyOf(addresses);
    peerPriorities = Map.copyOf(peerPriorities);
  }

  /** The advertisement interval in nanoseconds. */
  public long intervalNanos() {
    return intervalCentis * CENTI_NANOS;
  }

  /**
   * Whether this node owns the addresses in the RFC's sense: its priority is 255 and never changes.
   */
  public boolean isOwner() {
    return priority == ElectionSettings.PRIORITY_OWNER;
  }

  ElectionSettings election(int effectivePriority) {
    return new ElectionSettings(
        version,
        source,
        effectivePriority,
        intervalNanos(),
        preempt,
        preemptDelayNanos,
        ElectionSettings.DOWN_INTERVALS,
        healthTakeover,
        peerPriorities);
  }
}
