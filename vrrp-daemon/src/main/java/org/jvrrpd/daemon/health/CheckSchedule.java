package org.jvrrpd.daemon.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs checks: the first time at once, then in their intervals, each on a worker thread and never
 * twice at the same time. All methods are called on the loop, and so are all listeners.
 */
public final class CheckSchedule implements AutoCloseable {
  /** More checks than may be configured, so that those which hang take no thread from others. */
  private static final int MAX_THREADS = 64;

  private static final long IDLE_SECONDS = 30;

  private final ScheduledExecutorService loop;
  private final Listener listener;
  private final ThreadPoolExecutor workers;
  private final SystemdUnits units;
  private final Map<String, ScheduledCheck> checks = new LinkedHashMap<>();

  /** Who is told of results. */
  public interface Listener {
    /** A run in the check's rhythm has ended. */
    void ended(String check, CheckResult result);
  }

  /**
   * A schedule without checks.
   *
   * @param loop whose one thread owns the schedule
   */
  public CheckSchedule(ScheduledExecutorService loop, Listener listener) {
    this(loop, listener, SystemdUnits::ofThisMachine);
  }

  CheckSchedule(
      ScheduledExecutorService loop,
      Listener listener,
      Function<Consumer<String>, SystemdUnits> units) {
    this.units = units.apply(this::unitChanged);
    this.loop = loop;
    this.listener = listener;
    this.workers =
        new ThreadPoolExecutor(
            0,
            MAX_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("jvrrpd-check-", 0).factory());
  }

  /** Goes by these from now on; one that is among the present ones keeps its rhythm. */
  public void reconfigure(List<Check> wanted) {
    Map<String, ScheduledCheck> before = new LinkedHashMap<>(checks);
    checks.clear();
    for (Check check : wanted) {
      ScheduledCheck same = before.get(check.name());
      if (same != null && same.check().equals(check)) {
        checks.put(check.name(), before.remove(check.name()));
      } else {
        ScheduledCheck added =
            new ScheduledCheck(
                check, units, loop, workers, result -> listener.ended(check.name(), result));
        checks.put(check.name(), added);
        added.start();
      }
    }
    before.values().forEach(ScheduledCheck::close);
  }

  /** On a thread of the bus. */
  private void unitChanged(String name) {
    try {
      loop.execute(
          () ->
              checks.values().stream()
                  .filter(each -> each.check().probe().unitNames().contains(name))
                  .forEach(ScheduledCheck::lookAgain));
    } catch (RejectedExecutionException _) {
      // The daemon has ended meanwhile.
    }
  }

  /** Runs a check once more, at once, beside its rhythm; one that is not there passes. */
  public void ask(String name, Consumer<CheckResult> asker) {
    ScheduledCheck check = checks.get(name);
    if (check == null) {
      asker.accept(CheckResult.passed("is configured no more"));
    } else {
      check.ask(asker);
    }
  }

  /** How many runs were left out since the one before had not ended. */
  public long skipped(String name) {
    ScheduledCheck check = checks.get(name);
    return check == null ? 0 : check.skipped();
  }

  /** Ends all runs. Any thread. */
  @Override
  public void close() {
    workers.shutdownNow();
  }

  /**
   * Waits until the runs that {@link #close} has ended are gone, with what they started: who does
   * not heed TERM gets KILL a moment later. Any thread but the loop's.
   *
   * @return whether all are gone; false if the time was over before
   * @throws InterruptedException if the caller is interrupted meanwhile
   */
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return workers.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
  }
}
