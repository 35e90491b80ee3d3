package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;

/** Somebody else's hands on the holder's addresses. */
class VipDeletedTest {

  @Scenario
  void aVipThatIsDeletedByHandComesBackAnnouncedAndNoStateChanges(Stage stage) throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    String logBefore = server1.log();

    Instant deleted = Instant.now();
    server1.host().run("ip", "addr", "del", cluster.plan().vipCidr(), "dev", "eth0");

    await("the VIP is back and announced")
        .atMost(Duration.ofMillis(1_050))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                server1.holdsVip()
                    && cluster.announcementsOf(server1).stream()
                        .anyMatch(seen -> seen.at().isAfter(deleted)));
    cluster.staysHolder(server1, Duration.ofSeconds(4));
    assertThat(server1.log().substring(logBefore.length())).doesNotContain("Entering");
    assertThat(cluster.node("server2").log()).doesNotContain("Entering MASTER STATE");
    assertThat(cluster.advertisementsOf(server1))
        .allSatisfy(seen -> assertThat(seen.priority()).isEqualTo(100));
  }

  /**
   * The kernel refuses an address whose scope is wider than that of the subnet's first one
   * (net/ipv4/devinet.c, "Invalid scope value"), so a node whose own address has the scope {@code
   * site} cannot install the VIP.
   */
  @Scenario
  void aNodeThatCannotInstallTheVipResignsAndSaysWhy(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllersFarApart());
    Node server1 = cluster.node("server1");
    String own = server1.controller().cidr();
    server1.host().run("ip", "addr", "del", own, "dev", "eth0");
    server1.host().run("ip", "addr", "add", own, "dev", "eth0", "scope", "site");

    for (Node node : cluster.nodes()) {
      node.launch(List.of());
    }
    server1.awaitLog("Entering FAULT STATE");
    cluster.awaitHolder(cluster.node("server2"));

    assertThat(cluster.advertisementsOf(server1).getLast().priority()).isZero();
    assertThat(cluster.announcementsOf(server1)).isEmpty();
    assertThat(server1.status()).contains("FAULT").containsIgnoringCase("EINVAL");
    assertThat(server1.daemon().alive()).isTrue();
  }
}
