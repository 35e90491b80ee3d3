package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.lab.wire.Advertisement;

/** SIGHUP: the configuration is read again. */
class ReloadTest {

  @Scenario
  void aBadConfigurationIsRefusedAndTheOldOneStays(Stage stage) throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    String logBefore = server1.log();

    Files.writeString(configuration(server1), "network:\n  vip:\n    address: 192.0.2.300\n");
    server1.daemon().signal("HUP");

    server1.awaitLog("the old one stays");
    assertThat(server1.log()).containsPattern("cluster.yaml:3:\\d+: error: network.vip.address");
    cluster.staysHolder(server1, Duration.ofSeconds(4));
    assertThat(server1.log().substring(logBefore.length())).doesNotContain("Entering");
    assertThat(longestGap(cluster, server1)).isLessThan(Duration.ofSeconds(2));
  }

  @Scenario
  void aChangedPriorityIsAppliedWithoutLeavingMaster(Stage stage) throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    String logBefore = server1.log();
    Instant before = Instant.now();

    Path file = configuration(server1);
    Files.writeString(file, Files.readString(file).replace("priority: 100", "priority: 95"));
    server1.daemon().signal("HUP");

    await("the new priority is advertised")
        .atMost(Duration.ofSeconds(3))
        .until(() -> cluster.advertisementsOf(server1).getLast().priority() == 95);
    cluster.staysHolder(server1, Duration.ofSeconds(4));
    assertThat(server1.log().substring(logBefore.length()))
        .contains("Changing effective priority from 100 to 95")
        .doesNotContain("Entering");
    assertThat(priorities(cluster, server1, before)).doesNotContain(0);
    assertThat(longestGap(cluster, server1)).isLessThan(Duration.ofSeconds(2));
  }

  @Scenario
  void anotherVipIsInstalledAndTheOldOneRemovedWithoutAnElection(Stage stage) throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    String logBefore = server1.log();

    for (Node node : cluster.nodes()) {
      Path file = configuration(node);
      Files.writeString(file, Files.readString(file).replace("192.0.2.100", "192.0.2.200"));
      node.daemon().signal("HUP");
    }

    await("the other VIP is there instead")
        .atMost(Duration.ofSeconds(3))
        .until(() -> server1.host().holds("192.0.2.200") && !server1.holdsVip());
    await("it answers")
        .atMost(Duration.ofSeconds(3))
        .until(() -> cluster.client().reaches("192.0.2.200"));
    assertThat(server1.log().substring(logBefore.length())).doesNotContain("Entering");
  }

  @Scenario
  void anotherVridIsAnotherRouterAndLeavesNothingOpen(Stage stage) throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    long before = descriptors(server1);
    Path file = configuration(server1);

    for (int vrid : List.of(61, 62, 63)) {
      Files.writeString(
          file,
          Files.readString(file).replaceAll("vrrp_router_id: \\d+", "vrrp_router_id: " + vrid));
      server1.daemon().signal("HUP");
      String wanted = "\"vrid\":" + vrid;
      await("VRID " + vrid + " listens")
          .atMost(Duration.ofSeconds(5))
          .until(() -> server1.status().replace(" ", "").contains(wanted));
    }

    await("as many descriptors as before")
        .atMost(Duration.ofSeconds(3))
        .until(() -> descriptors(server1) <= before);
    assertThat(server1.log()).doesNotContain("left-over");
  }

  /** Neither of the checks is run again before the end: what they found is handed on. */
  @Scenario
  void aSuccessorKnowsWhatTheChecksHaveFound(Stage stage) throws Exception {
    Cluster cluster =
        stage.cluster(
            ClusterPlan.threeControllers()
                .checking(
                    "{name: chk_there, file: {directory}/there, interval: 600, weight: -20}",
                    "{name: chk_gone, file: {directory}/gone, interval: 600, weight: -5}"));
    Node server1 = cluster.node("server1");
    Files.createFile(server1.directory().resolve("there"));
    server1.start();
    server1.awaitLog("VRRP_Script(chk_there) succeeded");
    server1.awaitLog("VRRP_Script(chk_gone) failed");

    Path file = configuration(server1);
    Files.writeString(
        file, Files.readString(file).replaceAll("vrrp_router_id: \\d+", "vrrp_router_id: 61"));
    server1.daemon().signal("HUP");

    await("the successor advertises")
        .atMost(Duration.ofSeconds(10))
        .until(() -> prioritiesOf(cluster, server1, 61).anyMatch(priority -> priority == 95));
    assertThat(prioritiesOf(cluster, server1, 61)).containsOnly(95);
  }

  private static IntStream prioritiesOf(Cluster cluster, Node node, int vrid) throws IOException {
    return cluster.advertisementsOf(node).stream()
        .filter(seen -> seen.vrid() == vrid)
        .mapToInt(Advertisement::priority);
  }

  private static long descriptors(Node node) throws IOException {
    try (var open = Files.list(Path.of("/proc/" + node.daemon().pid() + "/fd"))) {
      return open.count();
    }
  }

  private static Path configuration(Node node) {
    return node.directory().resolve("cluster.yaml");
  }

  private static List<Integer> priorities(Cluster cluster, Node node, Instant since)
      throws IOException {
    return cluster.advertisementsOf(node).stream()
        .filter(seen -> seen.at().isAfter(since))
        .map(Advertisement::priority)
        .toList();
  }

  private static Duration longestGap(Cluster cluster, Node node) throws IOException {
    return AdvertisementGaps.longest(cluster.advertisementsOf(node));
  }
}
