package org.jvrrpd.daemon.notify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.process.CommandOutcome;
import org.jvrrpd.daemon.process.Commands;

/**
 * The program that reads a named pipe ({@code notify_fifo_script}): started with the pipe's path as
 * its last argument, started again when it ends, and ended with the daemon. Has a thread of its
 * own, which waits for the program.
 */
final class FifoReader implements AutoCloseable {
  /** It is not meant to end, and each command has a limit: ten years. */
  private static final Duration FOR_EVER = Duration.ofDays(3650);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** What it has for what still is in the pipe, once the daemon's end has come. */
  private static final Duration LAST_LINES = Duration.ofMillis(200);

  /** What it has for its end then. */
  private static final Duration END = Duration.ofMillis(400);

  private final HookCommand command;
  private final Path pipe;
  private final Log log;
  private final Troubles troubles;
  private final Duration firstPause;
  private final String recipient;
  private final Thread thread;
  private volatile boolean ending;

  /** Starts it. */
  FifoReader(HookCommand command, Path pipe, Log log, Troubles troubles) {
    this(command, pipe, log, troubles, FIRST_PAUSE);
  }

  /**
   * The same with another pause.
   *
   * @param firstPause before it is started for the second time; each further one is twice as long,
   *     up to a minute, until it has run for longer than that
   */
  FifoReader(HookCommand command, Path pipe, Log log, Troubles troubles, Duration firstPause) {
    this.command = command;
    this.pipe = pipe;
    this.log = log;
    this.troubles = troubles;
    this.firstPause = firstPause;
    this.recipient = "reader of " + pipe;
    this.thread = Thread.ofPlatform().daemon().name("jvrrpd-fifo-reader").start(this::keepRunning);
  }

  private void keepRunning() {
    Duration pause = firstPause;
    while (true) {
      CommandOutcome outcome = run();
      if (ending || Thread.currentThread().isInterrupted()) {
        return;
      }
      pause = outcome.duration().compareTo(LONGEST_PAUSE) > 0 ? firstPause : pause;
      report(outcome, pause);
      try {
        Thread.sleep(pause);
      } catch (InterruptedException _) {
        return;
      }
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
  }

  private CommandOutcome run() {
    return command
        .refusal()
        .map(CommandOutcome::notStarted)
        .orElseGet(
            () -> {
              log.info("Starting " + command.command() + " to read " + pipe);
              return Commands.runOutside(
                  command
                      .request(Map.of(), FOR_EVER)
                      .withArguments(List.of(pipe.toString()))
                      .endingWithCaller()
                      .leavingNothing());
            });
  }

  private void report(CommandOutcome outcome, Duration pause) {
    String sentence = command.command() + ", which reads " + pipe + ", " + outcome.ending().words();
    log.warning(sentence + "; it is started again after " + pause.toMillis() + " ms");
    outcome.lastLines().forEach(line -> log.warning(command.command() + " printed: " + line));
    troubles.happened(recipient, sentence);
  }

  /** It is not started again: its pipe is about to be closed, which ends those that read on. */
  void expectEnd() {
    ending = true;
  }

  /**
   * Lets it read what is left for 200 ms, then ends it and what it has started, which takes 400 ms
   * at most.
   */
  @Override
  public void close() {
    ending = true;
    try {
      if (!thread.join(LAST_LINES)) {
        thread.interrupt();
        var _ = thread.join(END);
      }
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    troubles.over(recipient);
  }
}
