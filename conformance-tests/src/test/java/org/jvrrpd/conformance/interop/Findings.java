package org.jvrrpd.conformance.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Findings in a file, a line each, so that a long matrix can be tried in parts: name, nanoseconds
 * or a hyphen, and the complaint if there is one, with tabs between. The last line of a cell
 * counts.
 */
final class Findings {
  private static final String NOTHING = "-";

  private Findings() {}

  /** Adds lines; the file and its folder are made if they are missing. */
  static void add(Path file, Iterable<Finding> findings) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    List<String> lines = new ArrayList<>();
    for (Finding each : findings) {
      String nanos = each.took().map(took -> Long.toString(took.toNanos())).orElse(NOTHING);
      String complaint = each.complaint().orElse("").replaceAll("\\s+", " ");
      lines.add(each.cell().name() + "\t" + nanos + "\t" + complaint);
    }
    Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /**
   * Reads them, in the order of {@link Cell#all}.
   *
   * @throws IOException if a line is none of ours
   */
  static List<Finding> all(Path file) throws IOException {
    Map<String, Cell> cells = new LinkedHashMap<>();
    Cell.all().forEach(cell -> cells.put(cell.name(), cell));
    Map<Cell, Finding> found = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] words = line.split("\t", -1);
      Cell cell = cells.get(words[0]);
      if (cell == null || words.length != 3) {
        throw new IOException(file + " has a line that is no finding: " + line);
      }
      found.put(cell, new Finding(cell, nanos(words[1]), complaint(words[2])));
    }
    return cells.values().stream().map(found::get).filter(Objects::nonNull).toList();
  }

  private static Optional<Duration> nanos(String word) {
    return word.equals(NOTHING)
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Long.parseLong(word)));
  }

  private static Optional<String> complaint(String words) {
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }
}
