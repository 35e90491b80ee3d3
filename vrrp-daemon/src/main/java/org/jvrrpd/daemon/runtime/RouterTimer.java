package org.jvrrpd.daemon.runtime;

import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.router.VirtualRouter;

/**
 * Wakes an instance when its router's deadline has come, and says when a take-over seems to be a
 * few milliseconds away: a BACKUP whose master has been silent for nearly a down interval. Event
 * loop only.
 */
final class RouterTimer {
  /** Time for what {@link #nears} does, which took 1.5 ms where it was measured. */
  static final long AHEAD_NANOS = 5_000_000L;

  /**
   * So long before a BACKUP's deadline that is done once more, which took 0.6 ms then, and the rest
   * of the time is waited awake: a core that sleeps comes late, and has forgotten.
   */
  static final long AWAKE_NANOS = 1_500_000L;

  private final Clock clock;
  private final VirtualRouter router;
  private final LongConsumer due;
  private final LongPredicate nears;
  private final Deadlines.Deadline timer;

  /**
   * A timer that is not armed.
   *
   * @param due is told the time when the deadline has come
   * @param nears is told how many nanoseconds are left when a take-over seems near, and says
   *     whether it is worth waiting for awake: not while the work of another one waits for the loop
   */
  RouterTimer(
      Deadlines deadlines,
      Clock clock,
      VirtualRouter router,
      LongConsumer due,
      LongPredicate nears) {
    this.clock = clock;
    this.router = router;
    this.due = due;
    this.nears = nears;
    this.timer = deadlines.add(this::woken);
  }

  /** Goes by the router's deadline as it is now. */
  void arm() {
    OptionalLong deadline = router.deadline();
    timer.arm(
        deadline.isPresent() && router.state() instanceof State.Backup
            ? OptionalLong.of(turnBefore(deadline.getAsLong()))
            : deadline);
  }

  private long turnBefore(long deadline) {
    long left = deadline - clock.nanos();
    if (left > AHEAD_NANOS) {
      return deadline - AHEAD_NANOS;
    }
    return left > AWAKE_NANOS ? deadline - AWAKE_NANOS : deadline;
  }

  /** Wakes nobody any more. */
  void cancel() {
    timer.cancel();
  }

  private long woken(long wokenAt) {
    OptionalLong deadline = router.deadline();
    if (deadline.isEmpty()) {
      return wokenAt;
    }
    long at = deadline.getAsLong();
    long now = router.state() instanceof State.Backup ? awaitIfNear(at, wokenAt) : wokenAt;
    if (at - now <= 0) {
      due.accept(now);
    } else {
      arm();
    }
    return now;
  }

  /**
   * Uses the time before a deadline that is near, and waits for one that is very near.
   *
   * @return what time it is then. Of a deadline that has come meanwhile, the deadline itself, so
   *     that those who share one stay together; but not where this process seems to have been
   *     stalled, which the router has to see.
   */
  private long awaitIfNear(long deadline, long wokenAt) {
    long now = wokenAt;
    long left = deadline - now;
    if (left > 0 && left <= AHEAD_NANOS && nears.test(left)) {
      now = clock.nanos();
      if (deadline - now > 0 && deadline - now <= AWAKE_NANOS) {
        now = awaitAwake(deadline);
      }
    }
    boolean meanwhile = deadline - wokenAt > 0 && deadline - now <= 0;
    return meanwhile && now - deadline <= AHEAD_NANOS ? deadline : now;
  }

  /** Until the deadline; no longer than it can take, whatever the clock does. */
  private long awaitAwake(long deadline) {
    long limit = System.nanoTime() + AWAKE_NANOS;
    long now = clock.nanos();
    while (deadline - now > 0 && limit - System.nanoTime() > 0) {
      Thread.onSpinWait();
      now = clock.nanos();
    }
    return now;
  }
}
