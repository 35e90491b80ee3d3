package org.jvrrpd.daemon.demo;

import java.time.Duration;

/**
 * Something that was measured, beside the protocol's bound for it.
 *
 * @param label what it is, for example {@code take-over}
 * @param measured how long it took
 * @param bound how long it may take
 * @param pause the longest time between two answers to the client's pings meanwhile
 */
record Figure(String label, Duration measured, Bound bound, Duration pause) {

  /** Seconds with milliseconds, rounded: {@code 3.648 s}. */
  static String seconds(Duration time) {
    long millis = Math.floorDiv(time.toNanos() + 500_000, 1_000_000L);
    String sign = millis < 0 ? "-" : "";
    long positive = Math.abs(millis);
    return "%s%d.%03d s".formatted(sign, positive / 1000, positive % 1000);
  }
}
