package org.jvrrpd.core.simulation;

import java.util.ArrayList;
import java.util.List;

/** Finds the fewest nodes and commands that still fail, by leaving out more and more. */
final class Shrinking {
  private Shrinking() {}

  /** A part of {@code commands} that fails as well and of which no command can be left out. */
  static List<String> of(List<String> commands) {
    List<String> smallest = withoutNodes(commands);
    for (int chunk = smallest.size() / 2; chunk >= 1; ) {
      List<String> smaller = withoutChunk(smallest, chunk);
      if (smaller.size() == smallest.size()) {
        chunk /= 2;
      }
      smallest = smaller;
    }
    return smallest;
  }

  private static List<String> withoutNodes(List<String> commands) {
    List<String> smallest = commands;
    for (String command : commands) {
      if (command.startsWith("node ")) {
        String name = List.of(command.split(" ", -1)).get(1);
        List<String> smaller =
            smallest.stream()
                .filter(other -> !mentions(other, name) || other.startsWith("partition "))
                .map(other -> other.replace(" " + name, ""))
                .toList();
        if (fails(smaller)) {
          smallest = smaller;
        }
      }
    }
    return smallest;
  }

  private static boolean mentions(String command, String name) {
    return List.of(command.split(" ", -1)).contains(name);
  }

  private static List<String> withoutChunk(List<String> commands, int length) {
    List<String> smallest = commands;
    for (int end = smallest.size(); end > 0; end -= length) {
      List<String> smaller = new ArrayList<>(smallest);
      smaller.subList(Math.max(0, end - length), end).clear();
      if (fails(smaller)) {
        smallest = smaller;
      }
    }
    return smallest;
  }

  private static boolean fails(List<String> commands) {
    try {
      return !Execution.of(commands).violations().isEmpty();
    } catch (IllegalArgumentException _) {
      // A command that needs one that was left out.
      return false;
    }
  }
}
