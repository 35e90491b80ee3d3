package org.jvrrpd.core.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A script: paragraphs, each of prose ({@code #}), commands and, below {@code ----}, what happened.
 * An empty line ends a paragraph. All paragraphs of one script are one execution.
 */
public final class Script {
  private static final String PROSE = "#";
  private static final String RESULT = "----";

  private record Paragraph(List<String> asked, List<String> happened) {}

  private final List<Paragraph> paragraphs;

  private Script(List<Paragraph> paragraphs) {
    this.paragraphs = paragraphs;
  }

  /** Reads a script; whatever is not prose, the separator or a result is taken for a command. */
  public static Script parse(List<String> lines) {
    List<Paragraph> paragraphs = new ArrayList<>();
    Paragraph current = new Paragraph(new ArrayList<>(), new ArrayList<>());
    boolean below = false;
    for (String line : lines) {
      if (line.isBlank()) {
        if (!current.asked.isEmpty()) {
          paragraphs.add(current);
          current = new Paragraph(new ArrayList<>(), new ArrayList<>());
        }
        below = false;
      } else if (line.equals(RESULT)) {
        below = true;
      } else if (below) {
        current.happened.add(line);
      } else {
        current.asked.add(line);
      }
    }
    if (!current.asked.isEmpty()) {
      paragraphs.add(current);
    }
    return new Script(paragraphs);
  }

  /**
   * Carries the script out in a simulation of its own.
   *
   * @return the script with what happened this time
   * @throws IllegalArgumentException in words, if a command is none or cannot be carried out
   */
  public Script play() {
    Simulation simulation = new Simulation(true);
    List<Paragraph> played = new ArrayList<>();
    for (Paragraph paragraph : paragraphs) {
      for (String line : paragraph.asked) {
        if (!line.startsWith(PROSE)) {
          simulation.perform(line);
        }
      }
      played.add(new Paragraph(paragraph.asked, simulation.takeLines()));
    }
    return new Script(played);
  }

  /** The script as text, ready to be written to its file. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Paragraph paragraph : paragraphs) {
      text.append(text.isEmpty() ? "" : "\n");
      paragraph.asked.forEach(line -> text.append(line).append('\n'));
      if (!paragraph.happened.isEmpty()) {
        text.append(RESULT).append('\n');
        paragraph.happened.forEach(line -> text.append(line).append('\n'));
      }
    }
    return text.toString();
  }
}
