package org.jvrrpd.daemon.runtime;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time of the daemon: nanoseconds since it started, which no change of the wall clock moves.
 */
interface Clock {

  /** Nanoseconds since the start; never goes back. */
  long nanos();

  /** The wall clock's time of a moment, as far as the wall clock can be trusted now. */
  Instant wall(long nanos);

  /**
   * Now, in nanoseconds since the beginning of 1970, UTC, as far as the wall clock can be trusted.
   */
  default long wallNanos() {
    return ChronoUnit.NANOS.between(Instant.EPOCH, wall(nanos()));
  }

  /** The moment on the scale of {@link System#nanoTime}. */
  long systemNanos(long nanos);

  /** A clock that starts now. */
  static Clock startingNow() {
    long origin = System.nanoTime();
    return new Clock() {
      @Override
      public long nanos() {
        return System.nanoTime() - origin;
      }

      @Override
      public Instant wall(long nanos) {
        return Instant.now().minusNanos(nanos() - nanos);
      }

      @Override
      public long systemNanos(long nanos) {
        return origin + nanos;
      }
    };
  }
}
