package org.jvrrpd.core.election;

/**
 * How long a backup that may preempt still respects a master of lower priority. There are two
 * causes to wait: {@code preempt_delay}, which runs from the first advertisement of lower priority
 * and starts anew after one of at least our own (keepalived's rule; no RFC has it), and a hold
 * after we were replaced while stalled.
 *
 * @param heldUntil the end of the hold
 * @param delayedUntil the end of the delay; {@link #NOT_RUNNING} while it is not running
 */
record Preemption(long heldUntil, long delayedUntil) {
  static final long NOT_RUNNING = Long.MIN_VALUE;

  static Preemption immediate() {
    return new Preemption(NOT_RUNNING, NOT_RUNNING);
  }

  static Preemption heldUntil(long nanos) {
    return new Preemption(nanos, NOT_RUNNING);
  }

  /** A master of lower priority was heard: the delay begins unless it is running already. */
  Preemption lowerHeard(long nowNanos, long delayNanos) {
    return delayNanos == 0 || delayedUntil != NOT_RUNNING
        ? this
        : new Preemption(heldUntil, nowNanos + delayNanos);
  }

  /** A master of at least our priority was heard. */
  Preemption equalOrHigherHeard() {
    return delayedUntil == NOT_RUNNING ? this : new Preemption(heldUntil, NOT_RUNNING);
  }

  boolean waits(long nowNanos) {
    return nowNanos < heldUntil || nowNanos < delayedUntil;
  }
}
