package org.jvrrpd.core.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of a list of commands.
 *
 * @param violations what must not happen and did
 * @param digest a number for everything that happened
 */
record Execution(List<String> violations, long digest) {

  /**
   * Carries out {@code commands} in a simulation of its own. An exception of ours is a violation;
   * one about a command is the caller's.
   */
  static Execution of(List<String> commands) {
    Simulation simulation = new Simulation(false);
    try {
      commands.forEach(simulation::perform);
      return new Execution(simulation.violations(), simulation.digest());
    } catch (IllegalStateException | NullPointerException | ArithmeticException e) {
      return new Execution(List.of("an exception: " + e), simulation.digest());
    }
  }

  /** The same, twice: an execution that depends on anything but its commands is a violation. */
  static Execution twice(List<String> commands) {
    Execution first = of(commands);
    if (first.digest == of(commands).digest) {
      return first;
    }
    List<String> violations = new ArrayList<>(first.violations);
    violations.add("the second execution differs from the first");
    return new Execution(violations, first.digest);
  }
}
