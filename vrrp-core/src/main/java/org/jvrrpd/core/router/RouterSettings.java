package org.jvrrpd.core.router;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.election.ElectionSettings;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.packet.Reach;
import org.jvrrpd.core.tracking.CheckSettings;

/**
 * Everything that is configured for one virtual router. {@link #of} begins one with the usual
 * values.
 *
 * @param name the name that logs and hooks use, for example {@code VI_MAIN}
 * @param version the protocol version
 * @param vrid the virtual router's number on its segment, 1 to 255
 * @param source this node's own address on the interface, link-local for IPv6
 * @param addresses the virtual addresses that advertisements list, in this order; 1 to 255 of the
 *     family of {@code source}
 * @param priority the base priority, 1 to 254, or 255 for the owner of the addresses
 * @param intervalCentis the advertisement interval in hundredths of a second: whole seconds, 100 to
 *     25500, in version 2; 1 to 4095 in version 3
 * @param preempt whether a healthy master of lower priority is replaced
 * @param preemptDelayNanos how long it is respected first, 0 or more
 * @param prefersMaster keepalived's {@code state MASTER}: a wish that never shortens a wait, but
 *     under which {@code preempt} off and the preempt delay have no effect (keepalived.conf(5),
 *     nopreempt)
 * @param startupDelayNanos how long after its start the router takes no part, 0 or more
 * @param downIntervals how many intervals of silence make a master down, 1 to 100; 3 in every RFC
 * @param healthTakeover whether a degraded master is replaced, even without {@code preempt}
 * @param authentication what version 2 advertisements carry and must carry
 * @param hmac how messages are protected; empty: not at all
 * @param checksumForm what the checksum of a version 3 advertisement over IPv4 covers when it is
 *     sent; both forms are accepted
 * @param reach to whom advertisements go, and from whom any are taken; addresses of the family of
 *     {@code source}
 * @param acceptMode whether a master that does not own the addresses accepts packets to them (RFC
 *     9568 section 6.1, Accept_Mode; on by default, as in keepalived)
 * @param peerPriorities the base priorities of the other nodes, 1 to 255 by their addresses, where
 *     they are known
 * @param highestPeer the highest base priority among the other nodes, 1 to 255, where that is known
 *     although their addresses are not: over IPv6 they are link-local and in no file
 * @param leased whether the virtual addresses are installed as leases
 * @param grouped whether it belongs to a {@link SyncGroup} and becomes master only with it
 * @param checks the checks whose results count for the priority, each with a name of its own
 */
public record RouterSettings(
    String name,
    ProtocolVersion version,
    int vrid,
    IpAddress source,
    List<IpAddress> addresses,
    int priority,
    int intervalCentis,
    boolean preempt,
    long preemptDelayNanos,
    boolean prefersMaster,
    long startupDelayNanos,
    int downIntervals,
    boolean healthTakeover,
    Authentication authentication,
    Optional<HmacSettings> hmac,
    ChecksumForm checksumForm,
    Reach reach,
    boolean acceptMode,
    Map<IpAddress, Integer> peerPriorities,
    OptionalInt highestPeer,
    boolean leased,
    boolean grouped,
    List<CheckSettings> checks) {

  private static final long CENTI_NANOS = 10_000_000L;

  /** Copies the collections. */
  public RouterSettings {
    addresses = List.copyOf(addresses);
    peerPriorities = Map.copyOf(peerPriorities);
    checks = List.copyOf(checks);
  }

  /**
   * Settings with the usual values for the rest: priority 100, one second, preempt, no delays, no
   * authentication, leases.
   */
  public static Builder of(
      String name, ProtocolVersion version, int vrid, IpAddress source, List<IpAddress> addresses) {
    return new Builder(name, version, vrid, source, addresses);
  }

  /** A builder that begins with these settings. */
  public Builder but() {
    return begunFrom(source);
  }

  /** The same settings for a node that speaks from {@code other}, an address of the same family. */
  public RouterSettings speakingFrom(IpAddress other) {
    return begunFrom(other).build();
  }

  private Builder begunFrom(IpAddress ownAddress) {
    return new Builder(name, version, vrid, ownAddress, addresses)
        .priority(priority)
        .intervalCentis(intervalCentis)
        .preempt(preempt)
        .preemptDelayNanos(preemptDelayNanos)
        .prefersMaster(prefersMaster)
        .startupDelayNanos(startupDelayNanos)
        .downIntervals(downIntervals)
        .healthTakeover(healthTakeover)
        .authentication(authentication)
        .hmac(hmac)
        .checksumForm(checksumForm)
        .reach(reach)
        .acceptMode(acceptMode)
        .peerPriorities(peerPriorities)
        .highestPeer(highestPeer)
        .leased(leased)
        .grouped(grouped)
        .checks(checks);
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
        preempt || prefersMaster,
        prefersMaster ? 0 : preemptDelayNanos,
        startupDelayNanos,
        downIntervals,
        healthTakeover,
        grouped,
        peerPriorities);
  }

  /** Collects settings one by one. Each method changes the value of its name. */
  public static final class Builder {
    private final String name;
    private final ProtocolVersion version;
    private final int vrid;
    private final IpAddress source;
    private final List<IpAddress> addresses;
    private int priority = 100;
    private int intervalCentis = 100;
    private boolean preempt = true;
    private long preemptDelayNanos;
    private boolean prefersMaster;
    private long startupDelayNanos;
    private int downIntervals = ElectionSettings.DOWN_INTERVALS;
    private boolean healthTakeover = true;
    private Authentication authentication = new Authentication.None();
    private Optional<HmacSettings> hmac = Optional.empty();
    private ChecksumForm checksumForm = ChecksumForm.PSEUDO_HEADER;
    private @Nullable Reach reach;
    private boolean acceptMode = true;
    private Map<IpAddress, Integer> peerPriorities = Map.of();
    private OptionalInt highestPeer = OptionalInt.empty();
    private boolean leased = true;
    private boolean grouped;
    private List<CheckSettings> checks = List.of();

    private Builder(
        String name,
        ProtocolVersion version,
        int vrid,
        IpAddress source,
        List<IpAddress> addresses) {
      this.name = name;
      this.version = version;
      this.vrid = vrid;
      this.source = source;
      this.addresses = addresses;
    }

    /** See {@link RouterSettings#priority}. */
    public Builder priority(int value) {
      priority = value;
      return this;
    }

    /** See {@link RouterSettings#intervalCentis}. */
    public Builder intervalCentis(int value) {
      intervalCentis = value;
      return this;
    }

    /** See {@link RouterSettings#preempt}. */
    public Builder preempt(boolean value) {
      preempt = value;
      return this;
    }

    /** See {@link RouterSettings#preemptDelayNanos}. */
    public Builder preemptDelayNanos(long value) {
      preemptDelayNanos = value;
      return this;
    }

    /** See {@link RouterSettings#prefersMaster}. */
    public Builder prefersMaster(boolean value) {
      prefersMaster = value;
      return this;
    }

    /** See {@link RouterSettings#startupDelayNanos}. */
    public Builder startupDelayNanos(long value) {
      startupDelayNanos = value;
      return this;
    }

    /** See {@link RouterSettings#downIntervals}. */
    public Builder downIntervals(int value) {
      downIntervals = value;
      return this;
    }

    /** See {@link RouterSettings#healthTakeover}. */
    public Builder healthTakeover(boolean value) {
      healthTakeover = value;
      return this;
    }

    /** See {@link RouterSettings#authentication}. */
    public Builder authentication(Authentication value) {
      authentication = value;
      return this;
    }

    /** See {@link RouterSettings#hmac}. */
    public Builder hmac(Optional<HmacSettings> value) {
      hmac = value;
      return this;
    }

    /** See {@link RouterSettings#checksumForm}. */
    public Builder checksumForm(ChecksumForm value) {
      checksumForm = value;
      return this;
    }

    /** See {@link RouterSettings#reach}; until it is called, the group of the RFC. */
    public Builder reach(Reach value) {
      reach = value;
      return this;
    }

    /** See {@link RouterSettings#acceptMode}. */
    public Builder acceptMode(boolean value) {
      acceptMode = value;
      return this;
    }

    /** See {@link RouterSettings#peerPriorities}. */
    public Builder peerPriorities(Map<IpAddress, Integer> value) {
      peerPriorities = value;
      return this;
    }

    /** See {@link RouterSettings#highestPeer}. */
    public Builder highestPeer(OptionalInt value) {
      highestPeer = value;
      return this;
    }

    /** See {@link RouterSettings#leased}. */
    public Builder leased(boolean value) {
      leased = value;
      return this;
    }

    /** See {@link RouterSettings#grouped}. */
    public Builder grouped(boolean value) {
      grouped = value;
      return this;
    }

    /** See {@link RouterSettings#checks}. */
    public Builder checks(List<CheckSettings> value) {
      checks = value;
      return this;
    }

    /** The settings. */
    public RouterSettings build() {
      return new RouterSettings(
          name,
          version,
          vrid,
          source,
          addresses,
          priority,
          intervalCentis,
          preempt,
          preemptDelayNanos,
          prefersMaster,
          startupDelayNanos,
          downIntervals,
          healthTakeover,
          authentication,
          hmac,
          checksumForm,
          reach == null ? Reach.ofLink(source.family()) : reach,
          acceptMode,
          peerPriorities,
          highestPeer,
          leased,
          grouped,
          checks);
    }
  }
}
