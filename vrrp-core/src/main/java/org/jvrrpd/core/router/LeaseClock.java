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

  boolean isExpired(long nowNanos) {
    return nowNanos >= expiresAt;
  }
}
