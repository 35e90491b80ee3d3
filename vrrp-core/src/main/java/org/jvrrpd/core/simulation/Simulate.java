package org.jvrrpd.core.simulation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The command {@code bin/simulate --seeds N --first SEED}: executes N seeds, each twice, and says
 * what must not happen and did. A failing seed is shrunk and printed as a script that can be kept
 * as a test. Exit status: 0 without violations, 1 with, 2 for wrong usage.
 */
public final class Simulate {
  private static final int PRINTED_SCRIPTS = 5;
  private static final int WRONG_USAGE = 2;
  private static final String USAGE = "usage: simulate [--seeds N] [--first SEED]";

  private Simulate() {}

  /** Runs the command and ends the process with its status. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, List.of(arguments)));
  }

  /**
   * The command.
   *
   * @return the exit status
   */
  static int run(PrintStream out, PrintStream err, List<String> arguments) {
    return run(out, err, arguments, Scenario::of);
  }

  /**
   * The command, over other executions than the random ones.
   *
   * @param scenarios the commands of a seed; called by several threads
   * @return the exit status
   */
  static int run(
      PrintStream out,
      PrintStream err,
      List<String> arguments,
      LongFunction<List<String>> scenarios) {
    long seeds = 1000;
    long first = 1;
    try {
      for (int i = 0; i < arguments.size(); i += 2) {
        long value = Long.parseLong(arguments.get(i + 1));
        switch (arguments.get(i)) {
          case "--seeds" -> seeds = value;
          case "--first" -> first = value;
          default -> throw new IllegalArgumentException(arguments.get(i));
        }
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      err.println(USAGE);
      return WRONG_USAGE;
    }
    if (seeds < 1) {
      err.println(USAGE);
      return WRONG_USAGE;
    }
    Map<Long, List<String>> failed = failing(seeds, first, scenarios);
    report(out, failed, scenarios);
    out.printf("%d seeds, %d violations%n", seeds, failed.size());
    return failed.isEmpty() ? 0 : 1;
  }

  /** The seeds that fail, with what is wrong; on all processors, in the order of the seeds. */
  static Map<Long, List<String>> failing(long seeds, long first) {
    return failing(seeds, first, Scenario::of);
  }

  private static Map<Long, List<String>> failing(
      long seeds, long first, LongFunction<List<String>> scenarios) {
    return LongStream.range(first, first + seeds)
        .parallel()
        .boxed()
        .map(seed -> Map.entry(seed, Execution.twice(scenarios.apply(seed)).violations()))
        .filter(entry -> !entry.getValue().isEmpty())
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, TreeMap::new));
  }

  private static void report(
      PrintStream out, Map<Long, List<String>> failed, LongFunction<List<String>> scenarios) {
    int printed = 0;
    for (Map.Entry<Long, List<String>> entry : failed.entrySet()) {
      out.printf("seed %d: %s%n", entry.getKey(), String.join("; ", entry.getValue()));
      if (++printed <= PRINTED_SCRIPTS) {
        out.println();
        out.println(script(entry.getKey(), scenarios));
      }
    }
  }

  /** The shrunk form of a failing seed, with what happens in it. */
  static String script(long seed) {
    return script(seed, Scenario::of);
  }

  private static String script(long seed, LongFunction<List<String>> scenarios) {
    List<String> lines = new ArrayList<>();
    lines.add("# Seed " + seed + ", shrunk.");
    lines.addAll(Shrinking.of(scenarios.apply(seed)));
    return Script.parse(lines).play().text();
  }
}
