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
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.IpAddress;

/** A monitor on a real event loop hears what {@code ip} does to links of this run's namespace. */
class NetlinkMonitorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Promptness ORDINARY = new Promptness(Scheduling.ORDINARY, false);

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final IoEventLoop loop = group.next();
  private final VethPair veth = new VethPair();
  private final Events events = new Events();
  private NetlinkMonitor monitor;

  @BeforeEach
  void open() throws IOException {
    Ip.run("addr add 192.0.2.1/24 dev " + veth.name());
    monitor = NetlinkMonitor.open(loop, events);
  }

  @AfterEach
  void close() {
    monitor.close();
    veth.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void startKnowsEverythingAndReportsNothing() {
    assertThat(onLoop(() -> monitor.link(veth.name()))).hasValue(veth.link());
    assertThat(onLoop(() -> monitor.links())).extracting(Link::name).contains("lo", veth.peer());
    assertThat(onLoop(() -> monitor.addresses(veth.link().index())))
        .anySatisfy(address -> assertThat(address.address()).hasToString("192.0.2.1"));
    assertThat(events.all()).noneMatch(event -> event.contains("192.0.2.1/24"));
  }

  @Test
  void cablePulledAndPluggedInAgainIsSeen() {
    Ip.run("link set " + veth.peer() + " down");
    events.awaitOne("changed " + veth.name() + " down");
    Ip.run("link set " + veth.peer() + " up");
    events.awaitOne("changed " + veth.name() + " up");
  }

  @Test
  void renamedLinkKeepsItsIndex() {
    Link before = veth.link();
    String renamed = "renamed" + before.index();
    Ip.run("link set " + veth.name() + " name " + renamed);
    events.awaitOne("changed " + renamed + " up");
    assertThat(onLoop(() -> monitor.link(renamed))).get().returns(before.index(), Link::index);
    assertThat(onLoop(() -> monitor.link(veth.name()))).isEmpty();
    Ip.run("link set " + renamed + " name " + veth.name());
  }

  @Test
  void removedLinkTakesItsAddressesWithIt() {
    try (VethPair another = new VethPair()) {
      Ip.run("addr add 198.51.100.1/24 dev " + another.name());
      events.awaitOne("added 198.51.100.1/24");
      Ip.run("link delete " + another.name());
      events.awaitOne("removed link " + another.name());
      assertThat(events.all())
          .containsSubsequence("removed 198.51.100.1/24", "removed link " + another.name());
      assertThat(onLoop(() -> monitor.link(another.name()))).isEmpty();
      Ip.run("link add " + another.name() + " type veth peer name " + another.peer());
      events.awaitOne("changed " + another.name() + " down");
    }
  }

  @Test
  void leavingABridgeIsNotTheEndOfALink() {
    Ip.run("link add brtest type bridge");
    try {
      Ip.run("link set " + veth.peer() + " master brtest");
      Ip.run("link set " + veth.peer() + " nomaster");
      Ip.run("addr add 198.51.100.9/24 dev " + veth.name());
      events.awaitOne("added 198.51.100.9/24");
      assertThat(events.all()).doesNotContain("removed link " + veth.peer());
      assertThat(onLoop(() -> monitor.link(veth.peer()))).isPresent();
    } finally {
      Ip.run("link delete brtest");
    }
  }

  @Test
  void addressesComeAndGo() {
    Ip.run("addr add 192.0.2.10/24 dev " + veth.name());
    events.awaitOne("added 192.0.2.10/24");
    Ip.run("addr del 192.0.2.10/24 dev " + veth.name());
    events.awaitOne("removed 192.0.2.10/24");
    Ip.run("-6 addr add 2001:db8::10/64 dev " + veth.name() + " nodad");
    events.awaitOne("added 2001:db8::10/64");
  }

  @Test
  void renewalIsNeitherAnAdditionNorARemoval() throws IOException {
    Link link = veth.link();
    AddressRequest vip = new AddressRequest(IpAddress.ofIpv4(0xc000020a), 24);
    try (AddressWriter writer = AddressWriter.open(loop, ORDINARY)) {
      for (int seconds = 30; seconds < 80; seconds++) {
        writer.install(link, List.of(vip), OptionalInt.of(seconds), events::outcome);
        events.awaitOutcomes(seconds - 29);
      }
    }
    Ip.run("addr add 192.0.2.99/24 dev " + veth.name());
    events.awaitOne("added 192.0.2.99/24");
    assertThat(events.all()).filteredOn(event -> event.contains("192.0.2.10/24")).hasSize(1);
    assertThat(onLoop(() -> monitor.addresses(link.index())))
        .filteredOn(address -> address.address().equals(vip.address()))
        .singleElement()
        .extracting(address -> address.validLifetimeSeconds().isPresent())
        .isEqualTo(true);
  }

  /** What a queue of two notifications would have lost was never put into it. */
  @Test
  void renewalsOfOursAreNotEvenQueued() throws IOException {
    Link link = veth.link();
    AddressRequest vip = new AddressRequest(IpAddress.ofIpv4(0xc000020a), 24);
    Events heard = new Events();
    try (NetlinkMonitor small = NetlinkMonitor.open(loop, heard, 1)) {
      CompletableFuture<Void> held = new CompletableFuture<>();
      // Closing the writer waits until the kernel has done everything.
      try (AddressWriter writer = AddressWriter.open(loop, ORDINARY)) {
        writer.install(link, List.of(vip), OptionalInt.of(30), events::outcome);
        heard.awaitOne("added 192.0.2.10/24");
        // The kernel counts in hundredths of a second when an address was made and changed.
        await().pollDelay(Duration.ofMillis(30)).until(() -> true);
        loop.execute(held::join);
        for (int seconds = 31; seconds < 331; seconds++) {
          writer.install(link, List.of(vip), OptionalInt.of(seconds), events::outcome);
        }
      }
      held.complete(null);
      events.awaitOutcomes(301);
      Ip.run("addr del 192.0.2.10/24 dev " + veth.name());
      heard.awaitOne("removed 192.0.2.10/24");
      assertThat(onLoop(small::overruns)).isZero();
    }
  }

  @Test
  void lostNotificationsAreMadeUpFor() throws IOException {
    Events overrunEvents = new Events();
    // The kernel's minimum is about 2 KiB: two notifications.
    try (NetlinkMonitor small = NetlinkMonitor.open(loop, overrunEvents, 1)) {
      Ip.run("addr add 203.0.113.1/32 dev " + veth.name());
      overrunEvents.awaitOne("added 203.0.113.1/32");
      CompletableFuture<Void> held = new CompletableFuture<>();
      loop.execute(held::join);
      List<String> changes = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        changes.add(
            "addr add 198.51." + (100 + i / 250) + "." + i % 250 + "/32 dev " + veth.name());
      }
      changes.add("addr del 203.0.113.1/32 dev " + veth.name());
      changes.add("link set " + veth.name() + " mtu 1400");
      Ip.batch(changes);
      held.complete(null);

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(prefixes(small)).isEqualTo(Ip.prefixes(veth.name()));
                assertThat(onLoop(() -> small.link(veth.name()))).hasValue(veth.link());
              });
      assertThat(onLoop(small::overruns)).isPositive();
      assertThat(overrunEvents.all()).contains("removed 203.0.113.1/32");
      assertThat(overrunEvents.all()).filteredOn(e -> e.startsWith("added 198.51.")).hasSize(2_000);

      Ip.run("addr add 203.0.113.2/32 dev " + veth.name());
      overrunEvents.awaitOne("added 203.0.113.2/32");
    }
  }

  @Test
  void floodLargerThanOneWakeUpIsReadToTheEnd() {
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < 3 * NetlinkMonitor.MAX_DATAGRAMS_PER_WAKEUP; i++) {
      changes.add("addr add 198.51." + (100 + i / 250) + "." + i % 250 + "/32 dev " + veth.name());
    }
    Ip.batch(changes);
    await().atMost(PATIENCE).until(() -> prefixes(monitor).equals(Ip.prefixes(veth.name())));
  }

  @Test
  void closedMonitorHearsNothingMore() {
    monitor.close();
    int before = events.all().size();
    Ip.run("addr add 192.0.2.20/24 dev " + veth.name());
    onLoop(() -> 0);
    assertThat(events.all()).hasSize(before);
    monitor.close();
  }

  @Test
  void endOfTheEventLoopClosesTheMonitor() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    monitor.close();
    assertThat(loop.isShutdown()).isTrue();
  }

  private SortedSet<String> prefixes(NetlinkMonitor of) {
    int index = veth.link().index();
    TreeSet<String> prefixes = new TreeSet<>();
    for (InterfaceAddress address : onLoop(() -> of.addresses(index))) {
      prefixes.add(address.address() + "/" + address.prefixLength());
    }
    return prefixes;
  }

  private <T> T onLoop(Callable<T> query) {
    return loop.submit(query).syncUninterruptibly().getNow();
  }

  /** Everything that the listener was told, in words. */
  private static final class Events implements NetlinkMonitor.Listener {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<String> outcomes = new CopyOnWriteArrayList<>();

    List<String> all() {
      return List.copyOf(events);
    }

    void awaitOne(String event) {
      await().atMost(PATIENCE).until(() -> events.contains(event));
    }

    void outcome(Object outcome) {
      outcomes.add(outcome.toString());
    }

    void awaitOutcomes(int count) {
      await()
          .pollInterval(Duration.ofMillis(2))
          .atMost(PATIENCE)
          .until(() -> outcomes.size() == count);
      assertThat(outcomes).containsOnly("Optional.empty");
    }

    @Override
    public void linkChanged(Link link) {
      events.add("changed " + link.name() + (link.up() ? " up" : " down"));
    }

    @Override
    public void linkRemoved(Link link) {
      events.add("removed link " + link.name());
    }

    @Override
    public void addressAdded(InterfaceAddress a) {
      events.add("added " + a.address() + "/" + a.prefixLength());
    }

    @Override
    public void addressRemoved(InterfaceAddress a) {
      events.add("removed " + a.address() + "/" + a.prefixLength());
    }
  }
}
