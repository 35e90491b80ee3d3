package org.jvrrpd.benchmarks.compare;

import java.nio.file.Path;
import java.util.List;
import org.jvrrpd.benchmarks.Words;

/**
 * What the command line asks for.
 *
 * @param runs turns of each contender in the take-over section, 1 to 1,000
 * @param quick few and short turns, to see that all works
 * @param sections the sections to measure; empty: all
 * @param launcher the {@code bin/jvrrpd} to measure
 * @param output the directory for captures and logs
 * @param page the document whose table is written; raw numbers and plots go beside it
 */
record Options(
    int runs, boolean quick, List<String> sections, Path launcher, Path output, Path page) {
  static final String USAGE =
      """
      Usage: bin/compare [--runs N] [--quick] [--only SECTION,...] [--page FILE]
      Compares jvrrpd with keepalived on this machine, in turns, and writes table, plots and raw
      numbers into docs/performance.md and docs/performance/. Takes about an hour; nothing else
      should run meanwhile.
        --runs N             turns of each daemon in the section take-over, 20 by default
        --quick              few and short turns, about 9 minutes
        --only SECTION,...   of interval, take-over, cold, scale-1, scale-10, scale-250,
                             scale-1000 and scale-4000 only these; the others' figures stay
        --page FILE          write there instead of docs/performance.md""";

  private static final int RUNS = 20;
  private static final int MAX_RUNS = 1_000;

  /**
   * Reads the words; {@code --launcher} and {@code --output} come from the script.
   *
   * @throws IllegalArgumentException in words, for everything else
   */
  static Options parse(String... line) {
    int runs = RUNS;
    boolean quick = false;
    List<String> sections = List.of();
    Path launcher = Path.of("bin/jvrrpd");
    Path output = Path.of("target/compare");
    Path page = Path.of("docs/performance.md");
    Words words = new Words(line);
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--runs" -> runs = words.number(word, MAX_RUNS);
        case "--quick" -> quick = true;
        case "--only" -> sections = List.of(words.argument(word).split(",", -1));
        case "--launcher" -> launcher = Path.of(words.argument(word));
        case "--output" -> output = Path.of(words.argument(word));
        case "--page" -> page = Path.of(words.argument(word));
        default -> throw new IllegalArgumentException(word + " is not known; see --help");
      }
    }
    return new Options(runs, quick, sections, launcher, output, page);
  }

  /** How somebody else asks for the same. */
  String command() {
    StringBuilder words = new StringBuilder("bin/compare");
    if (quick) {
      words.append(" --quick");
    }
    if (runs != RUNS) {
      words.append(" --runs ").append(runs);
    }
    if (!sections.isEmpty()) {
      words.append(" --only ").append(String.join(",", sections));
    }
    return words.toString();
  }
}
