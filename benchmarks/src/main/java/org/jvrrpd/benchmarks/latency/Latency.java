package org.jvrrpd.benchmarks.latency;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jvrrpd.benchmarks.compare.Load;

/**
 * Where do the microseconds of an advertisement go: waiting for the event loop, in the daemon, or
 * in the kernel? The answer says what there is to gain by waking earlier, by a busier loop or by
 * another way into the kernel. {@code bin/latency} runs it, inside namespaces of its own.
 */
public final class Latency {
  private static final List<Duration> INTERVALS =
      List.of(Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofMillis(10));

  private Latency() {}

  /** Measures and prints. Exit status 0; 1 if a run failed; 2 for wrong usage. */
  public static void main(String[] words) throws IOException {
    if (List.of(words).contains("--help")) {
      System.out.println(Options.USAGE);
      System.exit(0);
    }
    Options options;
    try {
      options = Options.parse(words);
    } catch (IllegalArgumentException e) {
      System.err.println("bin/latency: " + e.getMessage());
      System.exit(2);
      return;
    }
    System.exit(measure(options) ? 0 : 1);
  }

  private static boolean measure(Options options) throws IOException {
    System.out.printf(
        "%d processors, Linux %s, load average before: %.1f%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.version"),
        Load.average());
    Report report = new Report();
    String scheduling = "";
    boolean whole = true;
    for (Run run : runs(Duration.ofSeconds(options.seconds()))) {
      try {
        Run.Outcome outcome = run.measure(options);
        scheduling = outcome.scheduling();
        report.add(run.interval(), run.loaded(), outcome.steps());
        if (options.histograms().isPresent()) {
          outcome.steps().write(options.histograms().get(), run.label());
        }
        System.err.println(run.label() + ": " + run.count() + " advertisements");
      } catch (IOException e) { // one run is no reason to lose the others
        whole = false;
        System.err.println(run.label() + ": " + e.getMessage() + "; see " + options.output());
      }
    }
    if (!scheduling.isEmpty()) {
      System.out.println("The event loop was " + scheduling + ".");
      System.out.print(report.markdown());
    }
    return whole;
  }

  /** Each interval idle and loaded, in this order. */
  static List<Run> runs(Duration duration) {
    List<Run> runs = new ArrayList<>();
    for (Duration interval : INTERVALS) {
      runs.add(new Run(interval, false, duration));
      runs.add(new Run(interval, true, duration));
    }
    return runs;
  }
}
