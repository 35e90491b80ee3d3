package org.jvrrpd.daemon.kernel;

import java.time.Duration;

/**
 * How often each address is announced after a take-over: a burst at once and another one later, for
 * neighbours that missed the first (a switch port that had just come up).
 *
 * @param firstBurst announcements of each address at once, 0 to 1,000
 * @param delay from the first burst's begin to the second's, 0 to 1 hour
 * @param secondBurst announcements of each address after the delay, 0 to 1,000
 */
public record AnnouncementPlan(int firstBurst, Duration delay, int secondBurst) {
  /** keepalived's numbers: 5, and 5 more after 5 s. */
  public static final AnnouncementPlan DEFAULT = new AnnouncementPlan(5, Duration.ofSeconds(5), 5);

  private static final int MAX_BURST = 1_000;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is outside its range
   */
  public AnnouncementPlan {
    if (firstBurst < 0 || firstBurst > MAX_BURST || secondBurst < 0 || secondBurst > MAX_BURST) {
      throw new IllegalArgumentException("a burst has 0 to " + MAX_BURST + " announcements");
    }
    if (delay.isNegative() || delay.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("the delay is 0 to 1 hour");
    }
  }
}
