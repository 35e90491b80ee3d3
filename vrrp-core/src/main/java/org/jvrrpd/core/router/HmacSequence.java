package org.jvrrpd.core.router;

import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.core.packet.HmacTrailer;

/**
 * The sequence numbers of what one virtual router sends: the time, or one more than the last where
 * the time has not gone on, so that they grow without anything being kept over a restart. Not
 * thread-safe.
 */
public final class HmacSequence {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int FRACTION_BITS = 16;
  private static final int COUNTER_BITS = 16;

  private long last;
  private boolean begun;

  /**
   * The number of the next message.
   *
   * @param wallNanos nanoseconds since the beginning of 1970, UTC; they may go back
   */
  public long next(long wallNanos, HmacSettings settings) {
    long now = at(wallNanos);
    boolean grows = !begun || HmacTrailer.isAfter(now, last);
    begun = true;
    last = grows || isStranded(now, settings) ? now : last + 1;
    return last;
  }

  /**
   * The clock was set back so far that all others would find our numbers stale. They have forgotten
   * the last of them when its time is that far from theirs.
   */
  private boolean isStranded(long now, HmacSettings settings) {
    return settings.hasWindow() && !settings.isWithinWindow(seconds(last), seconds(now));
  }

  /** The first number of a moment: seconds, 1/65536 of a second, and the counter at 0. */
  static long at(long wallNanos) {
    long seconds = Math.floorDiv(wallNanos, SECOND_NANOS);
    long fraction = (Math.floorMod(wallNanos, SECOND_NANOS) << FRACTION_BITS) / SECOND_NANOS;
    return seconds << Integer.SIZE | fraction << COUNTER_BITS;
  }

  /** The seconds in a number. */
  static int seconds(long sequence) {
    return (int) (sequence >>> Integer.SIZE);
  }
}
