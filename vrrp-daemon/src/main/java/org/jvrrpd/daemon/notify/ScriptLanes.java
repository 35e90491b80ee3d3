package org.jvrrpd.daemon.notify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.log.Log;

/**
 * Work in lanes: what is in one lane happens one after another, what is in different ones side by
 * side, on as many threads as have proved necessary. Any thread; no call waits.
 */
final class ScriptLanes {
  /** So many lanes get on at the same time; the others take turns with them. */
  static final int MAX_THREADS = 4;

  /** Work that waits in one lane; the oldest gives way. */
  static final int MAX_WAITING = 64;

  private static final class Lane {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;
  }

  private final Map<String, Lane> lanes = new HashMap<>();
  private final Log log;
  private final ThreadPoolExecutor executor;

  /** Starts one thread: starting it later would keep the event loop from a first take-over. */
  ScriptLanes(Log log) {
    this.log = log;
    // Bounded by the lanes, each of which hands in one work at a time.
    this.executor =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> Thread.ofPlatform().daemon().name("jvrrpd-script").unstarted(work),
            new ThreadPoolExecutor.DiscardPolicy());
    executor.prestartAllCoreThreads();
  }

  /** Does this after what waits in the lane. */
  synchronized void submit(String name, Runnable work) {
    Lane lane = lanes.computeIfAbsent(name, _ -> new Lane());
    if (lane.waiting.size() >= MAX_WAITING) {
      lane.waiting.poll();
      log.warning(name + " scripts are too slow: the oldest notification is dropped");
    }
    lane.waiting.add(work);
    if (!lane.busy) {
      lane.busy = true;
      int threads = Math.min(lanes.size(), MAX_THREADS);
      if (threads > executor.getMaximumPoolSize()) {
        executor.setMaximumPoolSize(threads);
        executor.setCorePoolSize(threads);
      }
      executor.execute(() -> next(name, lane));
    }
  }

  private void next(String name, Lane lane) {
    Runnable work = take(name, lane);
    if (work != null) {
      work.run();
      // Behind the other lanes.
      executor.execute(() -> next(name, lane));
    }
  }

  private synchronized @Nullable Runnable take(String name, Lane lane) {
    Runnable work = lane.waiting.poll();
    if (work == null) {
      lane.busy = false;
      lanes.remove(name);
    }
    return work;
  }

  /**
   * Forgets what waits and interrupts what is being done.
   *
   * @param millis how long to wait for its end
   */
  void end(long millis) {
    synchronized (this) {
      lanes.values().forEach(lane -> lane.waiting.clear());
    }
    executor.shutdownNow();
    try {
      var _ = executor.awaitTermination(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
