package org.jvrrpd.daemon.notify;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jvrrpd.daemon.log.Log;

/**
 * Runs the scripts that a configuration names for changes of state, one after another in the order
 * of the changes, with keepalived's arguments: {@code INSTANCE name STATE priority}. Each has a
 * time limit, and its exit status is logged where it is not 0. Any thread; no call blocks.
 */
public final class NotificationScripts implements AutoCloseable {
  /** How long a script may run. */
  static final Duration TIME_LIMIT = Duration.ofSeconds(30);

  /** How long a stop script may run: the daemon waits for it. */
  static final Duration STOP_TIME_LIMIT = Duration.ofSeconds(1);

  /** A script that was asked to end is killed after this. */
  private static final Duration KILL_DELAY = Duration.ofSeconds(2);

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
   * @param script an absolute path; empty: nothing happens
   * @param name the instance
   * @param state the state that was entered, in keepalived's words
   * @param priority the effective priority
   */
  public void changed(Optional<String> script, String name, String state, int priority) {
    script.ifPresent(
        path ->
            executor.execute(
                () ->
                    run(
                        path,
                        List.of(path, "INSTANCE", name, state, Integer.toString(priority)),
                        TIME_LIMIT)));
  }

  /**
   * Runs the stop script at once, past what waits, since the daemon is about to end.
   *
   * @return completed when it has ended, at most one second later
   */
  public CompletableFuture<Void> stopped(Optional<String> script, String name, int priority) {
    if (script.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    String path = script.get();
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("jvrrpd-notify-stop")
        .start(
            () -> {
              run(
                  path,
                  List.of(path, "INSTANCE", name, "STOP", Integer.toString(priority)),
                  STOP_TIME_LIMIT);
              ended.complete(null);
            });
    return ended;
  }

  /** In a session of its own, so that a script is ended together with what it started. */
  private void run(String path, List<String> command, Duration limit) {
    List<String> inSession = new java.util.ArrayList<>(List.of("setsid", "--wait"));
    inSession.addAll(command);
    try {
      Process process =
          new ProcessBuilder(inSession)
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(limit)) {
        logExit(path, process.exitValue());
      } else {
        end(process);
        log.warning("notification script " + path + " was ended after " + limit.toSeconds() + " s");
      }
    } catch (IOException e) {
      log.error("notification script " + path + " did not run: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> family = process.toHandle().descendants().toList();
    family.forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(KILL_DELAY)) {
      family.forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void logExit(String path, int status) {
    if (status != 0) {
      log.warning("notification script " + path + " ended with exit status " + status);
    }
  }

  /** Drops what waits. A script that is running goes on without us. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
