package org.jvrrpd.benchmarks.latency;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** The table of a measurement, in Markdown: a line for each run. */
final class Report {
  private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9, 100.0);

  /** Below this a tenth of a microsecond is worth a digit. */
  private static final double WHOLE_MICROS = 100;

  private final StringBuilder text = new StringBuilder();

  Report() {
    text.append("Microseconds, p50 / p99 / p99.9 / max.\n\n");
    String steps = Arrays.stream(Step.values()).map(Step::words).collect(Collectors.joining(" | "));
    text.append("| interval | machine | ").append(steps).append(" | advertisements |\n");
    text.append("|---|---|").append("---|".repeat(Step.values().length)).append("---|\n");
  }

  /** Adds a run. */
  void add(Duration interval, boolean loaded, Steps steps) {
    String cells =
        Stream.of(Step.values())
            .map(step -> percentiles(steps.of(step)))
            .collect(Collectors.joining(" | "));
    text.append(
        "| %d ms | %s | %s | %d |\n"
            .formatted(
                interval.toMillis(),
                loaded ? "loaded" : "idle",
                cells,
                steps.of(Step.WAKE_UP).getTotalCount()));
  }

  private static String percentiles(Histogram nanos) {
    return PERCENTILES.stream()
        .map(each -> micros(nanos.getValueAtPercentile(each)))
        .collect(Collectors.joining(" / "));
  }

  private static String micros(long nanos) {
    double micros = nanos / 1e3;
    return String.format(Locale.ROOT, micros < WHOLE_MICROS ? "%.1f" : "%.0f", micros);
  }

  /** All of it so far. */
  String markdown() {
    return text.toString();
  }
}
