package org.jvrrpd.daemon.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;

/**
 * One virtual router as this node runs it.
 *
 * @param name as logs and notifications show it, for example {@code VI_MAIN}
 * @param version the protocol's version
 * @param family the family of the virtual addresses
 * @param vrid the virtual router identifier, 1 to 255
 * @param interfaceName the interface that it runs on; empty: the one that holds {@code ownAddress},
 *     and none did when the file was read, which is FAULT until one does
 * @param ownAddress an address of this node that has to be on the interface, whatever its family.
 *     The node advertises from it, unless the virtual addresses are of the other family, or of IPv6
 *     and this is not link-local: then, and where this is empty, from the interface's first address
 *     that will do. Needed where there is no interface.
 * @param priority the base priority, 1 to 255; 255 is the address owner (RFC 9568 section 5.2.4)
 * @param advertIntervalCentis in centiseconds; whole seconds from 100 to 25500 for version 2, 1 to
 *     4095 for version 3
 * @param preempt whether it takes the addresses from a healthy holder of lower priority
 * @param preemptDelay how long it waits before it does, beyond its down interval; not negative
 * @param authPass the simple text password of version 2
 * @param addresses the virtual addresses in the order of the advertisement, at least one
 * @param peerPriorities the base priorities of the other nodes that take part, by address; empty
 *     where the file does not know them
 * @param highestPeer the highest of their priorities, where their addresses are not known
 * @param healthTakeover whether a MASTER whose priority has fallen is replaced at once
 * @param vipLease whether the addresses are installed with a lifetime that is renewed
 * @param checksumForm what the checksum of version 3 over IPv4 covers where we send it
 * @param startupDelay how long after its start the node takes no part; not negative
 * @param downIntervals how many silent intervals make a MASTER down, 1 to 100
 * @param tracked what its priority depends on, each of another {@link HealthCheck}
 * @param particulars what only keepalived's words can say
 */
public record InstanceConfiguration(
    String name,
    ProtocolVersion version,
    AddressFamily family,
    int vrid,
    Optional<String> interfaceName,
    Optional<IpAddress> ownAddress,
    int priority,
    int advertIntervalCentis,
    boolean preempt,
    Duration preemptDelay,
    Optional<Secret> authPass,
    List<VirtualAddress> addresses,
    Map<IpAddress, Integer> peerPriorities,
    OptionalInt highestPeer,
    boolean healthTakeover,
    boolean vipLease,
    ChecksumForm checksumForm,
    Duration startupDelay,
    int downIntervals,
    List<CheckWeight> tracked,
    Particulars particulars) {

  /**
   * Checks ranges and what goes together.
   *
   * @throws IllegalArgumentException if a reader let something pass that is not allowed
   */
  public InstanceConfiguration {
    require(vrid >= 1 && vrid <= 255, "a VRID is 1 to 255");
    require(priority >= 1 && priority <= 255, "a priority is 1 to 255");
    require(!preemptDelay.isNegative(), "the preempt delay is not negative");
    require(
        interfaceName.isPresent() || ownAddress.isPresent(), "an interface or an address on it");
    require(!addresses.isEmpty(), "at least one virtual address");
    for (VirtualAddress each : addresses) {
      require(each.address().family() == family, "virtual addresses of one family");
    }
    switch (version) {
      case V2 -> {
        require(family == AddressFamily.IPV4, "version 2 is for IPv4");
        require(
            advertIntervalCentis >= 100
                && advertIntervalCentis <= 25_500
                && advertIntervalCentis % 100 == 0,
            "1 to 255 whole seconds between advertisements");
      }
      case V3 -> {
        require(authPass.isEmpty(), "version 3 has no authentication");
        require(
            advertIntervalCentis >= 1 && advertIntervalCentis <= 4095,
            "1 to 4095 centiseconds between advertisements");
      }
    }
    addresses = List.copyOf(addresses);
    peerPriorities = Copies.ordered(peerPriorities);
    tracked = List.copyOf(tracked);
  }

  /** The same, with its addresses installed as leases or for good. */
  public InstanceConfiguration leased(boolean lease) {
    return new InstanceConfiguration(
        name,
        version,
        family,
        vrid,
        interfaceName,
        ownAddress,
        priority,
        advertIntervalCentis,
        preempt,
        preemptDelay,
        authPass,
        addresses,
        peerPriorities,
        highestPeer,
        healthTakeover,
        lease,
        checksumForm,
        startupDelay,
        downIntervals,
        tracked,
        particulars);
  }

  /** Whether virtual routers of a family can advertise from an address (RFC 9568 section 5.1). */
  public static boolean canAdvertiseFrom(IpAddress address, AddressFamily family) {
    return address.family() == family && (family == AddressFamily.IPV4 || address.isLinkLocal());
  }

  /** Its interface in words, for example {@code the interface that holds 192.0.2.1}. */
  public String interfaceInWords() {
    return interfaceName.orElseGet(
        () -> "the interface that holds " + ownAddress.map(IpAddress::toString).orElse("?"));
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalArgumentException(rule);
    }
  }
}
