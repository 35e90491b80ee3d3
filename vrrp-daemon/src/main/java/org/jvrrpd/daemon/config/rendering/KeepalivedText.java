package org.jvrrpd.daemon.config.rendering;

import java.util.List;
import java.util.regex.Pattern;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Word;

/** Writes statements as a keepalived.conf(5). For one use. */
public final class KeepalivedText {
  private static final String INDENT = "    ";

  /** What is a part of the language outside of quotes, wherever it stands in a word. */
  private static final Pattern SPECIAL = Pattern.compile("[\\s\"'#!{}\\\\$]");

  /** What makes something else of a line that begins with it. */
  private static final Pattern SPECIAL_BEGINNING = Pattern.compile("(@|~|include).*");

  /** Also in quotes; there is no other way to write them. */
  private static final Pattern IMPOSSIBLE = Pattern.compile("[\\p{Cntrl}&&[^\\t]]|\\$\\{_|\\\\\\z");

  private final StringBuilder text = new StringBuilder();
  private final Findings findings;

  private KeepalivedText(Findings findings) {
    this.findings = findings;
  }

  /**
   * The text of a file. A word that cannot be written is reported; then the text is of no use.
   *
   * @param findings gets what cannot be written
   */
  public static String of(Wording wording, Findings findings) {
    KeepalivedText writer = new KeepalivedText(findings);
    writer.text.append(wording.head());
    for (Statement each : wording.statements()) {
      writer.text.append(writer.text.isEmpty() || !each.hasBlock() ? "" : "\n");
      writer.append(each, "");
    }
    return writer.text.toString();
  }

  private void append(Statement statement, String indent) {
    text.append(indent);
    List<Word> words = statement.words();
    for (int i = 0; i < words.size(); i++) {
      text.append(i == 0 ? "" : " ").append(written(statement, words.get(i), i == 0));
    }
    if (statement.hasBlock()) {
      text.append(" {\n");
      statement.block().forEach(each -> append(each, indent + INDENT));
      text.append(indent).append('}');
    }
    text.append('\n');
  }

  private String written(Statement statement, Word word, boolean first) {
    String plain = word.text();
    if (IMPOSSIBLE.matcher(plain).find()) {
      findings.error(
          word.at(),
          first ? "" : statement.keyword(),
          "holds a line break, another control character, \"${_\" or a backslash at its end, which"
              + " no keepalived.conf can hold");
    }
    boolean bare =
        !plain.isEmpty()
            && !SPECIAL.matcher(plain).find()
            && !(first && SPECIAL_BEGINNING.matcher(plain).matches());
    return bare ? plain : '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
