package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.concurrent.DefaultEventExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.IpAddress;

/** Refreshes and the pace on a real event loop: never too many, never too soon. */
class AnnouncementRefreshTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration INTERVAL = Duration.ofMillis(20);
  private static final IpAddress VIP = IpAddress.ofIpv4(0xc000020a);
  private static final IpAddress OTHER = IpAddress.ofIpv4(0xc000020b);
  private static final IpAddress VIP6 = IpAddress.ofIpv6(0x2001_0db8L << 32, 10);
  private static final Link LINK = new Link(2, "eth0", true, new MacAddress(2), 1500);

  private final DefaultEventExecutor loop = new DefaultEventExecutor();
  private final List<Sent> wire = new CopyOnWriteArrayList<>();

  private record Sent(IpAddress address, long atNanos) {}

  @AfterEach
  void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** keepalived 2.3.2 and later add one timer with each take-over. */
  @Test
  void refreshesDoNotMultiplyWithTakeOversAndDisputes() {
    Announcements announcements = announcements(refreshing(), AnnouncementPace.none());
    onLoop(
        () -> {
          for (int i = 0; i < 20; i++) {
            announcements.start(LINK, List.of(VIP));
            announcements.cancel();
            announcements.start(LINK, List.of(VIP));
            announcements.startAfterDispute(LINK, List.of(VIP));
          }
        });
    int before = wire.size();
    long began = System.nanoTime();
    await().atMost(PATIENCE).until(() -> wire.size() >= before + 10);
    int after = wire.size();
    long possible = (System.nanoTime() - began) / INTERVAL.toNanos() + 2;
    assertThat(after - before).isLessThanOrEqualTo((int) possible);
    onLoop(announcements::cancel);
  }

  @Test
  void noneFiresInALaterMastership() {
    Announcements announcements = announcements(refreshing(), AnnouncementPace.none());
    onLoop(() -> announcements.start(LINK, List.of(VIP)));
    await().atMost(PATIENCE).until(() -> count(VIP) >= 3);
    onLoop(announcements::cancel);
    long former = count(VIP);
    onLoop(() -> announcements.start(LINK, List.of(OTHER)));
    await().atMost(PATIENCE).until(() -> count(OTHER) >= 5);
    assertThat(count(VIP)).isEqualTo(former);
    onLoop(announcements::cancel);
  }

  @Test
  void thoseWhoShareAnInterfaceKeepItsPace() {
    AnnouncementPace pace = new AnnouncementPace(INTERVAL, Duration.ZERO);
    AnnouncementPlan plan = new AnnouncementPlan(4, Duration.ZERO, 0);
    Announcements one = announcements(plan, pace);
    Announcements two = announcements(plan, pace);
    onLoop(
        () -> {
          one.start(LINK, List.of(VIP));
          two.start(LINK, List.of(OTHER));
        });
    await().atMost(PATIENCE).until(() -> wire.size() == 8);
    assertThat(count(OTHER)).isEqualTo(4);
    for (int i = 1; i < wire.size(); i++) {
      assertThat(wire.get(i).atNanos - wire.get(i - 1).atNanos)
          .isGreaterThanOrEqualTo(INTERVAL.toNanos());
    }
  }

  @Test
  void eachFamilyHasItsOwnPace() {
    Announcements announcements =
        announcements(
            new AnnouncementPlan(3, Duration.ZERO, 0),
            new AnnouncementPace(Duration.ofHours(1), Duration.ZERO));
    onLoop(() -> announcements.start(LINK, List.of(VIP6)));
    assertThat(wire).hasSize(3);
    onLoop(() -> announcements.start(LINK, List.of(VIP)));
    assertThat(count(VIP)).isEqualTo(1);
    onLoop(announcements::cancel);
  }

  private static AnnouncementPlan refreshing() {
    return new AnnouncementPlan(1, Duration.ZERO, 0).withRefresh(INTERVAL, 1);
  }

  private long count(IpAddress address) {
    return wire.stream().filter(sent -> sent.address.equals(address)).count();
  }

  private Announcements announcements(AnnouncementPlan plan, AnnouncementPace pace) {
    return new Announcements(
        loop,
        (_, vip) -> wire.add(new Sent(vip, System.nanoTime())),
        plan,
        pace,
        new AnnouncementTurns(loop),
        e -> {
          throw new AssertionError(e);
        });
  }

  private void onLoop(Runnable task) {
    loop.submit(task).syncUninterruptibly();
  }
}
