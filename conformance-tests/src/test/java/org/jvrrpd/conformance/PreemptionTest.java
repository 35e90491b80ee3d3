package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;

/** A controller comes back. */
class PreemptionTest {

  @Scenario
  void theReturningOwnerTakesTheVipBackAfterItsDownInterval(Stage stage) throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    server1.terminate();
    cluster.awaitHolder(server2);

    Instant returning = Instant.now();
    server1.start();
    cluster.awaitHolder(server1);

    Instant first =
        cluster.announcementsOf(server1).stream()
            .map(seen -> seen.at())
            .filter(returning::isBefore)
            .findFirst()
            .orElseThrow();
    assertThat(Duration.between(returning, first))
        .isGreaterThan(cluster.plan().downInterval(server1.controller()));
    assertThat(cluster.holdings().longestOverlap(returning)).isLessThan(Duration.ofMillis(200));
    cluster.staysHolder(server1, Duration.ofSeconds(2));
    assertThat(cluster.client().reaches(cluster.plan().vip())).isTrue();
  }

  @Scenario
  void aReturningNonOwnerLeavesAHealthyHolderOfLowerPriorityAlone(Stage stage) throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server2 = cluster.node("server2");
    Node server3 = cluster.node("server3");
    for (Node leaving : List.of(server2, cluster.node("server1"))) {
      leaving.terminate();
    }
    cluster.awaitHolder(server3);

    server2.start();

    // Two of its down intervals.
    cluster.staysHolder(server3, Duration.ofSeconds(8));
    assertThat(server2.log()).doesNotContain("Entering MASTER STATE");
    assertThat(cluster.advertisementsOf(server2)).isEmpty();
  }
}
