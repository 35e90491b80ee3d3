package org.jvrrpd.daemon.notify;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jvrrpd.daemon.log.Log;

/**
 * One thread that does what it is given, in order. Handing in never waits: what has waited longest
 * gives way when too much does, since the latest state is what others have to know.
 */
final class SerialQueue implements AutoCloseable {
  /** Changes of state that wait. */
  static final int MAX_WAITING = 64;

  private final ThreadPoolExecutor executor;

  /** Starts the thread: the event loop hands in the first work within a first take-over. */
  SerialQueue(String threadName, Log log) {
    RejectedExecutionHandler dropOldest =
        (work, pool) -> {
          if (!pool.isShutdown()) {
            pool.getQueue().poll();
            log.warning(threadName + " is too slow: the oldest notification is dropped");
            pool.execute(work);
          }
        };
    this.executor =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            work -> Thread.ofPlatform().daemon().name(threadName).unstarted(work),
            dropOldest);
    executor.prestartAllCoreThreads();
  }

  /** Does this after what waits already; any thread. */
  void submit(Runnable work) {
    executor.execute(work);
  }

  /**
   * Interrupts what is being done and forgets what waits.
   *
   * @param millis how long to wait for its end
   */
  void interrupt(long millis) {
    executor.shutdownNow();
    try {
      var _ = executor.awaitTermination(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Interrupts what is being done and forgets what waits. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
