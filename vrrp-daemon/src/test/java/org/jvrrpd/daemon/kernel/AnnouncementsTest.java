package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.concurrent.DefaultEventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.SystemCallException;

/** The pacing on a real event loop; the wire is {@link GratuitousArpTest}'s. */
class AnnouncementsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration DELAY = Duration.ofMillis(100);
  private static final IpAddress VIP = IpAddress.ofIpv4(0xc000020a);
  private static final Link LINK = new Link(2, "eth0", true, new MacAddress(2), 1500);

  private final DefaultEventExecutor loop = new DefaultEventExecutor();
  private final List<IpAddress> wire = new CopyOnWriteArrayList<>();
  private final List<SystemCallException> failures = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void firstBurstIsOutBeforeStartReturns() {
    Announcements announcements = announcements((link, vip) -> wire.add(vip));
    onLoop(
        () -> {
          announcements.start(LINK, List.of(VIP));
          assertThat(wire).hasSize(5);
        });
    await().atMost(PATIENCE).until(() -> wire.size() == 10);
    onLoop(() -> assertThat(announcements.sent()).isEqualTo(10));
  }

  @Test
  void whatIsQueuedIsDroppedOnCancel() {
    Announcements announcements = announcements((link, vip) -> wire.add(vip));
    onLoop(() -> announcements.start(LINK, List.of(VIP)));
    onLoop(announcements::cancel);
    awaitPast(DELAY.multipliedBy(2));
    assertThat(wire).hasSize(5);
  }

  @Test
  void newStartReplacesWhatIsQueued() {
    Announcements announcements = announcements((link, vip) -> wire.add(vip));
    onLoop(() -> announcements.start(LINK, List.of(VIP)));
    onLoop(() -> announcements.start(LINK, List.of(VIP)));
    awaitPast(DELAY.multipliedBy(3));
    assertThat(wire).hasSize(15);
  }

  @Test
  void manyAddressesLeaveTheLoopTimeForOtherWork() {
    List<IpAddress> addresses = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      addresses.add(IpAddress.ofIpv4(0xc6336400 + i));
    }
    Announcements announcements = announcements((link, vip) -> wire.add(vip));
    onLoop(
        () -> {
          announcements.start(LINK, addresses);
          assertThat(wire).hasSize(Announcements.MAX_PER_TURN);
        });
    await().atMost(PATIENCE).until(() -> wire.size() == 1_000);
    assertThat(wire.subList(0, 100)).isEqualTo(addresses);
  }

  @Test
  void manyRoutersHaveAllAnnouncedThemselvesBeforeMostDoSoAgain() {
    AnnouncementTurns turns = new AnnouncementTurns(loop);
    AnnouncementPlan plan = new AnnouncementPlan(5, Duration.ZERO, 0);
    int routers = 1_000;
    onLoop(
        () -> {
          for (int i = 0; i < routers; i++) {
            new Announcements(
                    loop,
                    (link, vip) -> wire.add(vip),
                    plan,
                    AnnouncementPace.none(),
                    turns,
                    failures::add)
                .start(LINK, List.of(IpAddress.ofIpv4(0xc6330000 + i)));
          }
        });
    await().atMost(PATIENCE).until(() -> wire.size() == 5 * routers);
    assertThat(wire.subList(0, routers + AnnouncementTurns.FRAMES).stream().distinct())
        .hasSize(routers);
  }

  @Test
  void fullQueueIsTriedAgain() {
    List<IpAddress> attempts = new CopyOnWriteArrayList<>();
    Announcements announcements =
        announcements(
            (link, vip) -> {
              attempts.add(vip);
              return attempts.size() > 3 && wire.add(vip);
            });
    onLoop(() -> announcements.start(LINK, List.of(VIP)));
    await().atMost(PATIENCE).until(() -> wire.size() == 10);
    onLoop(() -> assertThat(announcements.dropped()).isZero());
  }

  @Test
  void queueThatStaysFullIsGivenUp() {
    Announcements announcements = announcements((link, vip) -> false);
    onLoop(() -> announcements.start(LINK, List.of(VIP)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> onLoop(() -> assertThat(announcements.dropped()).isEqualTo(2)));
    assertThat(failures).isEmpty();
  }

  @Test
  void failureIsToldOnceForEachBurst() {
    Announcements announcements =
        announcements(
            (link, vip) -> {
              throw new SystemCallException("announcing", Errno.ENETDOWN.number());
            });
    onLoop(() -> announcements.start(LINK, List.of(VIP)));
    await().atMost(PATIENCE).until(() -> failures.size() == 2);
    awaitPast(DELAY);
    assertThat(failures).hasSize(2);
  }

  private Announcements announcements(Announcer announcer) {
    AnnouncementPlan plan = new AnnouncementPlan(5, DELAY, 5);
    return new Announcements(loop, announcer, plan, failures::add);
  }

  private void onLoop(Runnable task) {
    loop.submit(task).syncUninterruptibly();
  }

  /** Waits on the loop's own clock: what was due until then has run before this returns. */
  private void awaitPast(Duration duration) {
    loop.schedule(() -> {}, duration.toNanos(), TimeUnit.NANOSECONDS).syncUninterruptibly();
  }
}
