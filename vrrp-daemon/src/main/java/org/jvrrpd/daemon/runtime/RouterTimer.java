package org.jvrrpd.daemon.runtime;

import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.router.VirtualRouter;

/**
 * Wakes an instance when its router's deadline has come, and says when a take-over seems to be a
 * few milliseconds away: a BACKUP whose master has been silent for nearly a down interval. Event
 * loop only.
 */
final class RouterTimer {
  /** Time for what {@link #nears} does, which took 2 ms where it was measured. */
  static final long AHEAD_NANOS = 5_000_000L;

  private final Clock clock;
  private final VirtualRouter router;
  private final LongConsumer due;
  private final Runnable nears;
  private final Deadlines.Deadline timer;

  /**
   * A timer that is not armed.
   *
   * @param due is told the time when the deadline has come
   * @param nears runs when a take-over seems near
   */
  RouterTimer(
      Deadlines deadlines, Clock clock, VirtualRouter router, LongConsumer due, Runnable nears) {
    this.clock = clock;
    this.router = router;
    this.due = due;
    this.nears = nears;
    this.timer = deadlines.add(this::woken);
  }

  /** Goes by the router's deadline as it is now. */
  void arm() {
    OptionalLong deadline = router.deadline();
    if (deadline.isPresent() && router.state() instanceof State.Backup) {
      long before = deadline.getAsLong() - AHEAD_NANOS;
      timer.arm(before - clock.nanos() > 0 ? OptionalLong.of(before) : deadline);
    } else {
      timer.arm(deadline);
    }
  }

  /** Wakes nobody any more. */
  void cancel() {
    timer.cancel();
  }

  private void woken(long now) {
    OptionalLong deadline = router.deadline();
    if (deadline.isEmpty()) {
      return;
    }
    long left = deadline.getAsLong() - now;
    if (left <= 0) {
      due.accept(now);
      return;
    }
    if (left <= AHEAD_NANOS && router.state() instanceof State.Backup) {
      nears.run();
    }
    arm();
  }
}
