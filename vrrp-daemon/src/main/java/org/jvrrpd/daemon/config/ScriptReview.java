package org.jvrrpd.daemon.config;

import java.util.Optional;
import org.jvrrpd.daemon.process.CommandLine;

/**
 * Reads the commands of a configuration and warns of those that will fail or that somebody else
 * could change. They are warnings, since a script can be put in place later, and a controller
 * without its hook is better than none.
 */
final class ScriptReview {
  private final LocalHost host;
  private final Problems problems;

  ScriptReview(LocalHost host, Problems problems) {
    this.host = host;
    this.problems = problems;
  }

  /**
   * As whom the section's scripts run; empty: as the daemon.
   *
   * @param section the one that may hold the key
   */
  Optional<String> user(Section section, String key) {
    Optional<Text> named = section.text(key);
    if (named.isEmpty()) {
      return host.defaultScriptUser();
    }
    String expected = "a user of this machine; create it, or name another";
    return section.convert(
        named.get(),
        text -> host.knowsUser(text.value()) ? Optional.of(text.value()) : Optional.empty(),
        expected);
  }

  /**
   * The command under a key, if there is one that can be read; what speaks against it is reported.
   *
   * @param user as whom it runs; empty: as the daemon
   */
  Optional<CommandLine> command(Section section, String key, Optional<String> user) {
    Optional<Text> text = section.text(key);
    Optional<CommandLine> command =
        text.flatMap(each -> section.convert(each, ScriptReview::absolute, EXPECTED));
    command
        .flatMap(each -> host.objection(each, user))
        .ifPresent(objection -> problems.warning(section.place(key), objection.sentence()));
    return command;
  }

  private static final String EXPECTED =
      "a command that begins with an absolute path and whose quotes end";

  /** An absolute path: what a bare name means depends on who starts the daemon, and from where. */
  private static Optional<CommandLine> absolute(Text text) {
    return CommandLine.parse(text.value()).filter(command -> command.program().startsWith("/"));
  }
}
