package org.jvrrpd.daemon.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jvrrpd.daemon.jna.OutputPipe;
import org.jvrrpd.daemon.process.Ending.Cancelled;
import org.jvrrpd.daemon.process.Ending.Exited;
import org.jvrrpd.daemon.process.Ending.NotStarted;
import org.jvrrpd.daemon.process.Ending.Signalled;
import org.jvrrpd.daemon.process.Ending.TimedOut;

/**
 * A command that has been started. Its output is read at most once in 10 ms and a pipe's content at
 * a time, so that one who prints without end is slowed down and not this machine.
 */
final class RunningCommand {
  /** What an interrupted wait leaves for an orderly end: somebody waits for the daemon's. */
  static final Duration CANCEL_GRACE = Duration.ofMillis(200);

  private static final long SHORTEST_TICK_MILLIS = 10;

  /** The longest time for which a full pipe stays unread. */
  private static final long LONGEST_TICK_MILLIS = 100;

  /** How soon it is noticed that a group has ended. */
  private static final long GROUP_TICK_MILLIS = 10;

  /** What the shell's convention, and the JDK, add to a signal's number. */
  private static final int SIGNAL_BASE = 128;

  private static final int MAX_SIGNAL = 64;

  private final Process process;
  private final CommandMembers members;
  private final OutputPipe output;
  private final CommandRequest request;
  private final OutputTail tail = new OutputTail();
  private final long startedNanos = System.nanoTime();

  /**
   * Takes over a process that has just been started.
   *
   * @param members what is ended with it
   * @param output belongs to the caller
   */
  RunningCommand(
      Process process, CommandMembers members, OutputPipe output, CommandRequest request) {
    this.process = process;
    this.members = members;
    this.output = output;
    this.request = request;
  }

  /** Waits until it has ended, or ends it when its time is over. */
  CommandOutcome awaitEnd() {
    Ending ending;
    try {
      boolean ended = awaitExit(request.timeLimit());
      ending = ended ? ofExitValue(process.exitValue()) : new TimedOut();
      if (!ended) {
        end(request.killGrace());
      } else if (request.leavesNothing()) {
        members.sweep();
      }
    } catch (InterruptedException _) {
      ending = new Cancelled();
      cancel();
      Thread.currentThread().interrupt();
    }
    tail.add(output.read());
    List<String> lines = tail.lines();
    return new CommandOutcome(
        startFailure(ending, lines), lines, Duration.ofNanos(System.nanoTime() - startedNanos));
  }

  private boolean awaitExit(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    long tickMillis = SHORTEST_TICK_MILLIS;
    while (true) {
      long remaining = deadline - System.nanoTime();
      long tick = Math.min(TimeUnit.MILLISECONDS.toNanos(tickMillis), Math.max(0, remaining));
      if (process.waitFor(tick, TimeUnit.NANOSECONDS)) {
        return true;
      }
      if (remaining <= 0) {
        return false;
      }
      byte[] printed = output.read();
      tail.add(printed);
      tickMillis =
          printed.length > 0 ? SHORTEST_TICK_MILLIS : Math.min(2 * tickMillis, LONGEST_TICK_MILLIS);
    }
  }

  /** TERM to all of them, and KILL to who is left after the grace. */
  private void end(Duration grace) throws InterruptedException {
    if (!members.terminate()) {
      // It is so young that there is no group, or no unit, yet.
      process.destroy();
    }
    long deadline = System.nanoTime() + grace.toNanos();
    while ((members.exist() || process.isAlive()) && System.nanoTime() < deadline) {
      tail.add(output.read());
      Thread.sleep(GROUP_TICK_MILLIS);
    }
    kill();
  }

  private void cancel() {
    try {
      Duration grace = request.killGrace();
      end(grace.compareTo(CANCEL_GRACE) < 0 ? grace : CANCEL_GRACE);
    } catch (InterruptedException _) {
      kill();
    }
  }

  private void kill() {
    members.kill();
    process.destroyForcibly();
  }

  private static Ending ofExitValue(int value) {
    return value > SIGNAL_BASE && value <= SIGNAL_BASE + MAX_SIGNAL
        ? new Signalled(value - SIGNAL_BASE)
        : new Exited(value);
  }

  /**
   * What setsid(1) and setpriv(1) say when they cannot become the command, and systemd-run(1) when
   * it cannot make a unit: their exit status is also used by others, so their words decide.
   */
  private static Ending startFailure(Ending ending, List<String> lines) {
    boolean failed = ending instanceof Exited(int status) && status != 0;
    if (failed && !lines.isEmpty()) {
      String last = lines.getLast();
      for (String name : List.of("setsid: ", "setpriv: ")) {
        if (last.startsWith(name)) {
          return new NotStarted(last.substring(name.length()));
        }
      }
      for (String words : List.of("Failed to connect to bus", "Failed to start transient")) {
        if (last.startsWith(words)) {
          return new NotStarted("systemd-run: " + last);
        }
      }
    }
    return ending;
  }
}
