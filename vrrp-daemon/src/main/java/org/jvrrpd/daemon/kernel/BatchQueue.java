package org.jvrrpd.daemon.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jvrrpd.core.packet.IpAddress;

/**
 * What waits for the kernel thread, in order and bounded. A batch that repeats one that still waits
 * becomes one with it, so that the renewals of a thread that is held up do not pile up. However
 * much waits, a batch is added in a few steps. Any thread.
 */
final class BatchQueue {
  private final int maxWaiting;
  private final Deque<AddressBatch> waiting = new ArrayDeque<>();

  /** For each address on each link the last batch that waits to do something with it. */
  private final Map<Target, AddressBatch> newest = new HashMap<>();

  private boolean closed;

  /** Until when {@link #take} looks for work without sleeping, on System.nanoTime's scale. */
  private long expectedUntil = System.nanoTime();

  /** Whether there may be something to take. */
  private volatile boolean news;

  BatchQueue(int maxWaiting) {
    this.maxWaiting = maxWaiting;
  }

  private record Target(int linkIndex, IpAddress address) {}

  /** What became of a batch that was offered. */
  enum Offer {
    ACCEPTED,
    FULL,
    CLOSED
  }

  /**
   * Adds a batch at the end for {@link #release}, or to its equal if nothing else for its addresses
   * stands between.
   */
  synchronized Offer offer(AddressBatch batch) {
    if (closed) {
      return Offer.CLOSED;
    }
    List<Target> targets = targets(batch);
    AddressBatch earlier = targets.isEmpty() ? null : newest.get(targets.getFirst());
    if (earlier != null
        && earlier.isRepeatedBy(batch)
        && targets.stream().allMatch(each -> newest.get(each) == earlier)) {
      earlier.absorb(batch);
      return Offer.ACCEPTED;
    }
    if (waiting.size() >= maxWaiting) {
      return Offer.FULL;
    }
    waiting.add(batch);
    news = true;
    targets.forEach(each -> newest.put(each, batch));
    return Offer.ACCEPTED;
  }

  /** Has whoever waits in {@link #take} look again; what is offered alone wakes nobody. */
  synchronized void release() {
    notifyAll();
  }

  private static List<Target> targets(AddressBatch batch) {
    return batch.addresses().stream()
        .map(each -> new Target(batch.link().index(), each.address()))
        .toList();
  }

  /**
   * Waits for work and takes the oldest: as many batches as have this many addresses together, or
   * one with more. Nothing once the queue is closed and empty.
   */
  @SuppressWarnings("ThreadPriorityCheck") // on one processor whoever offers needs it
  List<AddressBatch> take(int maxAddresses) throws InterruptedException {
    OptionalLong expected = awaitNews();
    while (expected.isPresent()) {
      while (!news && System.nanoTime() - expected.getAsLong() < 0) {
        Thread.yield();
      }
      expected = awaitNews();
    }
    return takeOldest(maxAddresses);
  }

  /** Sleeps until there is something, or until when it is expected so soon that nobody sleeps. */
  private synchronized OptionalLong awaitNews() throws InterruptedException {
    news = false;
    while (waiting.isEmpty() && !closed) {
      if (System.nanoTime() - expectedUntil < 0) {
        return OptionalLong.of(expectedUntil);
      }
      wait();
    }
    return OptionalLong.empty();
  }

  private synchronized List<AddressBatch> takeOldest(int maxAddresses) {
    List<AddressBatch> taken = new ArrayList<>();
    int addresses = 0;
    for (AddressBatch next = waiting.peek(); next != null; next = waiting.peek()) {
      addresses += next.addresses().size();
      if (!taken.isEmpty() && addresses > maxAddresses) {
        break;
      }
      taken.add(waiting.remove());
      forget(next);
    }
    return taken;
  }

  private void forget(AddressBatch taken) {
    targets(taken)
        .forEach(each -> newest.computeIfPresent(each, (_, last) -> last == taken ? null : last));
  }

  /** Takes everything that waits. */
  synchronized List<AddressBatch> drain() {
    List<AddressBatch> all = List.copyOf(waiting);
    waiting.clear();
    newest.clear();
    return all;
  }

  /** Whoever waits in {@link #take} stays awake for this long, since there will be work. */
  synchronized void expect(long nanos) {
    expectedUntil = System.nanoTime() + nanos;
    notifyAll();
  }

  /** Accepts nothing more; what waits can still be taken. */
  synchronized void close() {
    closed = true;
    news = true;
    notifyAll();
  }
}
