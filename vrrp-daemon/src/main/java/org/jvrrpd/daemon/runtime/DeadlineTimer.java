package org.jvrrpd.daemon.runtime;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wakes somebody no later than a deadline that moves. One that is armed for an earlier time than
 * needed stays: it fires, finds nothing due and is armed anew. So a backup, whose deadline moves
 * with every advertisement, arms once in a down interval. Event loop only.
 */
final class DeadlineTimer {
  private final EventExecutor loop;
  private final Clock clock;
  private final Runnable wake;
  private @Nullable ScheduledFuture<?> timer;
  private long timerAt;

  /** One that is not armed. */
  DeadlineTimer(EventExecutor loop, Clock clock, Runnable wake) {
    this.loop = loop;
    this.clock = clock;
    this.wake = wake;
  }

  /** Sees to it that somebody is woken by then; empty: nothing needs to be seen to. */
  void arm(OptionalLong deadline) {
    if (deadline.isEmpty() || (timer != null && timerAt <= deadline.getAsLong())) {
      return;
    }
    cancel();
    timerAt = deadline.getAsLong();
    timer = loop.schedule(wake, Math.max(0, timerAt - clock.nanos()), TimeUnit.NANOSECONDS);
  }

  /** What was armed does not fire any more. */
  void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
