package org.jvrrpd.daemon.config.keepalived;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jvrrpd.daemon.config.statement.Location;

/** A line of a file of which every character knows its place, also after replacements. */
final class SourceLine {
  private final Path file;
  private final String text;
  private final int[] lines;
  private final int[] columns;

  private SourceLine(Path file, String text, int[] lines, int[] columns) {
    this.file = file;
    this.text = text;
    this.lines = lines;
    this.columns = columns;
  }

  /** A line as it stands in its file. */
  static SourceLine of(Path file, int number, String text) {
    int[] lines = new int[text.length()];
    int[] columns = new int[text.length()];
    Arrays.fill(lines, number);
    int column = 0;
    for (int i = 0; i < columns.length; i++) {
      // Both halves of a pair are one character to whoever counts columns.
      boolean second = i > 0 && Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i));
      column += second ? 0 : 1;
      columns[i] = column;
    }
    return new SourceLine(file, text, lines, columns);
  }

  String text() {
    return text;
  }

  int length() {
    return text.length();
  }

  /** The place of a character; of what lies past the end, that of the last one. */
  Location at(int index) {
    if (text.isEmpty()) {
      return Location.startOf(file);
    }
    int known = Math.clamp(index, 0, text.length() - 1);
    return new Location(file, lines[known], columns[known]);
  }

  /** The part from one index to before another. */
  SourceLine part(int from, int to) {
    return new SourceLine(
        file,
        text.substring(from, to),
        Arrays.copyOfRange(lines, from, to),
        Arrays.copyOfRange(columns, from, to));
  }

  /** The part from an index to the end. */
  SourceLine from(int from) {
    return part(from, text.length());
  }

  /** Without blanks at both ends. */
  SourceLine trimmed() {
    int from = 0;
    int to = text.length();
    while (from < to && Blanks.isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && Blanks.isBlank(text.charAt(to - 1))) {
      to--;
    }
    return part(from, to);
  }

  /**
   * Several lines as one, with a character between them. Copies each once: a file may consist of
   * nothing but lines that go on.
   */
  static SourceLine joined(List<SourceLine> parts, char between) {
    int length = parts.stream().mapToInt(SourceLine::length).sum() + parts.size() - 1;
    StringBuilder text = new StringBuilder(length);
    int[] lines = new int[length];
    int[] columns = new int[length];
    boolean first = true;
    for (SourceLine part : parts) {
      if (!first) {
        Location start = part.start();
        lines[text.length()] = start.line();
        columns[text.length()] = start.column();
        text.append(between);
      }
      first = false;
      System.arraycopy(part.lines, 0, lines, text.length(), part.length());
      System.arraycopy(part.columns, 0, columns, text.length(), part.length());
      text.append(part.text);
    }
    return new SourceLine(parts.getFirst().file, text.toString(), lines, columns);
  }

  /** Something else in place of a part; it stands where that part began. */
  SourceLine replaced(int from, int to, String value) {
    Location at = at(from);
    int growth = value.length() - (to - from);
    int[] newLines = new int[text.length() + growth];
    int[] newColumns = new int[text.length() + growth];
    System.arraycopy(lines, 0, newLines, 0, from);
    System.arraycopy(columns, 0, newColumns, 0, from);
    Arrays.fill(newLines, from, from + value.length(), at.line());
    Arrays.fill(newColumns, from, from + value.length(), at.column());
    System.arraycopy(lines, to, newLines, to + growth, text.length() - to);
    System.arraycopy(columns, to, newColumns, to + growth, text.length() - to);
    return new SourceLine(
        file, text.substring(0, from) + value + text.substring(to), newLines, newColumns);
  }

  /** The place of the first character. */
  Location start() {
    return at(0);
  }
}
