package org.jvrrpd.daemon.config;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What <code>${NAME}</code> stands for: the file's own {@code environment} section first, then the
 * process environment. A value of the section may name others; inside the value of NAME itself,
 * <code>${NAME}</code> is the process environment's.
 */
final class Variables {
  /** Longer than any value that makes sense here. */
  static final int MAX_LENGTH = 4096;

  /** References followed for one value, so that variables which double each other end. */
  static final int MAX_REFERENCES = 200;

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)(}?)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Map<String, String> ofFile;
  private final Map<String, String> ofProcess;

  Variables(Map<String, String> ofFile, Map<String, String> ofProcess) {
    this.ofFile = Map.copyOf(ofFile);
    this.ofProcess = ofProcess;
  }

  /** What became of a text. */
  sealed interface Expansion {
    /**
     * The text with every reference replaced.
     *
     * @param heldByFile whether any character of it stands in the file itself
     */
    record Expanded(String text, boolean heldByFile) implements Expansion {}

    /** Why it could not be done, as a sentence without any value. */
    record Failed(String message) implements Expansion {}
  }

  /** Replaces the references in a text. */
  Expansion expand(String text) {
    Run run = new Run();
    String expanded = run.replace(text, true);
    return run.failure
        .<Expansion>map(Expansion.Failed::new)
        .orElseGet(() -> new Expansion.Expanded(expanded, run.heldByFile));
  }

  private final class Run {
    private final Set<String> open = new HashSet<>();
    private int references;
    private boolean heldByFile;
    private Optional<String> failure = Optional.empty();

    /** Replaces; once something has failed the result is of no use. */
    private String replace(String text, boolean inFile) {
      StringBuilder result = new StringBuilder();
      Matcher matcher = REFERENCE.matcher(text);
      int end = 0;
      while (failure.isEmpty() && matcher.find()) {
        result.append(text, /* start= */ end, /* end= */ matcher.start());
        heldByFile |= inFile && matcher.start() > end;
        end = matcher.end();
        if (matcher.group(2).isEmpty() || !NAME.matcher(matcher.group(1)).matches()) {
          return fail("\"${\" begins a variable; write ${NAME} with letters, digits and _");
        }
        result.append(valueOf(matcher.group(1)));
        if (result.length() > MAX_LENGTH || ++references > MAX_REFERENCES) {
          return fail("becomes too long once its variables are replaced");
        }
      }
      heldByFile |= inFile && end < text.length();
      return result.append(text, end, text.length()).toString();
    }

    private String valueOf(String name) {
      String own = ofFile.get(name);
      if (own != null && open.add(name)) {
        String value = replace(own, true);
        open.remove(name);
        return value;
      }
      String inherited = ofProcess.get(name);
      return inherited != null
          ? inherited
          : fail(
              "${"
                  + name
                  + "} is not defined; define it under environment: or in the environment that"
                  + " starts the daemon");
    }

    private String fail(String message) {
      failure = Optional.of(message);
      return "";
    }
  }
}
