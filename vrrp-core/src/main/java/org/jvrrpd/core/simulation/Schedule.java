package org.jvrrpd.core.simulation;

import java.util.PriorityQueue;

/**
 * What is still to happen, in the order of time; events of the same moment come in the order in
 * which they were asked for, so that an execution depends on nothing but its commands.
 */
final class Schedule {
  private record Event(long atNanos, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long asked;
  private long now;

  /** The time of the world, in nanoseconds since its beginning. */
  long now() {
    return now;
  }

  void at(long atNanos, Runnable action) {
    events.add(new Event(Math.max(atNanos, now), asked++, action));
  }

  void after(long nanos, Runnable action) {
    at(now + nanos, action);
  }

  /** Lets the next event happen if it comes before {@code untilNanos} or then; else it is then. */
  boolean runNext(long untilNanos) {
    Event next = events.peek();
    if (next == null || next.atNanos > untilNanos) {
      now = untilNanos;
      return false;
    }
    events.remove();
    now = next.atNanos;
    next.action.run();
    return true;
  }
}
