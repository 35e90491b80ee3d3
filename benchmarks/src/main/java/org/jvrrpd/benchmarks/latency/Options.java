package org.jvrrpd.benchmarks.latency;

import java.nio.file.Path;
import java.util.Optional;
import org.jvrrpd.benchmarks.Words;

/**
 * What the command line asks for.
 *
 * @param seconds how long each run counts, 1 to 240
 * @param ordinary whether the event loop stays an ordinary thread
 * @param histograms the folder that gets histograms; empty: none are written
 * @param arguments the file with java's arguments for the sender, as the daemon's launcher has them
 * @param output the folder for captures and logs
 */
record Options(
    int seconds, boolean ordinary, Optional<Path> histograms, Path arguments, Path output) {
  static final String USAGE =
      """
      Usage: bin/latency [--seconds N] [--ordinary] [--histograms FOLDER]
      Measures how long a MASTER's advertisement takes from its deadline to the other end of a veth
      pair, at intervals of 1 s, 100 ms and 10 ms, on the idle machine and with every core busy.
      Takes six times N seconds and half a minute; nothing else should run meanwhile.
        --seconds N          how long each of the six runs counts, 1 to 240, 60 by default
        --ordinary           keeps the event loop an ordinary thread; else it runs in real time
                             where that is permitted
        --histograms FOLDER  writes the histograms there, in HdrHistogram's .hgrm format""";

  private static final int SECONDS = 60;

  /** What keeps every core busy ends after 300 s. */
  private static final int MAX_SECONDS = 240;

  /**
   * Reads the words; {@code --arguments} and {@code --output} come from the script.
   *
   * @throws IllegalArgumentException in words, for everything else
   */
  static Options parse(String... line) {
    int seconds = SECONDS;
    boolean ordinary = false;
    Optional<Path> histograms = Optional.empty();
    Path arguments = Path.of("target/latency/java-arguments");
    Path output = Path.of("target/latency");
    Words words = new Words(line);
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--seconds" -> seconds = words.number(word, MAX_SECONDS);
        case "--ordinary" -> ordinary = true;
        case "--histograms" -> histograms = Optional.of(Path.of(words.argument(word)));
        case "--arguments" -> arguments = Path.of(words.argument(word));
        case "--output" -> output = Path.of(words.argument(word));
        default -> throw new IllegalArgumentException(word + " is not known; see --help");
      }
    }
    return new Options(seconds, ordinary, histograms, arguments, output);
  }
}
