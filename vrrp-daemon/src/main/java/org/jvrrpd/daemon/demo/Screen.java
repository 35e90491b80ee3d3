package org.jvrrpd.daemon.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person reads: lines of at most 80 columns, in plain ASCII since nobody knows the fonts of
 * the room, with colour where that was asked for. Used by one thread.
 */
final class Screen {
  static final int COLUMNS = 80;
  private static final String MARGIN = "   ";
  private static final int LABEL_COLUMNS = 17;
  private static final String ERASE_LINE = "\r\u001b[K"; // ECMA-48 EL
  private static final String RESET = "\u001b[0m";

  private final PrintWriter out;
  private final boolean live;
  private final boolean colour;
  private boolean waitingShown;

  /** How something is shown where there is colour, as ECMA-48 SGR sequences. */
  enum Ink {
    BOLD("\u001b[1m"),
    FAINT("\u001b[2m"),
    RED("\u001b[1;31m"),
    GREEN("\u001b[32m"),
    YELLOW("\u001b[33m"),
    CYAN("\u001b[36m");

    private final String sequence;

    Ink(String sequence) {
      this.sequence = sequence;
    }
  }

  /**
   * A screen.
   *
   * @param live whether a line may be overwritten: true for a terminal
   * @param colour whether to use colour
   */
  Screen(PrintWriter out, boolean live, boolean colour) {
    this.out = out;
    this.live = live;
    this.colour = colour;
  }

  /** Whether a line may be overwritten. */
  boolean isLive() {
    return live;
  }

  /** The heading of a step or of the whole. */
  void heading(String words) {
    blank();
    String rule = "-".repeat(Math.max(0, COLUMNS - 2 - words.length()));
    print(paint(Ink.BOLD, words) + " " + paint(Ink.FAINT, rule));
  }

  /** Text, cut into lines. */
  void paragraph(String text) {
    for (String line : wrap(text, COLUMNS - 2 - MARGIN.length())) {
      print(MARGIN + line);
    }
  }

  /** A line as it is. */
  void line(String words) {
    print(MARGIN + words);
  }

  /** A line as it is, in one ink. */
  void line(Ink ink, String words) {
    print(MARGIN + paint(ink, words));
  }

  /** A label in the margin, and text beside it. */
  void row(String label, String text) {
    labelled(Ink.CYAN, label, text);
  }

  /** A label in the margin, and words beside it that fit and keep their spaces. */
  void cells(String label, String words) {
    print(MARGIN + paint(Ink.CYAN, pad(label)) + words);
  }

  /** What is to be said of a step. */
  void verdict(Verdict verdict) {
    Ink ink = verdict.kept() ? Ink.GREEN : Ink.RED;
    String label = verdict.kept() ? "As promised" : "NOT AS PROMISED";
    for (String sentence : verdict.sentences()) {
      labelled(ink, label, sentence);
      label = "";
    }
    for (String remark : verdict.remarks()) {
      labelled(Ink.YELLOW, "Note", remark);
    }
  }

  private void labelled(Ink ink, String label, String text) {
    int columns = COLUMNS - 1 - MARGIN.length() - LABEL_COLUMNS;
    String margin = label;
    for (String line : wrap(text, columns)) {
      print(MARGIN + paint(ink, pad(margin)) + line);
      margin = "";
    }
  }

  void blank() {
    print("");
  }

  /**
   * Shows what is waited for: on a terminal a line that is overwritten, with the time that has
   * passed; elsewhere one line, once.
   */
  void waiting(String what, Duration passed) {
    if (live) {
      String clock = "%5.1f s  ".formatted(passed.toMillis() / 1000.0);
      String words = wrap(what, COLUMNS - 4 - MARGIN.length() - clock.length()).getFirst();
      out.print(ERASE_LINE + MARGIN + paint(Ink.FAINT, clock + words + " ..."));
      out.flush();
    } else if (!waitingShown) {
      out.println(MARGIN + "... " + what);
      out.flush();
    }
    waitingShown = true;
  }

  /** Takes the line of {@link #waiting} away. */
  void waited() {
    if (waitingShown && live) {
      out.print(ERASE_LINE);
      out.flush();
    }
    waitingShown = false;
  }

  private void print(String line) {
    waited();
    out.println(line.stripTrailing());
    out.flush();
  }

  private String paint(Ink ink, String words) {
    return colour && !words.isBlank() ? ink.sequence + words + RESET : words;
  }

  private static String pad(String label) {
    return label + " ".repeat(Math.max(1, LABEL_COLUMNS - label.length()));
  }

  /** Lines of at most {@code columns}, broken at spaces; a longer word stays whole. */
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
