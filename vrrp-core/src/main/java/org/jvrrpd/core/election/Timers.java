package org.jvrrpd.core.election;

import org.jvrrpd.core.packet.ProtocolVersion;

/**
 * Skew time and down interval, in nanoseconds: the division comes last, since truncating to
 * hundredths of a second makes the skew of neighbouring priorities equal (RFC 3768 section 6.1, RFC
 * 9568 section 6.1).
 */
public final class Timers {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int PRIORITIES = 256;

  private Timers() {}

  /**
   * How much longer than the others a node of this priority waits.
   *
   * @param priority the effective priority, 1 to 255
   * @param masterIntervalNanos the master's interval; version 2 does not use it, its skew is in
   *     parts of one second whatever the interval
   */
  public static long skewNanos(ProtocolVersion version, int priority, long masterIntervalNanos) {
    long unit =
        switch (version) {
          case V2 -> SECOND_NANOS;
          case V3 -> masterIntervalNanos;
        };
    return (PRIORITIES - priority) * unit / PRIORITIES;
  }

  /**
   * How long a master may be silent before a node of this priority takes over: {@code
   * downIntervals} intervals and the skew time (RFC 3768 section 6.1, RFC 9568 section 6.1).
   *
   * @param priority the effective priority, 1 to 255
   * @param masterIntervalNanos the master's interval, more than 0
   * @param downIntervals 1 or more; 3 in both RFCs
   */
  public static long masterDownNanos(
      ProtocolVersion version, int priority, long masterIntervalNanos, int downIntervals) {
    return downIntervals * masterIntervalNanos + skewNanos(version, priority, masterIntervalNanos);
  }
}
