package org.jvrrpd.benchmarks.compare;

import java.util.Arrays;
import java.util.Collection;

/** Measured values of one figure of one contender; at least one. Immutable. */
final class Numbers {
  private final double[] sorted;

  private Numbers(double[] sorted) {
    this.sorted = sorted;
  }

  static Numbers of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("there is no value");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Numbers(sorted);
  }

  int count() {
    return sorted.length;
  }

  double least() {
    return sorted[0];
  }

  double worst() {
    return sorted[sorted.length - 1];
  }

  /** The middle one, or the mean of the two in the middle. */
  double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The least value that {@code percent} of all do not exceed. */
  double percentile(double percent) {
    // Without what binary fractions add: 99.9 % of 1,000 values are 999.
    int rank = (int) Math.ceil(percent * sorted.length / 100 - 1e-6);
    return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
  }
}
