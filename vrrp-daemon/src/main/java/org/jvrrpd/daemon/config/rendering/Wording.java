package org.jvrrpd.daemon.config.rendering;

import java.util.List;
import java.util.stream.Collectors;
import org.jvrrpd.daemon.config.statement.Statement;

/**
 * A configuration in keepalived's words.
 *
 * @param comments what a reader of it should know, a line each
 * @param statements the words
 */
public record Wording(List<String> comments, List<Statement> statements) {
  /** Copies the lists. */
  public Wording {
    comments = List.copyOf(comments);
    statements = List.copyOf(statements);
  }

  /** The comments as both languages write them. */
  String head() {
    return comments.stream()
        .map(each -> "# " + each.replaceAll("\\p{Cntrl}", "?") + "\n")
        .collect(Collectors.joining());
  }

  /** Without the statements, which hold the passwords. */
  @Override
  public String toString() {
    return "wording of " + statements.size() + " statements";
  }
}
