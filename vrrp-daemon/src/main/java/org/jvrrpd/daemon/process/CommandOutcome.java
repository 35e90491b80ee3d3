package org.jvrrpd.daemon.process;

import java.time.Duration;
import java.util.List;

/**
 * What became of a command.
 *
 * @param ending how it ended
 * @param lastLines the last of what it printed to stdout and stderr, oldest first; at most {@value
 *     OutputTail#MAX_LINES} lines, free of control characters
 * @param duration how long it ran
 */
public record CommandOutcome(Ending ending, List<String> lastLines, Duration duration) {
  /** Copies the lines. */
  public CommandOutcome {
    lastLines = List.copyOf(lastLines);
  }

  /** That of a command which nobody tried to run. */
  public static CommandOutcome notStarted(String reason) {
    return new CommandOutcome(new Ending.NotStarted(reason), List.of(), Duration.ZERO);
  }

  /** Whether it ended by itself with status 0. */
  public boolean isSuccess() {
    return ending.isSuccess();
  }
}
