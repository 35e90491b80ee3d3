package org.jvrrpd.core.simulation;

import java.util.List;

/**
 * How often something happens, and how far apart: the words {@code times N} and {@code every
 * DURATION} of a command. Once, if neither is there.
 *
 * @param times 1 to {@link #MOST}
 * @param everyNanos between one and the next
 */
record Repetition(int times, long everyNanos) {
  static final int MOST = 100_000;

  private static final long USUAL_NANOS = 1_000_000L;

  /** Checks the range. */
  Repetition {
    if (times < 0 || times > MOST) {
      throw new IllegalArgumentException("no more than " + MOST + " times");
    }
  }

  /** Once. */
  static Repetition once() {
    return new Repetition(1, USUAL_NANOS);
  }

  /**
   * What {@code words} say.
   *
   * @throws IllegalArgumentException if there is anything else among them
   */
  static Repetition of(List<String> words) {
    Repetition repetition = once();
    for (int i = 0; i + 1 < words.size(); i += 2) {
      repetition = repetition.with(words.get(i), words.get(i + 1));
    }
    if (words.size() % 2 != 0) {
      throw new IllegalArgumentException("a value is missing at the end");
    }
    return repetition;
  }

  Repetition with(String key, String value) {
    return switch (key) {
      case "times" -> new Repetition(Words.number(value), everyNanos);
      case "every" -> new Repetition(times, Words.nanos(value));
      default -> throw new IllegalArgumentException("neither times nor every: " + key);
    };
  }

  /** Lets {@code what} happen so often, the first time as soon as the present event is over. */
  void schedule(Schedule schedule, Runnable what) {
    for (int i = 0; i < times; i++) {
      schedule.after(i * everyNanos, what);
    }
  }
}
