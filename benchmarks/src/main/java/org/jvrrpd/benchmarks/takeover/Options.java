package org.jvrrpd.benchmarks.takeover;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param runs how many runs each contender gets, 1 to 1,000
 * @param settle how long daemons run before their memory is looked at
 * @param contenders who is measured, in the order of their turns
 * @param launcher the {@code bin/jvrrpd} to measure
 * @param output the directory for the raw numbers, captures and logs
 */
record Options(int runs, Duration settle, List<Contender> contenders, Path launcher, Path output) {
  static final String USAGE =
      """
      Usage: bin/measure [--runs N] [--settle SECONDS] [--only jvrrpd|keepalived]
      Measures first take-overs, starts and memory of jvrrpd and keepalived, in turns.
        --runs N           runs of each daemon, 20 by default; one takes about 17 s
        --settle SECONDS   how long daemons run before their memory is looked at; default 10
        --only NAME        one daemon alone""";

  private static final int MAX_RUNS = 1_000;
  private static final int MAX_SETTLE_SECONDS = 600;

  /**
   * Reads the words; {@code --launcher} and {@code --output} come from the script.
   *
   * @throws IllegalArgumentException in words, for everything else
   */
  static Options parse(String... words) {
    int runs = 20;
    int settleSeconds = 10;
    List<Contender> contenders = List.of(Contender.values());
    Path launcher = Path.of("bin/jvrrpd");
    Path output = Path.of("target/measure");
    Iterator<String> rest = List.of(words).iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      switch (word) {
        case "--runs" -> runs = number(word, rest, MAX_RUNS);
        case "--settle" -> settleSeconds = number(word, rest, MAX_SETTLE_SECONDS);
        case "--only" -> contenders = List.of(contender(argument(word, rest)));
        case "--launcher" -> launcher = Path.of(argument(word, rest));
        case "--output" -> output = Path.of(argument(word, rest));
        default -> throw new IllegalArgumentException(word + " is not known");
      }
    }
    return new Options(runs, Duration.ofSeconds(settleSeconds), contenders, launcher, output);
  }

  private static String argument(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static int number(String option, Iterator<String> rest, int most) {
    String text = argument(option, rest);
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below, as for a number out of range.
    }
    throw new IllegalArgumentException(option + " takes a number from 1 to " + most);
  }

  private static Contender contender(String name) {
    for (Contender each : Contender.values()) {
      if (each.label().equals(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException("--only takes jvrrpd or keepalived");
  }
}
