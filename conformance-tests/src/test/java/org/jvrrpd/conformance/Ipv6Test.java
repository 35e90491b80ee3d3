package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.DaemonKind;
import org.jvrrpd.conformance.harness.Jvrrpd;
import org.jvrrpd.conformance.harness.Keepalived;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.conformance.harness.TakeOver;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.AdvertisementDecoder;
import org.jvrrpd.core.packet.Decoded;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.wire.Advertisement;

/** A VIP of IPv6 among controllers whose own addresses in the file are of IPv4. */
class Ipv6Test {
  private static final Duration TO_SPARE = Duration.ofSeconds(1);

  /** How much earlier than the protocol's bound a time stamp may make it look. */
  private static final Duration STAMPING = Duration.ofMillis(5);

  private static ClusterPlan plan(int intervalCentis) {
    return ClusterPlan.threeControllersFarApart().withIpv6Vip(intervalCentis);
  }

  private static void giveClientAnAddress(Cluster cluster) throws Exception {
    cluster.client().run("ip", "addr", "add", "2001:db8::1/64", "dev", "eth0", "nodad");
  }

  @Scenario
  void theHolderSpeaksAndHoldsAsTheProtocolDemands(Stage stage) throws Exception {
    ClusterPlan plan = plan(20);
    Cluster cluster = stage.cluster(plan).elect();
    giveClientAnAddress(cluster);
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    Advertisement seen = cluster.advertisementsOf(server1).getLast();
    assertThat(seen.source()).startsWith("fe80::");
    assertThat(seen.destination()).isEqualTo("ff02::12");
    assertThat(seen.ttl()).as("hop limit").isEqualTo(255);
    assertThat(seen.tos()).as("internetwork control").isEqualTo(0xC0);
    assertThat(addressesIn(seen)).containsExactly(address(plan.vip()));
    assertThat(server1.host().look("ip", "-6", "addr", "show", "dev", "eth0"))
        .contains("inet6 2001:db8::100/64 scope global nodad dynamic")
        .doesNotContain("tentative");
    assertThat(cluster.client().reaches(plan.vip())).isTrue();
    assertThat(server1.log()).doesNotContain("is no controller");

    Instant deleted = Instant.now();
    server1.host().run("ip", "addr", "del", plan.vipCidr(), "dev", "eth0");
    cluster.awaitAnnouncement(server1, deleted);
    assertThat(server1.holdsVip()).isTrue();
    server2.host().run("ip", "addr", "add", plan.vipCidr(), "dev", "eth0", "nodad");
    await("the foreign VIP is removed")
        .atMost(Duration.ofSeconds(2))
        .until(() -> !server2.holdsVip());
    cluster.staysHolder(server1, Duration.ofSeconds(1));
    assertThat(server2.log()).contains("removing VIP").doesNotContain("Entering MASTER STATE");
  }

  @Scenario
  void aKilledHolderIsReplacedAndSoIsOneThatStopsAndTheOwnerTakesTheVipBack(Stage stage)
      throws Exception {
    Cluster cluster = stage.cluster(plan(100)).elect();
    giveClientAnAddress(cluster);
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    Node server3 = cluster.node("server3");
    Host client = cluster.client();
    assertThat(client.reaches(cluster.plan().vip())).isTrue();
    assertThat(client.neighbour(cluster.plan().vip())).contains(server1.host().macAddress());

    TakeOver takeOver = cluster.takeOverAfterKill(server1, server2);
    Duration bound = cluster.plan().downInterval(server2.controller());
    assertThat(takeOver.gap()).isBetween(bound.minus(STAMPING), bound.plus(TO_SPARE));
    assertThat(cluster.holdings().longestOverlap(takeOver.lastHeard().at())).isZero();
    awaitNeighbour(cluster, server2);
    assertThat(client.reaches(cluster.plan().vip())).isTrue();

    Instant stopped = Instant.now();
    assertThat(server2.terminate()).isZero();
    cluster.awaitAnnouncement(server3, stopped);
    Duration skew = cluster.plan().skew(server3.controller());
    assertThat(cluster.takeOver(server2, server3, stopped).gap())
        .isBetween(skew.minus(STAMPING), skew.plus(TO_SPARE));
    assertThat(cluster.advertisementsOf(server2).getLast().priority()).isZero();

    server1.start();
    cluster.awaitHolder(server1);
    awaitNeighbour(cluster, server1);
  }

  /** The client's cache follows without its asking again. */
  private static void awaitNeighbour(Cluster cluster, Node holder) throws Exception {
    String mac = holder.host().macAddress();
    await("the client's cache has " + holder.name())
        .atMost(Duration.ofSeconds(2))
        .until(
            () -> cluster.client().neighbour(cluster.plan().vip()).filter(mac::equals).isPresent());
  }

  @Scenario
  void keepalivedFollowsUsAndTakesOver(Stage stage) throws Exception {
    takesTurns(stage, new Jvrrpd(), new Keepalived());
  }

  @Scenario
  void weFollowKeepalivedAndTakeOver(Stage stage) throws Exception {
    takesTurns(stage, new Keepalived(), new Jvrrpd());
  }

  /**
   * keepalived 2.2.7 does not wait for duplicate address detection: it becomes MASTER and cannot
   * send ("send advert error 22"), and its neighbour becomes MASTER too.
   */
  private static void awaitLinkLocalAddresses(Cluster cluster) {
    for (Node node : cluster.nodes()) {
      await(node.name() + " has a link-local address")
          .atMost(Duration.ofSeconds(6))
          .until(
              () -> {
                String shown = node.host().look("ip", "-6", "addr", "show", "dev", "eth0");
                return shown.contains("fe80::") && !shown.contains("tentative");
              });
    }
  }

  /** One daemon holds the VIP, stops, is replaced by the other, and takes the VIP back. */
  private static void takesTurns(Stage stage, DaemonKind first, DaemonKind others)
      throws Exception {
    ClusterPlan all = plan(20);
    ClusterPlan two = all.withControllers(all.controllers().subList(0, 2));
    Cluster cluster = stage.mixedCluster("server1", first, others, two);
    awaitLinkLocalAddresses(cluster);
    cluster.elect();
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    Instant stopped = Instant.now();
    assertThat(server1.terminate()).isZero();
    cluster.awaitAnnouncement(server2, stopped);
    assertThat(cluster.takeOver(server1, server2, stopped).gap())
        .isLessThan(two.skew(server2.controller()).plus(TO_SPARE));
    Instant again = Instant.now();
    server1.start();
    cluster.awaitAnnouncement(server1, again);
    cluster.awaitHolder(server1);
    cluster.staysHolder(server1, Duration.ofSeconds(1));
    for (Node node : List.of(server1, server2)) {
      assertThat(cluster.advertisementsOf(node))
          .isNotEmpty()
          .allSatisfy(seen -> assertThat(addressesIn(seen)).containsExactly(address(two.vip())));
      assertThat(node.log()).doesNotContain("not present in advert", "not ours", "ignoring");
    }
  }

  /** The file does not say version 3, and the host's IPv6 is switched on later. */
  @Scenario
  void withoutALinkLocalAddressANodeIsInFaultUntilItHasOne(Stage stage) throws Exception {
    ClusterPlan all = plan(100);
    ClusterPlan one = all.withControllers(all.controllers().subList(0, 1));
    Cluster cluster = stage.cluster(one);
    Node server1 = cluster.node("server1");
    server1.host().run("sysctl", "-qw", "net.ipv6.conf.eth0.disable_ipv6=1");
    Path file = server1.directory().resolve("cluster.yaml");
    Files.writeString(file, one.yaml().replace("    version: 3\n", ""));
    List<String> command = Jvrrpd.run(file, server1.name(), server1.directory());
    Path log = stage.directory().resolve("server1.log");
    server1.host().start("server1's jvrrpd", log, Map.of(), command.toArray(String[]::new));
    await("status says what is missing")
        .atMost(Duration.ofSeconds(5))
        .ignoreExceptions()
        .until(() -> server1.status().contains("eth0 has no link-local IPv6 address"));
    assertThat(server1.status()).contains("\"state\":\"FAULT\"").contains("\"version\":3");

    server1.host().run("sysctl", "-qw", "net.ipv6.conf.eth0.disable_ipv6=0");
    await("the address can be used once nobody else has claimed it")
        .atMost(Duration.ofSeconds(6))
        .until(() -> server1.status().contains("\"state\":\"BACKUP\""));
    assertThat(Files.readString(log)).doesNotContain("EADDRNOTAVAIL");
  }

  private static List<IpAddress> addressesIn(Advertisement seen) {
    Envelope envelope =
        new Envelope(address(seen.source()), Envelope.group(AddressFamily.IPV6), seen.ttl());
    Decoded decoded = AdvertisementDecoder.decode(seen.message(), envelope);
    assertThat(decoded).as("with its pseudo-header").isInstanceOf(Decoded.Accepted.class);
    return ((Decoded.Accepted) decoded).advertisement().addresses();
  }

  private static IpAddress address(String literal) {
    return IpAddress.parse(literal).orElseThrow();
  }
}
