package org.jvrrpd.daemon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.List;
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

  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final Clock clock = Clock.startingNow();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<Long> times = new CopyOnWriteArrayList<>();
  private final VirtualRouter router =
      new VirtualRouter(
          RouterSettings.of(
                  "VI_1",
                  ProtocolVersion.V3,
                  51,
                  IpAddress.ofIpv4(0xc0000201),
                  List.of(IpAddress.ofIpv4(0xc000020a)))
              .intervalCentis(10)
              .build());
  private final RouterTimer timer =
      new RouterTimer(
          new Deadlines(loop, clock, new Punctuality(_ -> {})),
          clock,
          router,
          now -> {
            events.add("due");
            times.add(now);
          },
          () -> {
            events.add("nears");
            times.add(clock.nanos());
          });

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
