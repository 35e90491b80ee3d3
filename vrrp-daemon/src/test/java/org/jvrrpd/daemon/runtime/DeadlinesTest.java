package org.jvrrpd.daemon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.daemon.control.TimerStatus;
import org.jvrrpd.daemon.runtime.Deadlines.Deadline;

class DeadlinesTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final long MILLI = 1_000_000L;

  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final Clock clock = Clock.startingNow();
  private final Punctuality punctuality = new Punctuality(_ -> {});
  private final Deadlines deadlines = new Deadlines(loop, clock, punctuality);
  private final List<Long> times = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private void onLoop(Runnable work) {
    loop.submit(work).syncUninterruptibly();
  }

  private Deadline noting() {
    return add(times::add);
  }

  private Deadline add(LongConsumer wake) {
    return deadlines.add(
        now -> {
          wake.accept(now);
          return now;
        });
  }

  @Test
  void nobodyIsWokenBeforeItsTime() {
    long at = clock.nanos() + 20 * MILLI;
    onLoop(() -> noting().arm(OptionalLong.of(at)));
    await().atMost(LIMIT).until(() -> times.size() == 1);
    assertThat(times.getFirst()).isGreaterThanOrEqualTo(at);
  }

  @Test
  void everyWakeUpIsMeasuredAgainstWhatWasArmed() {
    onLoop(
        () -> {
          long now = clock.nanos();
          noting().arm(OptionalLong.of(now - 300_000 * MILLI));
          noting().arm(OptionalLong.of(now + 20 * MILLI));
        });
    await().atMost(LIMIT).until(() -> times.size() == 2);

    onLoop(
        () -> {
          TimerStatus status = punctuality.status(clock.nanos());
          assertThat(status.wakeUps()).isEqualTo(2);
          assertThat(status.worst()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
          assertThat(status.median()).isLessThan(status.worst());
        });
  }

  @Test
  void thoseWhoseTimeIsTheSameAreToldTheSameTimeAndStayTogether() {
    AtomicInteger rounds = new AtomicInteger();
    onLoop(
        () -> {
          long at = clock.nanos() + 10 * MILLI;
          for (int i = 0; i < 200; i++) {
            AtomicInteger left = new AtomicInteger(3);
            Deadline[] own = new Deadline[1];
            own[0] =
                add(
                    now -> {
                      times.add(now);
                      if (left.decrementAndGet() > 0) {
                        own[0].arm(OptionalLong.of(now + 10 * MILLI));
                      } else {
                        rounds.incrementAndGet();
                      }
                    });
            own[0].arm(OptionalLong.of(at));
          }
        });
    await().atMost(LIMIT).until(() -> rounds.get() == 200);
    assertThat(times).hasSize(600);
    assertThat(times.stream().distinct()).hasSize(3);
  }

  @Test
  void whoWaitsWhileItIsWokenMovesTheTimeForThoseAfterIt() {
    onLoop(
        () -> {
          long at = clock.nanos() + 10 * MILLI;
          var waiting =
              deadlines.add(
                  now -> {
                    times.add(now);
                    return now + 3 * MILLI;
                  });
          waiting.arm(OptionalLong.of(at));
          noting().arm(OptionalLong.of(at + MILLI / 1_000));
        });
    await().atMost(LIMIT).until(() -> times.size() == 2);
    assertThat(times.getLast()).isEqualTo(times.getFirst() + 3 * MILLI);
  }

  /** As by SIGSTOP: what those after it do must not be judged by the time before. */
  @Test
  void whoIsWokenAfterTheProcessWasStoppedIsToldThePresentTime() {
    long stopped = 80 * MILLI;
    onLoop(
        () -> {
          long at = clock.nanos() + 10 * MILLI;
          add(now -> {
                times.add(now);
                LockSupport.parkNanos(stopped);
              })
              .arm(OptionalLong.of(at));
          noting().arm(OptionalLong.of(at));
        });
    await().atMost(LIMIT).until(() -> times.size() == 2);
    assertThat(times.getLast() - times.getFirst()).isGreaterThan(stopped / 2);
  }

  @Test
  void anEarlierDeadlineGoesBeforeALaterOneThatWasArmedBefore() {
    List<String> order = new CopyOnWriteArrayList<>();
    onLoop(
        () -> {
          long now = clock.nanos();
          add(_ -> order.add("later")).arm(OptionalLong.of(now + 40 * MILLI));
          add(_ -> order.add("earlier")).arm(OptionalLong.of(now + 10 * MILLI));
        });
    await().atMost(LIMIT).until(() -> order.size() == 2);
    assertThat(order).containsExactly("earlier", "later");
  }

  @Test
  void oneThatWasCancelledWakesNobody() {
    onLoop(
        () -> {
          long now = clock.nanos();
          Deadline cancelled = add(_ -> times.add(-1L));
          cancelled.arm(OptionalLong.of(now + 5 * MILLI));
          cancelled.cancel();
          noting().arm(OptionalLong.of(now + 30 * MILLI));
        });
    await().atMost(LIMIT).until(() -> !times.isEmpty());
    assertThat(times).doesNotContain(-1L);
  }

  @Test
  void oneWakeUpOfManyLeavesTheLoopToOthersInBetween() {
    List<String> order = new CopyOnWriteArrayList<>();
    onLoop(
        () -> {
          long at = clock.nanos();
          for (int i = 0; i < 1_000; i++) {
            add(_ -> order.add("woken")).arm(OptionalLong.of(at));
          }
          var _ = loop.schedule(() -> order.add("other"), 0, TimeUnit.NANOSECONDS);
        });
    await().atMost(LIMIT).until(() -> order.size() == 1_001);
    assertThat(order.indexOf("other")).isLessThan(1_000);
  }

  /** Otherwise nothing else on the loop would ever have its turn. */
  @Test
  void oneWhoseDeadlineHasAlwaysPassedLeavesTheLoopToOthers() {
    AtomicInteger woken = new AtomicInteger();
    Deadline[] own = new Deadline[1];
    onLoop(
        () -> {
          own[0] =
              add(
                  now -> {
                    woken.incrementAndGet();
                    own[0].arm(OptionalLong.of(now - 1));
                  });
          own[0].arm(OptionalLong.of(0));
        });
    await().atMost(LIMIT).until(() -> woken.get() > 3);
    onLoop(() -> own[0].cancel());
  }
}
