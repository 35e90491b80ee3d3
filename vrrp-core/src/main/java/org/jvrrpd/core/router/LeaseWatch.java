package org.jvrrpd.core.router;

import org.jspecify.annotations.Nullable;

/** The lease of the addresses, from their installation until the router is no longer MASTER. */
final class LeaseWatch {
  private @Nullable LeaseClock clock;

  /** What a lease wants at one moment. */
  enum Due {
    NOTHING,
    RENEWAL,
    /** It has run out, and the addresses may be gone. */
    INSTALLATION
  }

  /** The addresses are being installed; without a lease, for good. */
  void installed(@Nullable Lease lease, long nowNanos) {
    clock = lease == null ? null : LeaseClock.started(lease, nowNanos);
  }

  /** The addresses are no longer ours. */
  void end() {
    clock = null;
  }

  boolean isExpired(long nowNanos) {
    return clock != null && clock.isExpired(nowNanos);
  }

  /** When this wants a timer; {@link Long#MAX_VALUE}: not before something else happens. */
  long deadline(long lastAdvertisedNanos) {
    return clock == null ? Long.MAX_VALUE : clock.deadline(lastAdvertisedNanos);
  }

  /** What is due now. A renewal counts as done; one that comes too late is put off. */
  Due onTimer(long nowNanos, long lastAdvertisedNanos) {
    LeaseClock running = clock;
    if (running == null) {
      return Due.NOTHING;
    }
    if (running.isExpired(nowNanos)) {
      return Due.INSTALLATION;
    }
    if (running.isDue(nowNanos, lastAdvertisedNanos)) {
      clock = running.renewed(nowNanos);
      return Due.RENEWAL;
    }
    if (nowNanos >= running.deadline(lastAdvertisedNanos)) {
      clock = running.postponed(lastAdvertisedNanos);
    }
    return Due.NOTHING;
  }
}
