package org.jvrrpd.daemon.config.rendering;

import java.math.BigDecimal;
import java.time.Duration;

/** Lengths of time as keepalived's words take them. */
final class Durations {
  private static final int MILLI_DIGITS = 3;
  private static final int CENTI_DIGITS = 2;

  private Durations() {}

  /** Seconds with decimals where there are any, to the millisecond. */
  static String seconds(Duration time) {
    return plain(BigDecimal.valueOf(Math.max(1, time.toMillis()), MILLI_DIGITS));
  }

  /** Seconds of so many centiseconds. */
  static String ofCentis(int centis) {
    return plain(BigDecimal.valueOf(centis, CENTI_DIGITS));
  }

  private static String plain(BigDecimal seconds) {
    return seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString();
  }
}
