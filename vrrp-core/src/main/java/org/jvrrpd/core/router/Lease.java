package org.jvrrpd.core.router;

import java.util.stream.IntStream;
import org.jvrrpd.core.election.Timers;

/**
 * For how long the kernel keeps virtual addresses that nobody renews. Short enough for a process
 * that no longer runs to have lost its addresses when another node takes over.
 *
 * <p>The others count from our last advertisement, the kernel from our last renewal, and it ends a
 * lease late: one of 2 s was seen to end up to 3.14 s after its renewal. So renewals are bound to
 * advertisements: the lifetime leaves room for the kernel's lateness in the shortest down interval
 * of the others, and what then remains is for how long after an advertisement a renewal is allowed.
 * Where the down interval is shorter than 2.24 s, the shortest lease is longer than it, and only
 * bounds the damage.
 *
 * @param lifetimeSeconds the valid lifetime, at least 1
 * @param windowNanos how long after an advertisement it may still be renewed, 0 or more
 */
public record Lease(int lifetimeSeconds, long windowNanos) {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** How late the kernel ends a lease, as measured, and 100 ms for its writes and for clocks. */
  private static final long LATENESS_NANOS = 1_240_000_000L;

  private static final int PRIORITY_ASSUMED = 254;

  /** Four renewals in a lifetime. */
  private static final int RENEWALS_PER_LIFETIME = 4;

  private static final long RENEWAL_LONGEST_NANOS = 400_000_000L;

  /** The lease that fits {@code settings}: it depends on who of the others would come first. */
  public static Lease fitting(RouterSettings settings) {
    long shortest =
        Timers.masterDownNanos(
            settings.version(),
            highestPeer(settings),
            settings.intervalNanos(),
            settings.downIntervals());
    int lifetimeSeconds = (int) Math.max(1, (shortest - LATENESS_NANOS) / SECOND_NANOS);
    long window = shortest - LATENESS_NANOS - lifetimeSeconds * SECOND_NANOS;
    return new Lease(lifetimeSeconds, Math.max(0, window));
  }

  private static int highestPeer(RouterSettings settings) {
    return IntStream.concat(
            settings.highestPeer().stream(),
            settings.peerPriorities().values().stream().mapToInt(Integer::intValue))
        .max()
        .orElse(PRIORITY_ASSUMED);
  }

  /** The lifetime in nanoseconds. */
  public long lifetimeNanos() {
    return lifetimeSeconds * SECOND_NANOS;
  }

  /** How long after one renewal the next is due, if an advertisement is recent enough by then. */
  public long renewalNanos() {
    return Math.min(lifetimeNanos() / RENEWALS_PER_LIFETIME, RENEWAL_LONGEST_NANOS);
  }
}
