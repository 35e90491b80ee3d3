package org.jvrrpd.daemon.runtime;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.timing.DeadlineQueue;
import org.jvrrpd.core.timing.DeadlineQueue.Place;

/**
 * Wakes many, each no later than a deadline of its own that moves, with one timer of the loop. All
 * whose time has come are woken in one wake-up, up to 256 of them, and told the same time, so that
 * those who count their next deadline from it stay together: a thousand virtual routers that began
 * together wake the process once in an interval, and not a thousand times. Event loop only.
 */
final class Deadlines {
  /** In one wake-up; then sockets and other work have their turn. */
  private static final int MAX_PER_WAKE_UP = 256;

  /** No wake-up takes so long: this process was stopped in the middle of one. */
  private static final long STALE_NANOS = 50_000_000L;

  private final EventExecutor loop;
  private final Clock clock;
  private final Punctuality punctuality;
  private final DeadlineQueue<Deadline> queue = new DeadlineQueue<>();
  private @Nullable ScheduledFuture<?> timer;
  private long timerAt;
  private boolean waking;

  /**
   * Deadlines by this clock.
   *
   * @param punctuality is told of every wake-up
   */
  Deadlines(EventExecutor loop, Clock clock, Punctuality punctuality) {
    this.loop = loop;
    this.clock = clock;
    this.punctuality = punctuality;
  }

  /**
   * A deadline that is not armed.
   *
   * @param wake is told what time it is, no earlier than the deadline, and says what time it is for
   *     those who are woken after it: the same, or a later one that it has waited for
   */
  Deadline add(LongUnaryOperator wake) {
    return new Deadline(wake);
  }

  /**
   * A deadline of one. Where it is armed for an earlier time than needed it stays so: it wakes,
   * nothing is found due, and it is armed anew. So a backup, whose deadline moves with every
   * advertisement, arms once in a down interval.
   */
  final class Deadline {
    private final Place<Deadline> place = queue.enter(this);
    private final LongUnaryOperator wake;

    private Deadline(LongUnaryOperator wake) {
      this.wake = wake;
    }

    /** Sees to it that its owner is woken by then; empty: nothing needs to be seen to. */
    void arm(OptionalLong deadline) {
      if (deadline.isEmpty() || (place.isSet() && place.atNanos() - deadline.getAsLong() <= 0)) {
        return;
      }
      queue.set(place, deadline.getAsLong());
      if (!waking) {
        awaitEarliest();
      }
    }

    /** Its owner is not woken any more. */
    void cancel() {
      queue.unset(place);
    }
  }

  /** One that is armed too early finds nothing due, which costs less than to move it each time. */
  private void awaitEarliest() {
    Place<Deadline> earliest = queue.earliest();
    if (earliest == null || (timer != null && timerAt - earliest.atNanos() <= 0)) {
      return;
    }
    if (timer != null) {
      timer.cancel(false);
    }
    timerAt = earliest.atNanos();
    timer =
        loop.schedule(this::wakeDue, Math.max(0, timerAt - clock.nanos()), TimeUnit.NANOSECONDS);
  }

  private void wakeDue() {
    timer = null;
    waking = true;
    try {
      long now = clock.nanos();
      // Whoever arms itself for a time that has passed has its next turn after other work, too.
      for (int turns = Math.min(queue.size(), MAX_PER_WAKE_UP); turns > 0; turns--) {
        Place<Deadline> due = queue.takeDue(now);
        if (due == null || clock.nanos() - now > STALE_NANOS) {
          now = clock.nanos();
        }
        if (due == null) {
          due = queue.takeDue(now);
        }
        if (due == null) {
          break;
        }
        punctuality.woken(due.atNanos(), now);
        now = due.owner().wake.applyAsLong(now);
      }
    } finally {
      waking = false;
      awaitEarliest();
    }
  }
}
