package org.jvrrpd.daemon.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One check in its rhythm. Everything but the run itself happens on the loop. */
final class ScheduledCheck {
  /**
   * What a run has beyond its time limit to end by itself, which includes the time between TERM and
   * KILL. One that does not, as on a file system that hangs, has failed without an answer.
   */
  private static final Duration OVERTIME = Duration.ofSeconds(3);

  private final Check check;
  private final SystemdUnits units;
  private final ScheduledExecutorService loop;
  private final Executor workers;
  private final Consumer<CheckResult> listener;
  private final List<Consumer<CheckResult>> askers = new ArrayList<>();
  private @Nullable Future<?> rhythm;
  private @Nullable CheckResult last;
  private boolean changed;
  private boolean running;
  private boolean closed;
  private long startedNanos;
  private long skipped;

  ScheduledCheck(
      Check check,
      SystemdUnits units,
      ScheduledExecutorService loop,
      Executor workers,
      Consumer<CheckResult> listener) {
    this.check = check;
    this.units = units;
    this.loop = loop;
    this.workers = workers;
    this.listener = listener;
  }

  Check check() {
    return check;
  }

  long skipped() {
    return skipped;
  }

  void start() {
    beginRhythm(Duration.ZERO);
  }

  private void beginRhythm(Duration wait) {
    if (rhythm != null) {
      rhythm.cancel(false);
    }
    rhythm =
        loop.scheduleAtFixedRate(
            this::due, wait.toNanos(), check.interval().toNanos(), TimeUnit.NANOSECONDS);
  }

  void close() {
    closed = true;
    if (rhythm != null) {
      rhythm.cancel(false);
    }
  }

  /** Runs once more, now or as soon as the present run has ended; its result is the asker's. */
  void ask(Consumer<CheckResult> asker) {
    askers.add(asker);
    if (!running) {
      runForAskers();
    }
  }

  /**
   * Runs at once, since what it looks at has changed. The result counts if it differs from the one
   * before, and the rhythm begins anew with it: so the results that rise and fall count are an
   * interval apart, however often a service changes.
   */
  void lookAgain() {
    if (running) {
      changed = true;
      return;
    }
    changed = false;
    run(this::takeNews);
  }

  private void takeNews(CheckResult result) {
    if (last != null && last.passed() != result.passed()) {
      beginRhythm(check.interval());
      take(result);
    }
  }

  private void take(CheckResult result) {
    last = result;
    listener.accept(result);
  }

  private void runForAskers() {
    List<Consumer<CheckResult>> served = List.copyOf(askers);
    askers.clear();
    run(result -> served.forEach(asker -> asker.accept(result)));
  }

  private void due() {
    if (!running) {
      run(this::take);
      return;
    }
    skipped++;
    long runNanos = System.nanoTime() - startedNanos;
    if (runNanos > check.timeLimit().plus(OVERTIME).toNanos()) {
      take(
          CheckResult.failed(
              "no answer for " + TimeUnit.NANOSECONDS.toSeconds(runNanos) + " seconds"));
    }
  }

  private void run(Consumer<CheckResult> receiver) {
    running = true;
    startedNanos = System.nanoTime();
    try {
      workers.execute(() -> work(receiver));
    } catch (RejectedExecutionException _) {
      running = false;
      receiver.accept(CheckResult.failed("did not run: too many checks do not end"));
    }
  }

  private void work(Consumer<CheckResult> receiver) {
    CheckResult result;
    try {
      result = check.probe().run(check.timeLimit(), units);
    } catch (RuntimeException | Error e) {
      result = CheckResult.failed("did not run: " + e);
    }
    CheckResult found = result;
    try {
      loop.execute(() -> ended(found, receiver));
    } catch (RejectedExecutionException _) {
      // The daemon has ended meanwhile, and nobody asks any more.
    }
  }

  private void ended(CheckResult result, Consumer<CheckResult> receiver) {
    running = false;
    if (!closed) {
      receiver.accept(result);
    }
    if (!closed && !askers.isEmpty()) {
      runForAskers();
    } else if (!closed && changed) {
      lookAgain();
    }
  }
}
