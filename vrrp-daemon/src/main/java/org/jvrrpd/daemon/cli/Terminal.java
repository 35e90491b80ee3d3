package org.jvrrpd.daemon.cli;

import java.io.Console;
import java.util.Map;
import java.util.Optional;

/**
 * Where the output goes.
 *
 * @param live whether it is a terminal, on which a line can be overwritten
 * @param colour whether colour is wanted there
 */
record Terminal(boolean live, boolean colour) {

  /** This process's own output. */
  static Terminal ours() {
    return of(isTerminal(), System.getenv());
  }

  /** Whether this process has a terminal for input and output. */
  static boolean isTerminal() {
    // JDK 25 gives no console where there is no terminal, JDK 22 to 24 one that says so.
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /**
   * What the environment says of an output.
   *
   * @param terminal whether it is a terminal
   */
  static Terminal of(boolean terminal, Map<String, String> environment) {
    boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
    // no-color.org: set and not empty.
    boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(terminal && !dumb, terminal && !dumb && !refused);
  }
}
