package org.jvrrpd.daemon.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jvrrpd.daemon.process.CommandLine;
import org.jvrrpd.daemon.process.CommandOutcome;
import org.jvrrpd.daemon.process.CommandRequest;
import org.jvrrpd.daemon.process.Commands;

/** The machine's own programs. */
final class Machine {
  private static final Duration QUESTION_LIMIT = Duration.ofSeconds(10);
  private static final Duration CHANGE_LIMIT = Duration.ofMinutes(5);

  private final boolean foreign;
  private final boolean dryRun;
  private final Talk talk;

  Machine(boolean foreign, boolean dryRun, Talk talk) {
    this.foreign = foreign;
    this.dryRun = dryRun;
    this.talk = talk;
  }

  /** Whether a program is on the PATH of this process. */
  static boolean has(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /**
   * Runs a program that changes something, and says what it does. On another machine's tree nothing
   * is run, only said.
   *
   * @return whether it succeeded, or would have been run
   */
  boolean change(String... words) {
    String command = String.join(" ", words);
    if (foreign || dryRun) {
      talk.info((foreign ? "to be run on that machine: " : "would run: ") + command);
      return true;
    }
    talk.info("runs " + command);
    CommandOutcome outcome = run(CHANGE_LIMIT, words);
    if (!outcome.isSuccess()) {
      talk.error(command + " " + outcome.ending().words());
      outcome.lastLines().forEach(talk::quote);
    }
    return outcome.isSuccess();
  }

  /** The first line that a program prints which changes nothing; empty on another machine. */
  Optional<String> ask(String... words) {
    return foreign || !has(words[0])
        ? Optional.empty()
        : run(QUESTION_LIMIT, words).lastLines().stream().findFirst();
  }

  private static CommandOutcome run(Duration limit, String... words) {
    CommandLine line = new CommandLine(String.join(" ", words), List.of(words), false);
    return Commands.run(CommandRequest.of(line, limit));
  }
}
