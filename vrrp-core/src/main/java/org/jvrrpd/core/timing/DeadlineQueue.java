package org.jvrrpd.core.timing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of many in one structure: the earliest is known at once, and a deadline is set,
 * moved or dropped in a number of steps that grows with the logarithm of how many are set. Nothing
 * is allocated for that, since each owner has its place from the day on which it entered. (A binary
 * heap in which everybody knows where they stand.)
 *
 * <p>Times are nanoseconds of one clock, of which only differences count, as with {@link
 * System#nanoTime}: all that are set at the same time lie within 292 years. Not thread-safe.
 *
 * @param <T> whose deadlines they are
 */
public final class DeadlineQueue<T> {
  private static final int UNSET = -1;

  private final List<Place<T>> heap = new ArrayList<>();

  /** A queue in which nobody waits. */
  public DeadlineQueue() {}

  /**
   * The place of one owner in a queue.
   *
   * @param <T> as that of the queue
   */
  public static final class Place<T> {
    private final T owner;
    private long atNanos;
    private int index = UNSET;

    private Place(T owner) {
      this.owner = owner;
    }

    /** Whose it is. */
    public T owner() {
      return owner;
    }

    /** Whether a deadline is set. */
    public boolean isSet() {
      return index != UNSET;
    }

    /** The deadline, or the last that there was. */
    public long atNanos() {
      return atNanos;
    }
  }

  /** A place for somebody, without a deadline as yet; to be used with this queue only. */
  public Place<T> enter(T owner) {
    return new Place<>(owner);
  }

  /** Sets a deadline in the place of what was set before. */
  public void set(Place<T> place, long atNanos) {
    place.atNanos = atNanos;
    if (!place.isSet()) {
      heap.add(place);
      place.index = heap.size() - 1;
    }
    settle(place);
  }

  /** Drops a deadline; nothing happens where there is none. */
  public void unset(Place<T> place) {
    if (!place.isSet()) {
      return;
    }
    int hole = place.index;
    place.index = UNSET;
    Place<T> last = heap.removeLast();
    if (last != place) {
      put(last, hole);
      settle(last);
    }
  }

  /** How many deadlines are set. */
  public int size() {
    return heap.size();
  }

  /** Whose deadline is the earliest; null if there is none. Of equal ones any. */
  public @Nullable Place<T> earliest() {
    return heap.isEmpty() ? null : heap.getFirst();
  }

  /** Takes the earliest out, its deadline unset, if that has come; null if none has. */
  public @Nullable Place<T> takeDue(long nowNanos) {
    Place<T> first = earliest();
    if (first == null || first.atNanos - nowNanos > 0) {
      return null;
    }
    unset(first);
    return first;
  }

  private void settle(Place<T> place) {
    rise(place);
    sink(place);
  }

  private void rise(Place<T> place) {
    int index = place.index;
    while (index > 0) {
      Place<T> parent = heap.get((index - 1) / 2);
      if (!isBefore(place, parent)) {
        break;
      }
      int above = parent.index;
      put(parent, index);
      index = above;
    }
    put(place, index);
  }

  private void sink(Place<T> place) {
    int index = place.index;
    for (int child = 2 * index + 1; child < heap.size(); child = 2 * index + 1) {
      if (child + 1 < heap.size() && isBefore(heap.get(child + 1), heap.get(child))) {
        child++;
      }
      if (!isBefore(heap.get(child), place)) {
        break;
      }
      put(heap.get(child), index);
      index = child;
    }
    put(place, index);
  }

  private void put(Place<T> place, int index) {
    heap.set(index, place);
    place.index = index;
  }

  private static boolean isBefore(Place<?> a, Place<?> b) {
    return a.atNanos - b.atNanos < 0;
  }
}
