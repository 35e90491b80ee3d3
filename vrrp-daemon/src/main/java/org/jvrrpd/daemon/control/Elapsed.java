package org.jvrrpd.daemon.control;

import java.time.Duration;

/** Times that have passed, as people say them: the two largest units. */
final class Elapsed {
  private Elapsed() {}

  /**
   * For example {@code 0.4 s}, {@code 12 s}, {@code 3 m 12 s}, {@code 2 h 5 m} or {@code 3 d 4 h}.
   * A negative time, from clocks that disagree, is {@code 0.0 s}.
   */
  static String inWords(Duration elapsed) {
    if (elapsed.compareTo(Duration.ofSeconds(10)) < 0) {
      long tenths = Math.max(0, elapsed.toMillis() / 100);
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    if (elapsed.toMinutes() == 0) {
      return elapsed.toSeconds() + " s";
    }
    if (elapsed.toHours() == 0) {
      return elapsed.toMinutes() + " m " + elapsed.toSecondsPart() + " s";
    }
    if (elapsed.toDays() == 0) {
      return elapsed.toHours() + " h " + elapsed.toMinutesPart() + " m";
    }
    return elapsed.toDays() + " d " + elapsed.toHoursPart() + " h";
  }
}
