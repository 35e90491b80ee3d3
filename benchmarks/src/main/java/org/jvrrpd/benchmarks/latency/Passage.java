package org.jvrrpd.benchmarks.latency;

import java.util.Arrays;

/**
 * When one advertisement was where on its sender: nanoseconds of the process's clock, and one of
 * the wall clock, which the receiver's kernel has too.
 *
 * @param dueNanos the router's deadline
 * @param wokenNanos when the event loop was there
 * @param calledNanos just before the daemon's socket was called for sendto(2)
 * @param returnedNanos just after it
 * @param calledEpochNanos {@code calledNanos} in nanoseconds since 1970, UTC
 */
public record Passage(
    long dueNanos, long wokenNanos, long calledNanos, long returnedNanos, long calledEpochNanos) {
  private static final int FIELDS = 5;

  /** As one line of a file. */
  public String line() {
    return dueNanos
        + " "
        + wokenNanos
        + " "
        + calledNanos
        + " "
        + returnedNanos
        + " "
        + calledEpochNanos;
  }

  /**
   * What {@link #line} has written.
   *
   * @throws IllegalArgumentException for any other line
   */
  static Passage parse(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != FIELDS) {
      throw new IllegalArgumentException("\"" + line + "\" does not have " + FIELDS + " numbers");
    }
    long[] numbers = Arrays.stream(words).mapToLong(Long::parseLong).toArray();
    return new Passage(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
  }
}
