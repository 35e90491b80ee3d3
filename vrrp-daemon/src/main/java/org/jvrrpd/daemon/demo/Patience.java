package org.jvrrpd.daemon.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for conditions, shows that it does, and ends at once when the demonstration is cancelled.
 * {@link #cancel} may be called by any thread, the rest by one.
 */
final class Patience {
  private static final long POLL_NANOS = 50_000_000;
  private static final long SHOW_NANOS = 100_000_000;

  private final Screen screen;
  private volatile boolean cancelled;

  Patience(Screen screen) {
    this.screen = screen;
  }

  /** Something that becomes true. */
  interface Condition {
    boolean holds() throws IOException;
  }

  /** Ends all waiting, now and from now on, with {@link CancellationException}. */
  void cancel() {
    cancelled = true;
  }

  /**
   * Waits until a condition holds.
   *
   * @param what what is waited for, for the reader
   * @return false if it does not hold when {@code limit} has passed
   * @throws CancellationException if the demonstration is cancelled
   */
  boolean await(String what, Duration limit, Condition condition) throws IOException {
    return waitUntil(what, limit, condition, true);
  }

  private boolean waitUntil(String what, Duration limit, Condition condition, boolean shown)
      throws IOException {
    long startNanos = System.nanoTime();
    long shownNanos = startNanos - SHOW_NANOS;
    try {
      while (true) {
        goOn();
        if (condition.holds()) {
          return true;
        }
        long now = System.nanoTime();
        if (now - startNanos > limit.toNanos()) {
          return false;
        }
        if (shown && now - shownNanos >= SHOW_NANOS) {
          screen.waiting(what, Duration.ofNanos(now - startNanos));
          shownNanos = now;
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    } finally {
      screen.waited();
    }
  }

  /** Lets time pass. */
  void watch(String what, Duration time) throws IOException {
    waitUntil(what, time, () -> false, screen.isLive());
  }

  /**
   * Returns if the demonstration goes on.
   *
   * @throws CancellationException if not
   */
  void goOn() {
    if (cancelled) {
      throw new CancellationException();
    }
  }
}
