package org.jvrrpd.daemon.notify;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jvrrpd.daemon.log.Log;

/**
 * Runs the scripts that a configuration names for changes of state, one after another in the order
 * of the changes, with keepalived's arguments: {@code INSTANCE name STATE priority}
 * (keepalived.conf(5), notify). Each runs as this process's user in a session of its own, with a
 * time limit; what it prints is thrown away, and its exit status is logged where it is not 0. Any
 * thread; no call blocks.
 */
public final class NotificationScripts implements AutoCloseable {
  /** How long a script may run. */
  static final Duration TIME_LIMIT = Duration.ofSeconds(30);

  /** How long a stop script may run: the daemon waits for it. */
  static final Duration STOP_TIME_LIMIT = Duration.ofSeconds(1);

  private static final Set<String> FOR_THE_DAEMON_ALONE =
      Set.of("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID");

  /** Changes of state that wait for their script; further ones are dropped and logged. */
  private static final int MAX_WAITING = 256;

  private final Log log;
  private final ThreadPoolExecutor executor;

  /** No script has run yet. */
  public NotificationScripts(Log log) {
    this.log = log;
    this.executor =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            work -> Thread.ofPlatform().daemon().name("jvrrpd-notify").unstarted(work),
            (_, _) -> log.warning("too many notifications wait for their scripts, dropping one"));
    // The event loop posts the first script within a first take-over: starting a thread there
    // was seen to keep it from announcing for a millisecond.
    executor.prestartAllCoreThreads();
  }

  /**
   * Runs a script after those that wait already.
   *
   * @param script a path and arguments, separated by spaces; empty: nothing happens
   * @param name the instance
   * @param state the state that was entered, in keepalived's words
   * @param priority the effective priority
   */
  public void changed(Optional<String> script, String name, String state, int priority) {
    script.ifPresent(
        command -> executor.execute(() -> run(command, name, state, priority, TIME_LIMIT)));
  }

  /**
   * Runs the stop script at once, past what waits, since the daemon is about to end.
   *
   * @return completed when it has ended, or was killed one second later
   */
  public CompletableFuture<Void> stopped(Optional<String> script, String name, int priority) {
    if (script.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.runAsync(
        () -> run(script.get(), name, "STOP", priority, STOP_TIME_LIMIT),
        work -> Thread.ofPlatform().daemon().name("jvrrpd-notify-stop").start(work));
  }

  private void run(String script, String name, String state, int priority, Duration limit) {
    try {
      Process process = start(script, name, state, priority);
      if (!process.waitFor(limit)) {
        kill(process);
        log.warning(
            "notification script " + script + " was ended after " + limit.toSeconds() + " s");
      } else if (process.exitValue() != 0) {
        log.warning(
            "notification script " + script + " ended with exit status " + process.exitValue());
      }
    } catch (IOException e) {
      log.error("notification script " + script + " did not run: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** In a session of its own, and without what systemd says to the daemon alone. */
  private static Process start(String script, String name, String state, int priority)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid", "--wait"));
    command.addAll(List.of(script.strip().split("\\s+")));
    command.addAll(List.of("INSTANCE", name, state, Integer.toString(priority)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeAll(FOR_THE_DAEMON_ALONE);
    return builder.start();
  }

  /** Ends a script together with what it started. */
  private static void kill(Process process) {
    List<ProcessHandle> family = process.toHandle().descendants().toList();
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
  }

  /** Drops what waits. A script that is running goes on without us. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
