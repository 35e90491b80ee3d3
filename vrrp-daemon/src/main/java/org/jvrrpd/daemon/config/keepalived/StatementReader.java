package org.jvrrpd.daemon.config.keepalived;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.daemon.config.Severity;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Location;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Verdict;

/**
 * Reads the language of keepalived.conf(5): included files, conditions, variables, repetitions.
 * What comes out are statements with the places where somebody wrote them. Whatever the files hold,
 * the answer is a list and findings, never an exception. Blocks on the file system; for one use.
 */
public final class StatementReader {
  private static final String ENDLESS =
      "what the variables here stand for is too long; do they hold themselves?";

  private final Surroundings surroundings;
  private final Findings findings;
  private final Macros macros;
  private final StatementBuilder builder;
  private Set<IncludeCheck> checks = EnumSet.noneOf(IncludeCheck.class);
  private Path file = Path.of("");
  private int files;
  private int includeDepth;
  private long expansion;
  private boolean stopped;

  private StatementReader(Surroundings surroundings, Findings findings) {
    this.surroundings = surroundings;
    this.findings = findings;
    this.macros = new Macros(surroundings);
    this.builder = new StatementBuilder(findings);
  }

  /** Reads a file and what it includes. */
  public static List<Statement> read(Path file, Surroundings surroundings, Findings findings) {
    StatementReader reader = new StatementReader(surroundings, findings);
    try {
      reader.readLines(file, SourceFile.read(file));
    } catch (IOException e) {
      findings.add(
          Severity.ERROR,
          Verdict.CANNOT_RUN,
          Location.startOf(file),
          "",
          "cannot be read: " + e.getMessage());
    }
    return reader.builder.finish();
  }

  /** Reads a text as if it were a file's. */
  public static List<Statement> parse(
      Path file, String text, Surroundings surroundings, Findings findings) {
    StatementReader reader = new StatementReader(surroundings, findings);
    reader.readLines(file, SourceFile.lines(file, text));
    return reader.builder.finish();
  }

  private void readLines(Path next, List<SourceLine> lines) {
    Path before = file;
    Set<IncludeCheck> checksBefore = checks;
    file = next;
    files++;
    findings.reading(file);
    for (SourceLine line : lines) {
      if (stopped) {
        break;
      }
      Optional<Set<IncludeCheck>> include = IncludeCheck.ofKeyword(keyword(line));
      if (include.isPresent()) {
        include(line.trimmed(), include.get());
      } else {
        process(line, 0);
      }
    }
    file = before;
    checks = checksBefore;
  }

  private static String keyword(SourceLine line) {
    String text = line.trimmed().text();
    return text.substring(0, Blanks.wordEnd(text, 0));
  }

  private void include(SourceLine line, Set<IncludeCheck> added) {
    SourceLine name = line.from(Blanks.wordEnd(line.text(), 0)).trimmed();
    String pattern = name.text().replace("\"", "");
    Set<IncludeCheck> inForce = EnumSet.copyOf(added);
    inForce.addAll(checks);
    if (pattern.isEmpty()) {
      findings.error(line.start(), "", keyword(line) + " needs the name of a file");
      return;
    }
    if (includeDepth >= Limits.MAX_INCLUDE_DEPTH) {
      stop(line.start(), "files include each other too deep");
      return;
    }
    Path parent = file.getParent();
    Path directory = parent == null ? Path.of("") : parent;
    for (String branch : FilePattern.branches(pattern)) {
      List<Path> matches = FilePattern.matches(directory, branch);
      if (matches.isEmpty()) {
        missing(name.start(), pattern, branch, inForce);
      }
      for (Path match : matches) {
        readIncluded(name.start(), match, inForce);
      }
    }
  }

  private void missing(Location at, String pattern, String branch, Set<IncludeCheck> inForce) {
    IncludeCheck kind =
        FilePattern.isWild(branch)
            ? IncludeCheck.WILDCARD_MATCH
            : branch.equals(pattern) ? IncludeCheck.MATCH : IncludeCheck.BRACE_MATCH;
    report(inForce.contains(kind), at, "there is no file \"" + branch + "\"");
  }

  private void report(boolean strict, Location at, String message) {
    findings.add(
        strict ? Severity.ERROR : Severity.WARNING,
        strict ? Verdict.NOT_FOUND : Verdict.ACCEPTS,
        at,
        "",
        message);
  }

  private void readIncluded(Location at, Path match, Set<IncludeCheck> inForce) {
    if (files >= Limits.MAX_FILES) {
      stop(at, "more than " + Limits.MAX_FILES + " files are included");
      return;
    }
    try {
      List<SourceLine> lines = SourceFile.read(match);
      includeDepth++;
      readLines(match, lines);
      includeDepth--;
    } catch (IOException e) {
      report(
          !inForce.isEmpty(), at, "the file \"" + match + "\" cannot be read: " + e.getMessage());
    }
  }

  private void process(SourceLine raw, int depth) {
    SourceLine line = raw.trimmed();
    if (line.length() == 0 || stopped) {
      return;
    }
    if (isTooMuch(line, depth)) {
      stop(line.start(), ENDLESS);
      return;
    }
    switch (line.text().charAt(0)) {
      case '@' -> condition(line, depth);
      case '~' -> repeat(line, depth);
      default -> {
        if (!macros.define(line.text())) {
          expand(line, depth);
        }
      }
    }
  }

  private boolean isTooMuch(SourceLine line, int depth) {
    // Also an empty step costs something.
    expansion += line.length() + 64L;
    return depth > Limits.MAX_EXPANSION_DEPTH
        || expansion > Limits.MAX_EXPANSION_CHARACTERS
        || line.length() > Limits.MAX_LINE_CHARACTERS;
  }

  private void stop(Location at, String message) {
    if (!stopped) {
      findings.strictError(at, "", message + "; nothing is read from here on");
    }
    stopped = true;
  }

  /** {@code @id} for one host, {@code @^id} for all others; then the rest of the line. */
  private void condition(SourceLine line, int depth) {
    String text = line.text();
    int end = Blanks.wordEnd(text, 0);
    boolean negative = text.startsWith("@^");
    String id = text.substring(negative ? 2 : 1, end);
    if (id.equals(surroundings.configId()) != negative) {
      process(line.from(end), depth + 1);
    }
  }

  private void repeat(SourceLine line, int depth) {
    Optional<Integer> end = Repetition.end(line.text());
    Optional<Repetition> repetition =
        end.map(index -> replaceAll(line.part(0, index)).text()).flatMap(Repetition::parse);
    if (repetition.isEmpty()) {
      findings.error(
          line.start(),
          "",
          "this is neither ~SEQ(variable, start, step, end) nor ~LST(variable, value, ...)");
      return;
    }
    SourceLine rest = line.from(end.orElseThrow());
    for (List<String> round : repetition.get().rounds()) {
      repeat(rest, repetition.get().names(), round, depth);
      if (stopped) {
        break;
      }
    }
  }

  private void repeat(SourceLine rest, List<String> names, List<String> values, int depth) {
    List<Runnable> undo = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String before = macros.put(name, values.get(i));
      undo.add(() -> macros.restore(name, before));
    }
    process(rest, depth + 1);
    undo.forEach(Runnable::run);
  }

  private SourceLine replaceAll(SourceLine line) {
    SourceLine replaced = line;
    Optional<Macros.Use> use = macros.next(replaced.text(), 0, file);
    for (int i = 0; use.isPresent() && i < Limits.MAX_REPLACEMENTS; i++) {
      Macros.Use found = use.get();
      replaced = replaced.replaced(found.from(), found.to(), found.value());
      use = macros.next(replaced.text(), found.from(), file);
      if (isTooMuch(replaced, 0)) {
        break;
      }
    }
    return replaced;
  }

  /**
   * Replaces variables one by one. A value of several lines is read line by line before the rest is
   * replaced, since its first lines may define what later ones use; so is what a condition or a
   * repetition comes out of.
   */
  private void expand(SourceLine line, int depth) {
    SourceLine replaced = line;
    Optional<Macros.Use> use = macros.next(replaced.text(), 0, file);
    for (int i = 0; use.isPresent(); i++) {
      Macros.Use found = use.get();
      replaced = replaced.replaced(found.from(), found.to(), found.value());
      if (i > Limits.MAX_REPLACEMENTS || isTooMuch(replaced, depth)) {
        stop(line.start(), ENDLESS);
        return;
      }
      if (found.value().indexOf('\n') >= 0) {
        processLines(replaced, depth);
        return;
      }
      if ("@~".indexOf(firstCharacter(replaced)) >= 0) {
        process(replaced, depth + 1);
        return;
      }
      use = macros.next(replaced.text(), found.from(), file);
    }
    // A value may have brought a comment: ${_HASH}.
    emit(replaced == line ? line : SourceFile.uncommented(replaced));
  }

  private void processLines(SourceLine lines, int depth) {
    int from = 0;
    while (from <= lines.length() && !stopped) {
      int end = lines.text().indexOf('\n', from);
      int to = end < 0 ? lines.length() : end;
      process(lines.part(from, to), depth + 1);
      from = to + 1;
    }
  }

  private static char firstCharacter(SourceLine line) {
    String text = line.trimmed().text();
    return text.isEmpty() ? ' ' : text.charAt(0);
  }

  private void emit(SourceLine line) {
    String keyword = keyword(line);
    List<String> arguments =
        List.of(line.trimmed().from(keyword.length()).trimmed().text().split("\\s+"));
    switch (keyword) {
      case "include_check" ->
          checks =
              IncludeCheck.after(checks, arguments.stream().filter(a -> !a.isEmpty()).toList());
      case "random_seed" -> macros.reseed(arguments.getFirst());
      default -> {
        if (IncludeCheck.ofKeyword(keyword).isPresent()) {
          findings.error(
              line.start(),
              "",
              keyword + " works neither behind @ nor from a variable; give it a line of its own");
          return;
        }
      }
    }
    builder.add(line);
    if (builder.isFull()) {
      stop(line.start(), "there are more than " + Limits.MAX_STATEMENTS + " statements");
    }
  }
}
