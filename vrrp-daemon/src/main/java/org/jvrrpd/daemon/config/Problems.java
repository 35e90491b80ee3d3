package org.jvrrpd.daemon.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems of one file, gathered while it is read. Bounded, whatever the file holds. */
final class Problems {
  /** Nobody reads more, and a hostile file could have tens of thousands. */
  static final int MAX_OF_EACH_SEVERITY = 100;

  private final Path file;
  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  Problems(Path file) {
    this.file = file;
  }

  void error(Place place, String message) {
    add(errors, Severity.ERROR, place, message);
  }

  void warning(Place place, String message) {
    add(warnings, Severity.WARNING, place, message);
  }

  private void add(List<Problem> list, Severity severity, Place place, String message) {
    if (list.size() < MAX_OF_EACH_SEVERITY) {
      Position at = place.at();
      Problem problem = new Problem(severity, file, at.line(), at.column(), place.key(), message);
      // Two readers that look into the same section find the same.
      if (!list.contains(problem)) {
        list.add(problem);
      }
    }
  }

  boolean hasErrors() {
    return !errors.isEmpty();
  }

  int errorCount() {
    return errors.size();
  }

  /** Everything found so far, as one meets it when reading the file. */
  List<Problem> inFileOrder() {
    List<Problem> all = new ArrayList<>(errors);
    all.addAll(warnings);
    all.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    return List.copyOf(all);
  }
}
