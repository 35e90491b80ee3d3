package org.jvrrpd.benchmarks.latency;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/** How long each step took in one run, as histograms of nanoseconds. */
final class Steps {
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final long HIGHEST_NANOS = 3_600_000_000_000L;
  private static final double NANOS_PER_MICRO = 1_000;

  private final Map<Step, Histogram> histograms = new EnumMap<>(Step.class);

  private Steps() {
    for (Step step : Step.values()) {
      histograms.put(step, new Histogram(HIGHEST_NANOS, SIGNIFICANT_DIGITS));
    }
  }

  /**
   * Puts together what the sender and the receiver have noted, each in its order.
   *
   * @param receivedEpochNanos the receiver's time stamps in nanoseconds since 1970, UTC
   * @param warmUp how many of the first do not count
   * @throws IOException if one is missing, or the wall clock was set meanwhile
   */
  static Steps of(List<Passage> passages, List<Long> receivedEpochNanos, int warmUp)
      throws IOException {
    if (passages.size() != receivedEpochNanos.size()) {
      throw new IOException(
          passages.size() + " were sent and " + receivedEpochNanos.size() + " received");
    }
    Steps steps = new Steps();
    for (int i = warmUp; i < passages.size(); i++) {
      steps.add(passages.get(i), receivedEpochNanos.get(i));
    }
    return steps;
  }

  private void add(Passage passage, long receivedEpochNanos) throws IOException {
    for (Map.Entry<Step, Histogram> each : histograms.entrySet()) {
      long nanos = each.getKey().nanos(passage, receivedEpochNanos);
      if (nanos < 0 || nanos > HIGHEST_NANOS) {
        throw new IOException(
            each.getKey().words() + " took " + nanos + " ns: was the wall clock set?");
      }
      each.getValue().recordValue(nanos);
    }
  }

  /** The values of one step, in nanoseconds. */
  Histogram of(Step step) {
    return Objects.requireNonNull(histograms.get(step));
  }

  /**
   * Writes a file for each step, in HdrHistogram's own format, in microseconds.
   *
   * @param prefix how their names begin, for example {@code 10ms-idle}
   */
  void write(Path folder, String prefix) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<Step, Histogram> each : histograms.entrySet()) {
      Path file = folder.resolve(prefix + "-" + each.getKey().label() + ".hgrm");
      try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
        each.getValue().outputPercentileDistribution(out, NANOS_PER_MICRO);
        if (out.checkError()) {
          throw new IOException("writing " + file + " failed");
        }
      }
    }
  }
}
