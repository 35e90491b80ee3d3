package org.jvrrpd.core.router;

/**
 * A lease that is running.
 *
 * @param lease by which terms
 * @param renewAt when it is to be renewed
 * @param expiresAt from when on the addresses may be gone, so that a renewal would put them back
 *     unasked
 */
record LeaseClock(Lease lease, long renewAt, long expiresAt) {

  static LeaseClock started(Lease lease, long nowNanos) {
    return new LeaseClock(lease, nowNanos + lease.renewalNanos(), nowNanos + lease.lifetimeNanos());
  }

  LeaseClock renewed(long nowNanos) {
    return started(lease, nowNanos);
  }

  /**
   * When this wants a timer for its renewal. Too long after the last advertisement there is no
   * renewal but with the next one, which has a timer of its own.
   */
  long deadline(long lastAdvertisedNanos) {
    return renewAt <= lastAdvertisedNanos + lease.windowNanos() ? renewAt : Long.MAX_VALUE;
  }

  boolean isDue(long nowNanos, long lastAdvertisedNanos) {
    return nowNanos >= renewAt && nowNanos <= lastAdvertisedNanos + lease.windowNanos();
  }

  /** Woken too late for a renewal that was planned: it comes with the next advertisement. */
  LeaseClock postponed(long lastAdvertisedNanos) {
    return new LeaseClock(lease, lastAdvertisedNanos + lease.windowNanos() + 1, expiresAt);
  }

  boolean isExpired(long nowNanos) {
    return nowNanos >= expiresAt;
  }
}
