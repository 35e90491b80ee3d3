package org.jvrrpd.core.election;

import java.util.Map;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;

/**
 * What an operator decides about one election.
 *
 * @param version the protocol version
 * @param address this node's primary address on the interface, which breaks ties
 * @param priority the effective priority, 1 to 254, or 255 for the owner of the addresses
 * @param intervalNanos the advertisement interval, more than 0
 * @param preempt whether a master of lower priority is replaced
 * @param preemptDelayNanos how long a healthy master of lower priority is respected first, 0 or
 *     more
 * @param startupDelayNanos how long after the startup this node takes no part, 0 or more
 * @param downIntervals how many intervals of silence make a master down, 1 to 100; 3 in every RFC
 * @param healthTakeover whether a degraded master is replaced, even without {@code preempt}
 * @param grouped whether this router becomes master only together with the rest of its sync group
 * @param configuredPriorities the other nodes' priorities as configured, 1 to 255 by their primary
 *     addresses, where they are known
 */
public record ElectionSettings(
    ProtocolVersion version,
    IpAddress address,
    int priority,
    long intervalNanos,
    boolean preempt,
    long preemptDelayNanos,
    long startupDelayNanos,
    int downIntervals,
    boolean healthTakeover,
    boolean grouped,
    Map<IpAddress, Integer> configuredPriorities) {

  /** The priority of a node that owns the addresses (RFC 3768 section 5.3.4). */
  public static final int PRIORITY_OWNER = 255;

  /** The lowest priority that a node can have. */
  public static final int PRIORITY_LOWEST = 1;

  /** How many intervals of silence make a master down (RFC 3768 section 6.1). */
  public static final int DOWN_INTERVALS = 3;

  /** The most of them (keepalived.conf(5), vrrp_down_timer_adverts). */
  public static final int MAX_DOWN_INTERVALS = 100;

  /** The priority whose skew time every other exceeds, the owner's apart. */
  private static final int PRIORITY_SOONEST = 254;

  /** The shortest interval adopted from a version 3 master, unless our own is shorter. */
  private static final long ADOPTED_INTERVAL_FLOOR_NANOS = 100_000_000L;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is outside of its range
   */
  public ElectionSettings {
    if (priority < PRIORITY_LOWEST || priority > PRIORITY_OWNER) {
      throw new IllegalArgumentException(priority + " is not a priority (1 to 255)");
    }
    if (intervalNanos <= 0 || preemptDelayNanos < 0 || startupDelayNanos < 0) {
      throw new IllegalArgumentException("an interval is more than 0, a delay not less");
    }
    if (downIntervals < 1 || downIntervals > MAX_DOWN_INTERVALS) {
      throw new IllegalArgumentException(
          downIntervals + " is not a number of intervals (1 to 100)");
    }
    configuredPriorities = Map.copyOf(configuredPriorities);
  }

  /** How much longer than the others this node waits, if the master's interval is this long. */
  long skewNanos(long masterIntervalNanos) {
    return Timers.skewNanos(version, priority, masterIntervalNanos);
  }

  /** How long a master with this interval may be silent before this node takes over. */
  long masterDownNanos(long masterIntervalNanos) {
    return Timers.masterDownNanos(version, priority, masterIntervalNanos, downIntervals);
  }

  /** How long we can be silent before anybody at all may have taken over. */
  long soonestMasterDownNanos() {
    return Timers.masterDownNanos(version, PRIORITY_SOONEST, intervalNanos, downIntervals);
  }

  /**
   * The interval to go by after an advertisement that carries {@code heardNanos}: in version 3 the
   * master's (RFC 9568 section 6.1, Active_Adver_Interval), with a floor, so that a forged one
   * cannot make a node take over at the slightest delay.
   */
  long adoptedNanos(long heardNanos) {
    return switch (version) {
      case V2 -> intervalNanos;
      case V3 -> Math.max(heardNanos, Math.min(intervalNanos, ADOPTED_INTERVAL_FLOOR_NANOS));
    };
  }
}
