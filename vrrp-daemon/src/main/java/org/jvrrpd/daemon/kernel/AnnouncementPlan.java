package org.jvrrpd.daemon.kernel;

import java.time.Duration;

/**
 * How often each address is announced: after a take-over in a burst at once and another one later,
 * for neighbours that missed the first (a switch port that had just come up); the same after a
 * dispute, when a MASTER of lower priority was heard; and then again and again, if that is wanted.
 *
 * @param firstBurst announcements of each address at once, 0 to 1,000
 * @param delay from the first burst's begin to the second's, 0 to 1 hour
 * @param secondBurst announcements of each address after the delay, 0 to 1,000
 * @param disputeBurst as both bursts, after a dispute
 * @param disputeDelay as the delay, after a dispute
 * @param refreshInterval from the second burst's begin to the first refresh, and from one to the
 *     next, 0 to 1 day; 0 for none
 * @param refreshBurst announcements of each address in a refresh, 0 to 1,000
 */
public record AnnouncementPlan(
    int firstBurst,
    Duration delay,
    int secondBurst,
    int disputeBurst,
    Duration disputeDelay,
    Duration refreshInterval,
    int refreshBurst) {
  /** keepalived's numbers: 5, and 5 more after 5 s, and no refresh. */
  public static final AnnouncementPlan DEFAULT = new AnnouncementPlan(5, Duration.ofSeconds(5), 5);

  private static final int MAX_BURST = 1_000;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is outside its range
   */
  public AnnouncementPlan {
    for (int burst : new int[] {firstBurst, secondBurst, disputeBurst, refreshBurst}) {
      if (burst < 0 || burst > MAX_BURST) {
        throw new IllegalArgumentException("a burst has 0 to " + MAX_BURST + " announcements");
      }
    }
    requireUpTo(Duration.ofHours(1), delay, "the delay is 0 to 1 hour");
    requireUpTo(Duration.ofHours(1), disputeDelay, "the delay is 0 to 1 hour");
    requireUpTo(Duration.ofDays(1), refreshInterval, "a refresh is every 0 to 24 hours");
  }

  private static void requireUpTo(Duration most, Duration duration, String rule) {
    if (duration.isNegative() || duration.compareTo(most) > 0) {
      throw new IllegalArgumentException(rule);
    }
  }

  /** A plan without a refresh, and for a dispute with the delay and the first burst of this. */
  public AnnouncementPlan(int firstBurst, Duration delay, int secondBurst) {
    this(firstBurst, delay, secondBurst, firstBurst, delay, Duration.ZERO, 0);
  }

  /** The same with other numbers for a dispute: so many at once, and again after the delay. */
  public AnnouncementPlan withDispute(int burst, Duration after) {
    return new AnnouncementPlan(
        firstBurst, delay, secondBurst, burst, after, refreshInterval, refreshBurst);
  }

  /** The same with so many more every {@code interval}. */
  public AnnouncementPlan withRefresh(Duration interval, int burst) {
    return new AnnouncementPlan(
        firstBurst, delay, secondBurst, disputeBurst, disputeDelay, interval, burst);
  }
}
