package org.jvrrpd.daemon.control;

import java.util.ArrayList;
import java.util.List;

/** Text cut into lines for a terminal. */
final class Paragraph {
  static final int COLUMNS = 80;

  private static final int LABEL_COLUMNS = 13;

  private Paragraph() {}

  /** A label in the margin of a table. */
  static String label(String label) {
    return "  " + label + " ".repeat(LABEL_COLUMNS - 2 - label.length());
  }

  /** The text in lines of at most {@code columns}; a longer word is cut. At least one line. */
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    String rest = printable(text);
    while (rest.length() > columns) {
      int space = rest.lastIndexOf(' ', columns);
      int end = space > 0 ? space : columns;
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  /** The text without control characters: what a script printed must not steer the terminal. */
  static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      safe.append(Character.isISOControl(c) ? '?' : c);
    }
    return safe.toString();
  }
}
