package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Dialect;
import org.jvrrpd.conformance.harness.Jvrrpd;
import org.jvrrpd.conformance.harness.Keepalived;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.lab.wire.Advertisement;
import org.jvrrpd.lab.wire.Announcement;

/** More than one VIP in one virtual router. */
class SeveralVipsTest {
  /** Five at once for each, the first of all before the second of any. */
  private static final int ANNOUNCEMENTS = 5;

  private static List<String> held(Node node, List<String> vips) throws IOException {
    List<String> held = new ArrayList<>();
    for (String vip : vips) {
      if (node.host().holds(vip)) {
        held.add(vip);
      }
    }
    return held;
  }

  private static void awaitAll(Node holder, Node other, List<String> vips) {
    await(holder.name() + " has all, " + other.name() + " none")
        .atMost(Cluster.ELECTION_LIMIT)
        .until(() -> held(holder, vips).equals(vips) && held(other, vips).isEmpty());
  }

  @Scenario
  void theyMoveTogetherBetweenUsAndKeepalivedAndAreAnnouncedInTurn(Stage stage) throws Exception {
    ClusterPlan plan =
        ClusterPlan.threeControllersFarApart()
            .speaking(Dialect.version3(20))
            .withMoreVips("192.0.2.98/32", "192.0.2.99/24", "198.51.100.7/24");
    ClusterPlan two = plan.withControllers(plan.controllers().subList(0, 2));
    Cluster cluster = stage.mixedCluster("server2", new Keepalived(), new Jvrrpd(), two).elect();
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    List<String> vips = two.vips();
    awaitAll(server1, server2, vips);
    assertThat(addressesIn(cluster.advertisementsOf(server1).getLast())).isEqualTo(vips);
    List<String> announced =
        cluster.recording().announcements().stream()
            .filter(seen -> vips.contains(seen.address()))
            .map(Announcement::address)
            .limit((long) ANNOUNCEMENTS * vips.size())
            .toList();
    List<String> inTurn = new ArrayList<>();
    for (int i = 0; i < ANNOUNCEMENTS; i++) {
      inTurn.addAll(vips);
    }
    assertThat(announced).isEqualTo(inTurn);
    assertThat(server1.status()).contains("198.51.100.7/24", "192.0.2.98/32");

    Instant deleted = Instant.now();
    server1.host().run("ip", "addr", "del", "198.51.100.7/24", "dev", "eth0");
    cluster.awaitAnnouncement(server1, deleted);
    awaitAll(server1, server2, vips);

    assertThat(server1.terminate()).isZero();
    awaitAll(server2, server1, vips);
    server1.start();
    awaitAll(server1, server2, vips);
    assertThat(server1.log()).doesNotContain("are not ours");
    assertThat(server2.log()).doesNotContain("not present in advert", "VIPs but received");
  }

  private static List<String> addressesIn(Advertisement seen) {
    List<String> addresses = new ArrayList<>();
    for (int at = 8; at < seen.message().limit(); at += 4) {
      addresses.add(
          "%d.%d.%d.%d"
              .formatted(
                  seen.message().get(at) & 0xff,
                  seen.message().get(at + 1) & 0xff,
                  seen.message().get(at + 2) & 0xff,
                  seen.message().get(at + 3) & 0xff));
    }
    return addresses;
  }

  /** The kernel refuses one of two (see VipDeletedTest), and half a virtual router is none. */
  @Scenario
  void aNodeThatCannotInstallOneOfThemResignsAndHoldsNone(Stage stage) throws Exception {
    ClusterPlan plan =
        ClusterPlan.threeControllersFarApart()
            .speaking(Dialect.version3(20))
            .withMoreVips("198.51.100.7/24");
    ClusterPlan two = plan.withControllers(plan.controllers().subList(0, 2));
    Cluster cluster = stage.cluster(two);
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    server1.host().run("ip", "addr", "del", server1.controller().cidr(), "dev", "eth0");
    server1
        .host()
        .run("ip", "addr", "add", server1.controller().cidr(), "dev", "eth0", "scope", "site");
    server1.launch(List.of());
    server2.launch(List.of());
    server1.awaitLog("Entering FAULT STATE");
    awaitAll(server2, server1, two.vips());
    await("nothing of it stays")
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(3))
        .until(() -> held(server1, two.vips()).isEmpty());
    assertThat(server1.status()).contains("adding 192.0.2.100/24 to eth0");
  }
}
