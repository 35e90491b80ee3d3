package org.jvrrpd.daemon.config.statement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jvrrpd.daemon.config.Problem;
import org.jvrrpd.daemon.config.Severity;

/**
 * The problems of a configuration, gathered while it is read and judged. Bounded, whatever the
 * files hold. For one thread.
 */
public final class Findings {
  /** Nobody reads more, and a hostile file could have tens of thousands. */
  static final int MAX_OF_EACH_SEVERITY = 100;

  private final Set<Finding> errors = new LinkedHashSet<>();
  private final Set<Finding> warnings = new LinkedHashSet<>();
  private final Map<Path, Integer> files = new LinkedHashMap<>();
  private Verdict verdict = Verdict.ACCEPTS;

  /** Something that keepalived reports as well. */
  public void error(Location at, String key, String message) {
    add(Severity.ERROR, Verdict.OBJECTS, at, key, message);
  }

  /** An error that keepalived passes over in silence. */
  public void strictError(Location at, String key, String message) {
    add(Severity.ERROR, Verdict.ACCEPTS, at, key, message);
  }

  /** Something that keepalived passes over in silence, and that is probably not what is meant. */
  public void strictWarning(Location at, String key, String message) {
    add(Severity.WARNING, Verdict.ACCEPTS, at, key, message);
  }

  /** Something that keepalived can do, and that is not done here. */
  public void refusal(Severity severity, Verdict keepalived, Location at, String key, String why) {
    add(severity, keepalived, at, key, why, true);
  }

  /** Says that a file is read now; findings are told in the order in which that happens. */
  public void reading(Path file) {
    files.putIfAbsent(file, files.size());
  }

  /** Any finding. */
  public void add(Severity severity, Verdict keepalived, Location at, String key, String message) {
    add(severity, keepalived, at, key, message, keepalived.isFatal());
  }

  private void add(
      Severity severity,
      Verdict keepalived,
      Location at,
      String key,
      String message,
      boolean preventsStart) {
    reading(at.file());
    if (keepalived.compareTo(verdict) > 0) {
      verdict = keepalived;
    }
    Set<Finding> same = severity == Severity.ERROR ? errors : warnings;
    if (same.size() < MAX_OF_EACH_SEVERITY) {
      same.add(
          new Finding(
              new Problem(severity, at.file(), at.line(), at.column(), key, message),
              keepalived,
              preventsStart));
    }
  }

  /** Whether one more error would be kept; where not, nobody needs to think about its words. */
  public boolean keepsErrors() {
    return errors.size() < MAX_OF_EACH_SEVERITY;
  }

  /** Whether there is an error. */
  public boolean hasErrors() {
    return !errors.isEmpty();
  }

  /** With what {@code keepalived -t} would end; counts also what is not kept. */
  public Verdict verdict() {
    return verdict;
  }

  /** Everything found so far: file by file, as one meets it when reading. */
  public List<Finding> inOrder() {
    List<Finding> all = new ArrayList<>(errors);
    all.addAll(warnings);
    all.sort(
        Comparator.comparingInt((Finding each) -> files.getOrDefault(each.problem().file(), 0))
            .thenComparingInt(each -> each.problem().line())
            .thenComparingInt(each -> each.problem().column()));
    return List.copyOf(all);
  }

  /** The same, as {@code check} reports it. */
  public List<Problem> problems() {
    return inOrder().stream().map(Finding::problem).toList();
  }
}
