package org.jvrrpd.daemon.health;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Counts processes, on a thread of its own, all patterns in one walk through /proc. The kernel
 * would tell of processes that begin and end (its proc connector), but only in the first network
 * namespace and by loading whoever listens with every fork of the machine.
 */
public final class ProcessWatch implements AutoCloseable {
  /** A walk through /proc with 500 processes takes about a hundredth of it. */
  private static final long RHYTHM_MILLIS = 500;

  private final List<TrackedProcesses> processes;
  private final List<Quorum> quorums = new ArrayList<>();
  private final Executor loop;
  private final Listener listener;
  private final Thread thread;

  /** Written on the loop. */
  private volatile boolean closed;

  /** Who is told, on the loop. */
  public interface Listener {
    /** A count or a verdict is another one, or the first. */
    void counted(String name, CheckResult result);

    /** All have been counted once. */
    void complete();
  }

  /**
   * Begins to count.
   *
   * @param known verdicts by name, which a change has to outlast its delay to change
   * @param loop where the listener is called
   */
  public ProcessWatch(
      List<TrackedProcesses> processes,
      Map<String, Boolean> known,
      Executor loop,
      Listener listener) {
    this.processes = List.copyOf(processes);
    processes.forEach(each -> quorums.add(new Quorum(each, known.get(each.name()))));
    this.loop = loop;
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name("jvrrpd-processes").start(this::run);
  }

  /** Tells nothing more. Loop only. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    try {
      count();
      tell(listener::complete);
      while (!closed) {
        TimeUnit.MILLISECONDS.sleep(RHYTHM_MILLIS);
        count();
      }
    } catch (InterruptedException _) {
      // Nobody wants to know any more.
    }
  }

  private void count() {
    int[] counts = counts();
    long now = System.nanoTime();
    for (int i = 0; i < counts.length; i++) {
      String name = processes.get(i).name();
      quorums
          .get(i)
          .counted(counts[i], now)
          .ifPresent(result -> tell(() -> listener.counted(name, result)));
    }
  }

  /** What cannot be looked at does not run. */
  private int[] counts() {
    try {
      return Processes.count(processes.stream().map(TrackedProcesses::pattern).toList());
    } catch (IOException _) {
      return new int[processes.size()];
    }
  }

  private void tell(Runnable news) {
    try {
      loop.execute(
          () -> {
            if (!closed) {
              news.run();
            }
          });
    } catch (RejectedExecutionException _) {
      // The daemon has ended meanwhile.
    }
  }
}
