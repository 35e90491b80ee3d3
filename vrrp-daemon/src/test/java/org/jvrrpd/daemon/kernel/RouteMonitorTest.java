package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A monitor on a real event loop hears what {@code ip} does to routes of this run's namespace. */
class RouteMonitorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String OURS = "route add 198.51.100.0/24 via 192.0.2.9 proto 18";

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final IoEventLoop loop = group.next();
  private final VethPair veth = new VethPair();
  private final AtomicInteger calls = new AtomicInteger();
  private RouteMonitor monitor;

  @BeforeEach
  void open() throws IOException {
    Ip.run("addr add 192.0.2.1/24 dev " + veth.name());
    Ip.run("addr add 2001:db8::1/64 dev " + veth.name() + " nodad");
    Ip.run(OURS);
    monitor = open(1);
  }

  private RouteMonitor open(long intervalMillis) throws IOException {
    return RouteMonitor.open(
        loop, protocol -> protocol == 18, calls::incrementAndGet, intervalMillis);
  }

  @AfterEach
  void close() {
    monitor.close();
    veth.close();
    Ip.run("rule flush protocol 18");
    Ip.run("-6 rule flush protocol 18");
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void removedRoutesAndRulesOfBothFamiliesAreNoticed() {
    Ip.run("-6 route add 2001:db8:1::/48 via 2001:db8::9 proto 18");
    Ip.run("rule add from 192.0.2.0/24 lookup 100 preference 500 protocol 18");
    Ip.run("-6 rule add from 2001:db8::/32 lookup 100 preference 501 protocol 18");
    int expected = 0;
    for (String removal :
        List.of(
            "route del 198.51.100.0/24",
            "-6 route del 2001:db8:1::/48",
            "rule del preference 500",
            "-6 rule del preference 501")) {
      Ip.run(removal);
      awaitCalls(++expected);
    }
  }

  @Test
  void replacedRouteIsNoticed() {
    Ip.run("route replace 198.51.100.0/24 via 192.0.2.7 proto static");
    awaitCalls(1);
    Ip.run("route del 198.51.100.0/24");
  }

  @Test
  void whatOthersAddAndRemoveIsOfNoInterest() {
    Ip.run("route add 203.0.113.0/24 via 192.0.2.9 proto static");
    Ip.run("route del 203.0.113.0/24");
    Ip.run("rule add from 203.0.113.0/24 lookup 100 preference 502");
    Ip.run("rule del preference 502");
    Ip.run("addr add 203.0.113.1/24 dev " + veth.name());
    Ip.run("addr del 203.0.113.1/24 dev " + veth.name());
    // What follows is heard after what came before it.
    Ip.run("route del 198.51.100.0/24");
    awaitCalls(1);
    pass(5 * RouteMonitor.SETTLE_MILLIS);
    assertThat(calls).hasValue(1);
  }

  @Test
  void manyRemovalsAreOneNotice() throws IOException {
    monitor.close();
    monitor = open(60_000);
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      changes.add("route add 203.0.113." + i + "/32 via 192.0.2.9 proto 18");
    }
    Ip.batch(changes);
    Ip.run("route flush proto 18");
    awaitCalls(1);
    pass(5 * RouteMonitor.SETTLE_MILLIS);
    assertThat(calls).hasValue(1);
  }

  @Test
  void closedMonitorIsSilent() {
    monitor.close();
    Ip.run("route del 198.51.100.0/24");
    pass(3 * RouteMonitor.SETTLE_MILLIS);
    assertThat(calls).hasValue(0);
  }

  private void awaitCalls(int expected) {
    await().atMost(PATIENCE).until(() -> calls.get() >= expected);
  }

  /** Waits on the loop's own clock: what was due until then has run before this returns. */
  private void pass(long millis) {
    loop.schedule(() -> {}, millis, TimeUnit.MILLISECONDS).syncUninterruptibly();
  }
}
