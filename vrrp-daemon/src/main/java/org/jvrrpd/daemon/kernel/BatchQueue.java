package org.jvrrpd.daemon.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What waits for the kernel thread, in order and bounded. A batch that repeats one that still waits
 * becomes one with it, so that the renewals of a thread that is held up do not pile up. Any thread.
 */
final class BatchQueue {
  private final int maxWaiting;
  private final Deque<AddressBatch> waiting = new ArrayDeque<>();
  private boolean closed;

  BatchQueue(int maxWaiting) {
    this.maxWaiting = maxWaiting;
  }

  /** What became of a batch that was offered. */
  enum Offer {
    ACCEPTED,
    FULL,
    CLOSED
  }

  /** Adds a batch at the end, or to its equal if nothing else for its link stands between. */
  synchronized Offer offer(AddressBatch batch) {
    if (closed) {
      return Offer.CLOSED;
    }
    for (Iterator<AddressBatch> newestFirst = waiting.descendingIterator();
        newestFirst.hasNext(); ) {
      AddressBatch earlier = newestFirst.next();
      if (earlier.isRepeatedBy(batch)) {
        earlier.absorb(batch);
        return Offer.ACCEPTED;
      }
      if (earlier.isForTheLinkOf(batch)) {
        break;
      }
    }
    if (waiting.size() >= maxWaiting) {
      return Offer.FULL;
    }
    waiting.add(batch);
    notifyAll();
    return Offer.ACCEPTED;
  }

  /** Waits for the oldest batch and takes it; empty once the queue is closed and empty. */
  synchronized Optional<AddressBatch> take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    return Optional.ofNullable(waiting.poll());
  }

  /** Takes everything that waits. */
  synchronized List<AddressBatch> drain() {
    List<AddressBatch> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  /** Accepts nothing more; what waits can still be taken. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
