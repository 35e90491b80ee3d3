package org.jvrrpd.core.simulation;

/**
 * A duration that chance may choose from a range: {@code 5ms}, {@code 1ms..20ms}.
 *
 * @param shortestNanos the shortest, 0 or more
 * @param longestNanos the longest, not below the shortest
 */
record Span(long shortestNanos, long longestNanos) {
  static final Span NONE = new Span(0, 0);

  private static final String TO = "..";

  Span {
    if (longestNanos < shortestNanos) {
      throw new IllegalArgumentException("a range of durations begins with the shorter one");
    }
  }

  /** The span that {@code words} spell. */
  static Span parse(String words) {
    int to = words.indexOf(TO);
    if (to < 0) {
      long exactly = Words.nanos(words);
      return new Span(exactly, exactly);
    }
    return new Span(
        Words.nanos(words.substring(0, to)), Words.nanos(words.substring(to + TO.length())));
  }
}
