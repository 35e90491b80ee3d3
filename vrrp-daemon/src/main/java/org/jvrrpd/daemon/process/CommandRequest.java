package org.jvrrpd.daemon.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command and the conditions under which it runs.
 *
 * @param command what to run
 * @param arguments added behind the command's own; where a shell runs it they are {@code "$@"}
 * @param user as whom it runs, with that user's own group and groups; empty: as this process
 * @param group of which group it runs instead, by name or number; empty: of the user's
 * @param environment added to what is passed on of this process's own
 * @param timeLimit after which it is asked to end, above zero
 * @param killGrace what it has for that before it is killed, 0 or more
 * @param endsWithCaller whether it is killed when the thread that runs it ends, be it together with
 *     the process (prctl(2), PR_SET_PDEATHSIG); what it has started goes on
 * @param leavesNothing whether what it has started, and has not made the leader of a session of its
 *     own, is killed when it has ended: a command that is run every second could fill the machine
 */
public record CommandRequest(
    CommandLine command,
    List<String> arguments,
    Optional<String> user,
    Optional<String> group,
    Map<String, String> environment,
    Duration timeLimit,
    Duration killGrace,
    boolean endsWithCaller,
    boolean leavesNothing) {

  /** Between TERM and KILL where nothing else is said. */
  public static final Duration KILL_GRACE = Duration.ofSeconds(2);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is left
   */
  public CommandRequest {
    if (!timeLimit.isPositive() || killGrace.isNegative()) {
      throw new IllegalArgumentException("a time limit above zero, and no negative grace");
    }
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** A command that runs as this process does, with nothing added. */
  public static CommandRequest of(CommandLine command, Duration timeLimit) {
    return new CommandRequest(
        command,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        timeLimit,
        KILL_GRACE,
        false,
        false);
  }

  /** The same with arguments behind the command's own. */
  public CommandRequest withArguments(List<String> added) {
    return new CommandRequest(
        command,
        added,
        user,
        group,
        environment,
        timeLimit,
        killGrace,
        endsWithCaller,
        leavesNothing);
  }

  /** The same as another user. */
  public CommandRequest as(Optional<String> other) {
    return new CommandRequest(
        command,
        arguments,
        other,
        group,
        environment,
        timeLimit,
        killGrace,
        endsWithCaller,
        leavesNothing);
  }

  /** The same of another group. */
  public CommandRequest withGroup(Optional<String> other) {
    return new CommandRequest(
        command,
        arguments,
        user,
        other,
        environment,
        timeLimit,
        killGrace,
        endsWithCaller,
        leavesNothing);
  }

  /** The same with more in its environment. */
  public CommandRequest withEnvironment(Map<String, String> added) {
    return new CommandRequest(
        command,
        arguments,
        user,
        group,
        added,
        timeLimit,
        killGrace,
        endsWithCaller,
        leavesNothing);
  }

  /** The same with another time between TERM and KILL. */
  public CommandRequest withKillGrace(Duration grace) {
    return new CommandRequest(
        command,
        arguments,
        user,
        group,
        environment,
        timeLimit,
        grace,
        endsWithCaller,
        leavesNothing);
  }

  /** The same, killed when the thread that runs it ends. */
  public CommandRequest endingWithCaller() {
    return new CommandRequest(
        command, arguments, user, group, environment, timeLimit, killGrace, true, leavesNothing);
  }

  /** The same, with what it leaves behind killed at its end. */
  public CommandRequest leavingNothing() {
    return new CommandRequest(
        command, arguments, user, group, environment, timeLimit, killGrace, endsWithCaller, true);
  }
}
