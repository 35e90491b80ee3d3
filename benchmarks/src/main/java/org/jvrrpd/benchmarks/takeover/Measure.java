package org.jvrrpd.benchmarks.takeover;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How late is a first take-over, how long does a start take, how much memory stays, and how does
 * keepalived do on the same machine in the same minutes? The daemons take turns (A B A B), so that
 * both meet the same disturbances. Nothing is asserted: a busy machine is no fault of a daemon.
 *
 * <p>The answers decide what is rehearsed at the start and which options the JVM gets. {@code
 * bin/measure} runs it, inside namespaces of its own.
 */
public final class Measure {
  /** A run in whose take-overs this machine's own timers were later is repeated once. */
  static final int DISTURBED_MILLIS = 50;

  private static final Duration TIME_LIMIT = Duration.ofMinutes(15);
  private static final Duration LAST_START = TIME_LIMIT.minusSeconds(40);

  private final Options options;
  private final PrintStream progress;
  private final Findings findings = new Findings();
  private final long startNanos = System.nanoTime();

  private Measure(Options options, PrintStream progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Measures, prints the table to stdout and writes {@code measure.json}. Exit status 0; 1 if a run
   * did not get to its end; 2 for wrong usage.
   */
  public static void main(String[] words) throws IOException {
    if (List.of(words).contains("--help")) {
      System.out.println(Options.USAGE);
      System.exit(0);
    }
    Options options;
    try {
      options = Options.parse(words);
    } catch (IllegalArgumentException e) {
      System.err.println("bin/measure: " + e.getMessage());
      System.err.println(Options.USAGE);
      System.exit(2);
      return;
    }
    Measure measure = new Measure(options, System.err);
    measure.runAll();
    System.out.print(measure.findings.table());
    Path file = options.output().resolve("measure.json");
    Files.writeString(file, measure.findings.json());
    System.out.println("raw numbers: " + file);
    System.exit(measure.findings.failed() == 0 ? 0 : 1);
  }

  private void runAll() throws IOException {
    Files.createDirectories(options.output());
    for (int number = 1; number <= options.runs(); number++) {
      for (Contender contender : options.contenders()) {
        if (System.nanoTime() - startNanos > LAST_START.toNanos()) {
          progress.println("stopping before run " + number + ": the time of 15 minutes is over");
          return;
        }
        run(contender, number);
      }
    }
  }

  private void run(Contender contender, int number) throws IOException {
    String label = number + "/" + options.runs() + " " + contender.label();
    try {
      List<Sample> samples = measure(contender, number);
      if (isDisturbed(samples) && System.nanoTime() - startNanos < LAST_START.toNanos()) {
        progress.println(label + ": " + words(samples) + " - disturbed, once more");
        findings.addDisturbed(samples);
        samples = measure(contender, number);
      }
      findings.add(samples);
      progress.println(label + ": " + words(samples));
    } catch (IOException e) {
      findings.countFailure();
      progress.println(label + ": " + e.getMessage() + "; see " + directory(contender, number));
    }
  }

  private List<Sample> measure(Contender contender, int number) throws IOException {
    Path directory = directory(contender, number);
    Files.createDirectories(directory);
    try (Run run = new Run(contender, number, options.launcher(), directory)) {
      return run.measure(options.settle());
    }
  }

  private Path directory(Contender contender, int number) {
    return options.output().resolve(contender.label() + "-" + number);
  }

  private static boolean isDisturbed(List<Sample> samples) {
    return samples.stream()
        .anyMatch(
            each -> Findings.isTakeover(each.figure()) && each.probeMillis() > DISTURBED_MILLIS);
  }

  private static String words(List<Sample> samples) {
    StringBuilder text = new StringBuilder();
    for (Sample each : samples) {
      if (Findings.isTakeover(each.figure()) || each.figure() == Figure.START) {
        text.append(text.isEmpty() ? "" : ", ")
            .append(
                "%s %.1f ms (probe %.1f)"
                    .formatted(each.figure(), each.value(), each.probeMillis()));
      }
    }
    return text.toString();
  }
}
