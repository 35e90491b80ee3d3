package org.jvrrpd.benchmarks.latency;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The wall clock, read between two readings of another clock. The closer those are, the better is
 * known what the one shows when the other does.
 *
 * @param beforeNanos the other clock's first reading
 * @param epochNanos nanoseconds since 1970, UTC
 * @param afterNanos the other clock's second reading
 */
public record ClockReading(long beforeNanos, long epochNanos, long afterNanos) {
  private static final int READINGS = 3;
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** The closest of three. */
  public static ClockReading take(LongSupplier clock) {
    ClockReading best = once(clock);
    for (int i = 1; i < READINGS; i++) {
      ClockReading next = once(clock);
      best = next.widthNanos() < best.widthNanos() ? next : best;
    }
    return best;
  }

  private static ClockReading once(LongSupplier clock) {
    long before = clock.getAsLong();
    Instant now = Instant.now();
    long after = clock.getAsLong();
    return new ClockReading(before, now.getEpochSecond() * SECOND_NANOS + now.getNano(), after);
  }

  /** Twice by how much {@link #toEpoch} can be wrong at most. */
  long widthNanos() {
    return afterNanos - beforeNanos;
  }

  /** A time of the other clock in nanoseconds since 1970, UTC, a moment before this reading. */
  public long toEpoch(long nanos) {
    return epochNanos + (nanos - beforeNanos) - widthNanos() / 2;
  }
}
