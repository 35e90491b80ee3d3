package org.jvrrpd.daemon.control;

import java.time.Duration;

/**
 * How late the event loop has been woken for deadlines since the daemon started.
 *
 * @param wakeUps deadlines whose owners were woken, 0 or more
 * @param median half of them were no later than this, to within an eighth
 * @param p99 99 of a hundred were no later than this, to within an eighth
 * @param worst the latest
 * @param worstOfLastMinute the latest of the last 60 s
 * @param lateAfter from where on one counts as late
 * @param late how many were later than that
 */
public record TimerStatus(
    long wakeUps,
    Duration median,
    Duration p99,
    Duration worst,
    Duration worstOfLastMinute,
    Duration lateAfter,
    long late) {
  /** What a daemon reports before its first wake-up. */
  public static final TimerStatus NONE =
      new TimerStatus(
          0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

  /** For example {@code 99 % of 12,345 within 0.2 ms, worst 3.1 ms (last minute 0.4 ms)}. */
  public String inWords() {
    return "99 %% of %s within %s ms, worst %s ms (last minute %s ms)"
        .formatted(grouped(wakeUps), millis(p99), millis(worst), millis(worstOfLastMinute));
  }

  /** Rounded up, so that what is shown was not exceeded. */
  private static String millis(Duration time) {
    long tenths = Math.ceilDiv(time.toNanos(), 100_000L);
    return grouped(tenths / 10) + "." + tenths % 10;
  }

  private static String grouped(long number) {
    return number < 1_000
        ? Long.toString(number)
        : grouped(number / 1_000) + ",%03d".formatted(number % 1_000);
  }
}
