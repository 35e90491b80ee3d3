package org.jvrrpd.benchmarks.takeover;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Values of one figure of one contender, of which there is at least one.
 *
 * @param count how many there are
 * @param median the middle one, or the mean of the two in the middle
 * @param worst the largest
 */
record Series(int count, double median, double worst) {

  /** The series of these values; empty if there are none. */
  static Optional<Series> of(List<Double> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return Optional.of(new Series(sorted.length, median, sorted[sorted.length - 1]));
  }
}
