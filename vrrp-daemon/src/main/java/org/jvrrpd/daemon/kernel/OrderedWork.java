package org.jvrrpd.daemon.kernel;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does what takes its time for an event loop, one after another on one thread, which is there while
 * there is work and for 30 s after it. Any thread; nothing blocks but {@link #close}.
 */
public final class OrderedWork implements AutoCloseable {
  /** What can wait. */
  public static final int MAX_WAITING = 256;

  private static final long IDLE_SECONDS = 30;
  private static final long CLOSE_SECONDS = 2;

  private final ThreadPoolExecutor thread;
  private final Executor completions;

  /**
   * Starts nothing yet.
   *
   * @param threadName the name of the thread
   * @param completions runs what is told about results, for example an event loop
   */
  public OrderedWork(String threadName, Executor completions) {
    this.completions = completions;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().daemon().name(threadName).factory());
    thread.allowCoreThreadTimeOut(true);
  }

  /**
   * Has something done after everything that was asked for before.
   *
   * @param work runs on the thread; must not throw
   * @param refused the result if it cannot be done: {@value #MAX_WAITING} wait already, or this is
   *     closed
   * @param done is told the result by the executor, always, unless that accepts nothing any more
   */
  public <T> void submit(Supplier<T> work, Supplier<T> refused, Consumer<T> done) {
    try {
      thread.execute(() -> tell(done, work.get()));
    } catch (RejectedExecutionException _) {
      tell(done, refused.get());
    }
  }

  private <T> void tell(Consumer<T> done, T result) {
    try {
      completions.execute(() -> done.accept(result));
    } catch (RejectedExecutionException _) {
      // Whoever asked has ended.
    }
  }

  /**
   * Accepts nothing more and does what waits, for at most 2 s; then what is being done is
   * interrupted, and the rest is left undone.
   */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    var _ = thread.shutdownNow();
  }
}
