package org.jvrrpd.daemon.kernel;

import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * Announces the addresses of one virtual router on the event loop, in the bursts of a plan. What is
 * queued is dropped by {@link #cancel} and replaced by {@link #start}. Confined to the event loop.
 *
 * <p>A burst begins within {@link #start} itself, but no more than {@link #MAX_PER_TURN} frames go
 * out before the loop may turn to other work, and repetitions wait for their turn among those of
 * other virtual routers ({@link AnnouncementTurns}). Frames for which the kernel has no room are
 * tried again after 10 ms, at most 100 times in a row.
 */
public final class Announcements {
  static final int MAX_PER_TURN = 64;
  static final int MAX_RETRIES = 100;
  private static final long RETRY_MILLIS = 10;

  private final EventExecutor loop;
  private final Announcer announcer;
  private final AnnouncementPlan plan;
  private final AnnouncementPace pace;
  private final AnnouncementTurns turns;
  private final Consumer<SystemCallException> failures;
  private @Nullable Run current;
  private long sent;
  private long dropped;

  /** Prepares to announce as fast as the links take it. */
  public Announcements(
      EventExecutor loop,
      Announcer announcer,
      AnnouncementPlan plan,
      Consumer<SystemCallException> failures) {
    this(loop, announcer, plan, AnnouncementPace.none(), new AnnouncementTurns(loop), failures);
  }

  /**
   * Prepares to announce.
   *
   * @param loop the event loop
   * @param announcer sends; stays the caller's
   * @param pace that of the interface, shared with the others who announce there
   * @param turns those of the loop, shared with all who announce
   * @param failures is told, once for each burst, why the rest of it was given up; a burst that
   *     only ever met a full queue is given up in silence and shows in {@link #dropped}
   */
  public Announcements(
      EventExecutor loop,
      Announcer announcer,
      AnnouncementPlan plan,
      AnnouncementPace pace,
      AnnouncementTurns turns,
      Consumer<SystemCallException> failures) {
    this.loop = loop;
    this.announcer = announcer;
    this.plan = plan;
    this.pace = pace;
    this.turns = turns;
    this.failures = failures;
  }

  /** Announces these addresses of {@code link} from now on, and nothing that was queued before. */
  public void start(Link link, List<IpAddress> addresses) {
    begin(link, new AnnouncementSchedule(plan, addresses, System.nanoTime()));
  }

  /** As {@link #start}, with the plan's numbers for a dispute. */
  public void startAfterDispute(Link link, List<IpAddress> addresses) {
    begin(link, AnnouncementSchedule.afterDispute(plan, addresses, System.nanoTime()));
  }

  private void begin(Link link, AnnouncementSchedule schedule) {
    cancel();
    Run run = new Run(link, schedule);
    current = run;
    run.turn();
  }

  /** Drops what is queued, refreshes too. */
  public void cancel() {
    if (current != null) {
      current.cancel();
      current = null;
    }
  }

  /** Frames sent so far. */
  public long sent() {
    return sent;
  }

  /** Bursts that were given up before their end. */
  public long dropped() {
    return dropped;
  }

  /** From one {@link #start} to its end or to the next. */
  private final class Run implements Runnable {
    private final Link link;
    private final AnnouncementSchedule schedule;
    private @Nullable Future<?> next;
    private boolean cancelled;
    private int retries;

    /** Whether a slot of the pace is ours, and when it begins. */
    private boolean booked;

    private long slot;

    Run(Link link, AnnouncementSchedule schedule) {
      this.link = link;
      this.schedule = schedule;
    }

    void cancel() {
      cancelled = true;
      if (next != null) {
        next.cancel(false);
      }
    }

    @Override
    public void run() {
      turn();
    }

    void turn() {
      for (int i = 0; i < MAX_PER_TURN && !cancelled; i++) {
        Optional<IpAddress> due = schedule.due(System.nanoTime());
        if (due.isEmpty()) {
          awaitNextBurst();
          return;
        }
        if (schedule.isRepetition() && !turns.hasRoom()) {
          turns.await(this);
          return;
        }
        if (!isItsTurn(due.get())) {
          return;
        }
        if (!announced(due.get())) {
          next = loop.schedule(this, RETRY_MILLIS, TimeUnit.MILLISECONDS);
          return;
        }
      }
      if (!cancelled) {
        next = loop.submit(this);
      }
    }

    /** False if it has to wait for the pace, and then comes back. */
    private boolean isItsTurn(IpAddress address) {
      AnnouncementPace.Slots slots = pace.of(address.family());
      long now = System.nanoTime();
      if (!booked) {
        booked = true;
        slot = slots.book(now);
      }
      long waitNanos = slots.waitNanos(slot, now);
      if (waitNanos > 0) {
        next = loop.schedule(this, waitNanos, TimeUnit.NANOSECONDS);
        return false;
      }
      return true;
    }

    /** False if it has to be tried again. */
    private boolean announced(IpAddress address) {
      try {
        if (announcer.announce(link, address)) {
          sent++;
          turns.sent();
          retries = 0;
          booked = false;
          pace.of(address.family()).sent(System.nanoTime());
          schedule.advance();
          return true;
        }
        if (++retries <= MAX_RETRIES) {
          return false;
        }
        giveUpBurst();
      } catch (SystemCallException e) {
        giveUpBurst();
        failures.accept(e);
      }
      return true;
    }

    private void giveUpBurst() {
      retries = 0;
      booked = false;
      dropped++;
      schedule.abandonBurst();
    }

    private void awaitNextBurst() {
      OptionalLong at = schedule.nextAtNanos();
      if (at.isPresent()) {
        long waitNanos = at.getAsLong() - System.nanoTime();
        next = loop.schedule(this, waitNanos, TimeUnit.NANOSECONDS);
      }
    }
  }
}
