package org.jvrrpd.daemon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.router.VirtualRouter;

class RouterTimerTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Whoever waits awake comes to the end soon; whoever looks a few times does not. */
  private static final long TICK_NANOS = RouterTimer.AWAKE_NANOS / 300;

  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final Stoppable clock = new Stoppable();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<Long> times = new CopyOnWriteArrayList<>();
  private final Deadlines deadlines = new Deadlines(loop, clock, new Punctuality(_ -> {}));
  private final VirtualRouter router = router();
  private Runnable nears = () -> {};
  private final RouterTimer timer =
      new RouterTimer(
          deadlines,
          clock,
          router,
          now -> {
            events.add("due");
            times.add(now);
          },
          _ -> {
            events.add("nears");
            times.add(clock.nanos());
            nears.run();
            return true;
          });

  private static VirtualRouter router() {
    return new VirtualRouter(
        RouterSettings.of(
                "VI_1",
                ProtocolVersion.V3,
                51,
                IpAddress.ofIpv4(0xc0000201),
                List.of(IpAddress.ofIpv4(0xc000020a)))
            .intervalCentis(10)
            .build());
  }

  /** A clock that can stand still, or move on with each look at it and not by itself. */
  private static final class Stoppable implements Clock {
    private final Clock real = Clock.startingNow();
    private volatile OptionalLong stoppedAt = OptionalLong.empty();
    private volatile long tick;

    @Override
    public long nanos() {
      OptionalLong stopped = stoppedAt;
      if (stopped.isEmpty()) {
        return real.nanos();
      }
      if (tick != 0) {
        stoppedAt = OptionalLong.of(stopped.getAsLong() + tick);
      }
      return stopped.getAsLong();
    }

    @Override
    public Instant wall(long nanos) {
      return real.wall(nanos);
    }

    @Override
    public long systemNanos(long nanos) {
      return real.systemNanos(nanos);
    }
  }

  @AfterEach
  void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private void onLoop(Runnable work) {
    loop.submit(work).syncUninterruptibly();
  }

  @Test
  void aTakeOverIsSaidToBeNearBeforeItIsDueAndIsNeverEarly() {
    onLoop(
        () -> {
          router.on(new Input.Startup(), clock.nanos());
          timer.arm();
        });
    long deadline = router.deadline().orElseThrow();
    await().atMost(LIMIT).until(() -> events.contains("due"));
    assertThat(events).endsWith("due");
    assertThat(times.getLast()).isGreaterThanOrEqualTo(deadline);
    // A loop that was held up for 5 ms finds the deadline come already.
    assertThat(events.subList(0, events.size() - 1)).allMatch("nears"::equals);
  }

  @Test
  void aClockThatStandsStillJustBeforeTheDeadlineHoldsUpNobody() {
    onLoop(
        () -> {
          router.on(new Input.Startup(), 0);
          long deadline = router.deadline().orElseThrow();
          clock.stoppedAt = OptionalLong.of(deadline - 2 * RouterTimer.AWAKE_NANOS);
          timer.arm();
          clock.stoppedAt = OptionalLong.of(deadline - RouterTimer.AWAKE_NANOS / 2);
        });
    assertThat(loop.schedule(() -> {}, 50, TimeUnit.MILLISECONDS).awaitUninterruptibly(10_000))
        .isTrue();
    assertThat(events).doesNotContain("due");
    clock.stoppedAt = OptionalLong.of(router.deadline().orElseThrow());
    await().atMost(LIMIT).until(() -> events.contains("due"));
    assertThat(events).endsWith("due").containsOnlyOnce("due");
  }

  @Test
  void backupsThatShareADeadlineAreToldTheSameTime() {
    long deadline = startingAtZero().deadline().orElseThrow();
    onLoop(
        () -> {
          clock.stoppedAt = OptionalLong.of(deadline - 2 * RouterTimer.AWAKE_NANOS);
          for (int i = 0; i < 200; i++) {
            new RouterTimer(deadlines, clock, startingAtZero(), times::add, _ -> true).arm();
          }
          clock.stoppedAt = OptionalLong.of(deadline - RouterTimer.AWAKE_NANOS / 2);
          clock.tick = TICK_NANOS;
        });
    await().atMost(LIMIT).until(() -> times.size() == 200);
    assertThat(times).containsOnly(deadline);
  }

  /** Its announcement waits for the kernel thread, whose answer is work for the loop. */
  @Test
  void whoHasTakenOverDoesNotWaitForOthersThatAreAboutTo() {
    VirtualRouter first = startingAtZero();
    VirtualRouter later = router();
    later.on(new Input.Startup(), RouterTimer.AWAKE_NANOS / 2);
    onLoop(
        () -> {
          long deadline = first.deadline().orElseThrow();
          clock.stoppedAt = OptionalLong.of(deadline - 2 * RouterTimer.AWAKE_NANOS);
          new RouterTimer(
                  deadlines,
                  clock,
                  first,
                  _ -> {
                    events.add("first");
                    loop.execute(() -> events.add("work of the first"));
                  },
                  _ -> true)
              .arm();
          new RouterTimer(deadlines, clock, later, _ -> events.add("later"), _ -> false).arm();
          clock.stoppedAt = OptionalLong.of(deadline - RouterTimer.AWAKE_NANOS / 4);
          clock.tick = TICK_NANOS;
        });
    await().atMost(LIMIT).until(() -> events.contains("later"));
    assertThat(events).containsExactly("first", "work of the first", "later");
  }

  private static VirtualRouter startingAtZero() {
    VirtualRouter backup = router();
    backup.on(new Input.Startup(), 0);
    return backup;
  }

  /** The router may then be told what it was armed for. */
  @Test
  void aDeadlineThatComesDuringTheRehearsalWasMet() {
    assertThat(toldAfterRehearsalThatEnds(RouterTimer.AHEAD_NANOS / 2)).isZero();
  }

  @Test
  void aStallDuringTheRehearsalIsNotKeptFromTheRouter() {
    long stall = TimeUnit.SECONDS.toNanos(10);
    assertThat(toldAfterRehearsalThatEnds(stall)).isEqualTo(stall);
  }

  /**
   * Lets a rehearsal end so long after the deadline.
   *
   * @return how long after the deadline it is by what the router is told
   */
  private long toldAfterRehearsalThatEnds(long afterDeadline) {
    onLoop(
        () -> {
          router.on(new Input.Startup(), 0);
          long deadline = router.deadline().orElseThrow();
          nears = () -> clock.stoppedAt = OptionalLong.of(deadline + afterDeadline);
          clock.stoppedAt = OptionalLong.of(deadline - 2 * RouterTimer.AWAKE_NANOS);
          timer.arm();
          clock.stoppedAt = OptionalLong.of(deadline - RouterTimer.AWAKE_NANOS);
        });
    await().atMost(LIMIT).until(() -> events.contains("due"));
    assertThat(events).containsExactly("nears", "due");
    return times.getLast() - router.deadline().orElseThrow();
  }

  @Test
  void nothingIsDueOnceItWasCancelled() {
    onLoop(
        () -> {
          router.on(new Input.Startup(), clock.nanos());
          timer.arm();
          timer.cancel();
        });
    loop.schedule(() -> {}, 600, TimeUnit.MILLISECONDS).syncUninterruptibly();
    assertThat(events).isEmpty();
  }
}
