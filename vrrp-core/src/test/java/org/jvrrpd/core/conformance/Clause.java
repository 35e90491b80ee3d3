package org.jvrrpd.core.conformance;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing that an RFC asks for.
 *
 * @param id the RFC, the section and a number, as in {@code RFC3768-6.4.2-3}
 * @param level MUST, SHOULD, MAY, or step for a line of a state table
 * @param section the heading that it stands under
 * @param text what it asks for, in our words
 * @param exemption why we do not do it, beginning with {@code not ours:} or {@code otherwise:};
 *     empty where we do
 * @param seenIn tests of other modules, each as a file and a method
 */
record Clause(
    String id, String level, String section, String text, String exemption, List<SeenIn> seenIn) {
  private static final String SEEN_IN = "seen in ";
  private static final List<String> LEVELS = List.of("MUST", "SHOULD", "MAY", "step");

  /**
   * A test of another module.
   *
   * @param file its path from the root of the project
   * @param method the method's name
   */
  record SeenIn(String file, String method) {}

  /** Whether a test has to show it. */
  boolean isRequired() {
    return exemption.isEmpty() && (level.equals("MUST") || level.equals("step"));
  }

  /**
   * Reads the list of clauses; its head describes the form.
   *
   * @throws IllegalArgumentException with the line that does not fit
   */
  static List<Clause> parse(List<String> lines) {
    List<Clause> clauses = new ArrayList<>();
    String section = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("= ")) {
        section = line.substring(2);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int end = i + 1;
        while (end < lines.size() && isContinued(lines.get(end))) {
          end++;
        }
        clauses.add(clause(section, lines.subList(i, end)));
        i = end - 1;
      }
    }
    return clauses;
  }

  private static boolean isContinued(String line) {
    return !line.isBlank() && !line.startsWith("RFC") && !line.startsWith("= ");
  }

  private static Clause clause(String section, List<String> lines) {
    String[] head = lines.getFirst().split(" ", -1);
    if (head.length != 2 || !LEVELS.contains(head[1]) || lines.size() < 2) {
      throw new IllegalArgumentException("not the head of a clause: " + lines.getFirst());
    }
    String exemption = "";
    List<SeenIn> seenIn = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      if (line.startsWith(SEEN_IN)) {
        String[] place = line.substring(SEEN_IN.length()).split(" ", -1);
        seenIn.add(new SeenIn(place[0], place[1]));
      } else if (line.startsWith("not ours: ") || line.startsWith("otherwise: ")) {
        exemption = line;
      } else {
        throw new IllegalArgumentException("nothing that belongs to a clause: " + line);
      }
    }
    return new Clause(head[0], head[1], section, lines.get(1), exemption, List.copyOf(seenIn));
  }
}
