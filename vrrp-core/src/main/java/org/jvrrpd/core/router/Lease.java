package org.jvrrpd.core.router;

import java.util.Map;
import org.jvrrpd.core.election.ElectionSettings;
import org.jvrrpd.core.election.Timers;
import org.jvrrpd.core.packet.IpAddress;

/**
 * For how long the kernel keeps virtual addresses that nobody renews. Shorter than the time after
 * which another node takes over, so that a process which no longer runs has lost its addresses by
 * then.
 *
 * <p>The kernel counts whole seconds and rounds its timers: a lease of 2 s was seen to end up to
 * 3.14 s after its last renewal, which is why one second is kept in hand.
 *
 * @param lifetimeSeconds the valid lifetime, at least 1
 */
public record Lease(int lifetimeSeconds) {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int MARGIN_SECONDS = 1;
  private static final int PRIORITY_ASSUMED = 254;

  /** Four renewals in a lifetime, and never fewer than two in a second. */
  private static final int RENEWALS_PER_LIFETIME = 4;

  private static final long RENEWAL_LONGEST_NANOS = 400_000_000L;

  /** The lease that fits {@code settings}: it depends on who of the others would come first. */
  public static Lease fitting(RouterSettings settings) {
    long shortest =
        Timers.masterDownNanos(
            settings.version(),
            highestPeer(settings.peerPriorities()),
            settings.intervalNanos(),
            ElectionSettings.DOWN_INTERVALS);
    return new Lease((int) Math.max(1, shortest / SECOND_NANOS - MARGIN_SECONDS));
  }

  private static int highestPeer(Map<IpAddress, Integer> peerPriorities) {
    return peerPriorities.values().stream()
        .mapToInt(Integer::intValue)
        .max()
        .orElse(PRIORITY_ASSUMED);
  }

  /** The lifetime in nanoseconds. */
  public long lifetimeNanos() {
    return lifetimeSeconds * SECOND_NANOS;
  }

  /** How long after one renewal the next is due. */
  public long renewalNanos() {
    return Math.min(lifetimeNanos() / RENEWALS_PER_LIFETIME, RENEWAL_LONGEST_NANOS);
  }
}
