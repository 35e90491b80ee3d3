package org.jvrrpd.daemon.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.process.CommandOutcome;
import org.jvrrpd.daemon.process.CommandRequest;
import org.jvrrpd.daemon.process.Commands;
import org.jvrrpd.daemon.process.Ending;

/**
 * Runs the commands of a notice: one after another for each instance and each group, in the order
 * of its changes. How each ended is logged, and what it printed last if it failed.
 */
final class Scripts {
  /** How long a script of the end may take: the daemon waits for it. */
  static final Duration STOP_TIME_LIMIT = Duration.ofSeconds(1);

  /** What a script that runs when the daemon is to end has for ending itself. */
  private static final long INTERRUPT_MILLIS = 400;

  private static final int LOGGED_LINES = 5;

  private final Log log;
  private final Troubles troubles;
  private final ScriptLanes lanes;

  Scripts(Log log, Troubles troubles) {
    this.log = log;
    this.troubles = troubles;
    this.lanes = new ScriptLanes(log);
  }

  /** Has the commands run; returns at once. */
  void changed(StateNotice notice, NotifierSettings settings) {
    List<HookCommand> commands = settings.hooksOf(notice).commandsFor(notice.event());
    if (!commands.isEmpty()) {
      lanes.submit(notice.subject(), () -> runAll(commands, notice, settings.timeLimit()));
    }
  }

  private void runAll(List<HookCommand> commands, StateNotice notice, Duration limit) {
    List<String> failures = new ArrayList<>();
    for (HookCommand command : commands) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      run(command, notice, limit, CommandRequest.KILL_GRACE).ifPresent(failures::add);
    }
    if (failures.isEmpty()) {
      troubles.over(notice.subject());
    } else {
      troubles.happened(notice.subject(), String.join("; ", failures));
    }
  }

  /** Ends what runs, so that nothing of an earlier state comes after what is run from now on. */
  void endWhatRuns() {
    lanes.end(INTERRUPT_MILLIS);
  }

  /** Runs the commands of the end on the calling thread, with a second for all of them. */
  void stopping(StateNotice notice, NotifierSettings settings) {
    long deadline = System.nanoTime() + STOP_TIME_LIMIT.toNanos();
    for (HookCommand command : settings.hooksOf(notice).commandsFor(notice.event())) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (left.isPositive()) {
        var _ = run(command, notice, left, Duration.ZERO);
      } else {
        log.warning(prefix(command, notice) + " did not run: the second for the end was over");
      }
    }
  }

  /** Runs one, and says in a sentence why it failed if it did. */
  private Optional<String> run(
      HookCommand command, StateNotice notice, Duration limit, Duration killGrace) {
    String prefix = prefix(command, notice);
    CommandOutcome outcome =
        command
            .refusal()
            .map(CommandOutcome::notStarted)
            .orElseGet(
                () ->
                    Commands.runOutside(
                        command
                            .request(notice.environment(), limit)
                            .withArguments(command.withArguments() ? notice.arguments() : List.of())
                            .withKillGrace(killGrace)));
    report(prefix, outcome);
    return outcome.isSuccess()
        ? Optional.empty()
        : Optional.of(prefix + " for " + notice.event() + " " + outcome.ending().words());
  }

  private static String prefix(HookCommand command, StateNotice notice) {
    return notice.subject() + " notification script " + command.command();
  }

  private void report(String prefix, CommandOutcome outcome) {
    switch (outcome.ending()) {
      case Ending.TimedOut() ->
          log.warning(prefix + " was ended after " + seconds(outcome.duration()) + " s");
      case Ending.NotStarted not -> log.error(prefix + " " + not.words());
      case Ending.Cancelled cancelled -> log.info(prefix + " " + cancelled.words());
      case Ending.Signalled signalled -> log.warning(prefix + " " + signalled.words());
      case Ending.Exited exited -> {
        String line = prefix + " " + exited.words();
        if (outcome.isSuccess()) {
          log.info(line);
        } else {
          log.warning(line);
        }
      }
    }
    if (!outcome.isSuccess()) {
      List<String> lines = outcome.lastLines();
      lines
          .subList(Math.max(0, lines.size() - LOGGED_LINES), lines.size())
          .forEach(line -> log.warning(prefix + " printed: " + line));
    }
  }

  private static long seconds(Duration duration) {
    return duration.plusMillis(500).toSeconds();
  }
}
