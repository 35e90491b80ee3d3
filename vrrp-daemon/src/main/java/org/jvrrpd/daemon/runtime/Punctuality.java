package org.jvrrpd.daemon.runtime;

import java.time.Duration;
import java.util.function.LongConsumer;
import org.jvrrpd.daemon.control.TimerStatus;

/**
 * How late wake-ups come, against the time for which they were armed: what a busy machine, a pause
 * of the collector or work on the loop does to the daemon. Counting allocates nothing. Event loop
 * only.
 *
 * <p>Times go into eight classes for each power of two nanoseconds, so that a quantile is an eighth
 * too high at most.
 */
final class Punctuality {
  /** Half of the shortest interval of version 3, so that no daemon is endangered by less. */
  static final long LATE_NANOS = 5_000_000L;

  private static final int CLASS_BITS = 3;
  private static final int CLASSES = 1 << CLASS_BITS;
  private static final int SECONDS = 60;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final LongConsumer whenLate;
  private final long[] counts = new long[(Long.SIZE - CLASS_BITS) * CLASSES];
  private final long[] worstOfSecond = new long[SECONDS];
  private final long[] second = new long[SECONDS];
  private long wakeUps;
  private long worst;
  private long late;
  private long toldAt = Long.MIN_VALUE;

  /**
   * Nothing has been counted yet.
   *
   * @param whenLate is told by how many nanoseconds a wake-up came later than {@link #LATE_NANOS};
   *     once where many deadlines were met in one wake-up, by the first, which waited for longest
   */
  Punctuality(LongConsumer whenLate) {
    this.whenLate = whenLate;
  }

  /** Somebody who was to be woken at {@code armedFor} is woken now. */
  void woken(long armedFor, long now) {
    long lateness = Math.max(0, now - armedFor);
    wakeUps++;
    counts[classOf(lateness)]++;
    worst = Math.max(worst, lateness);
    noteSecond(lateness, now);
    if (lateness > LATE_NANOS) {
      late++;
      if (now != toldAt) {
        toldAt = now;
        whenLate.accept(lateness);
      }
    }
  }

  private void noteSecond(long lateness, long now) {
    long current = Math.floorDiv(now, SECOND_NANOS);
    int slot = Math.floorMod(current, SECONDS);
    if (second[slot] != current) {
      second[slot] = current;
      worstOfSecond[slot] = 0;
    }
    worstOfSecond[slot] = Math.max(worstOfSecond[slot], lateness);
  }

  /** The figures as they are now. */
  TimerStatus status(long now) {
    return new TimerStatus(
        wakeUps,
        quantile(50),
        quantile(99),
        Duration.ofNanos(worst),
        Duration.ofNanos(worstOfLastMinute(now)),
        Duration.ofNanos(LATE_NANOS),
        late);
  }

  private Duration quantile(int percent) {
    long wanted = Math.ceilDiv(wakeUps * percent, 100L);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (counts[i] > 0 && seen >= wanted) {
        return Duration.ofNanos(Math.min(worst, highestOf(i)));
      }
    }
    return Duration.ZERO;
  }

  private long worstOfLastMinute(long now) {
    long current = Math.floorDiv(now, SECOND_NANOS);
    long found = 0;
    for (int slot = 0; slot < SECONDS; slot++) {
      if (current - second[slot] < SECONDS) {
        found = Math.max(found, worstOfSecond[slot]);
      }
    }
    return found;
  }

  /** Below eight every nanosecond has a class of its own. */
  private static int classOf(long nanos) {
    if (nanos < CLASSES) {
      return (int) nanos;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - CLASS_BITS;
    return (shift + 1) * CLASSES + ((int) (nanos >>> shift) & (CLASSES - 1));
  }

  private static long highestOf(int index) {
    if (index < CLASSES) {
      return index;
    }
    int shift = index / CLASSES - 1;
    return ((CLASSES + index % CLASSES + 1L) << shift) - 1;
  }
}
