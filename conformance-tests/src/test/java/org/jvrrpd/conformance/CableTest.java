package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;

/** The carrier goes and returns. */
class CableTest {

  @Scenario
  void aHolderWithoutCarrierIsInFaultAndWaitsADownIntervalWhenItReturns(Stage stage)
      throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");

    server1.host().cutCable();
    server1.awaitLog("Entering FAULT STATE");
    await("the VIP has left server1")
        .atMost(Duration.ofSeconds(2))
        .until(() -> !server1.holdsVip());
    cluster.awaitHolder(server2);

    Instant plugged = Instant.now();
    server1.host().plugCable();
    cluster.awaitHolder(server1);

    Instant first =
        cluster.advertisementsOf(server1).stream()
            .map(seen -> seen.at())
            .filter(plugged::isBefore)
            .findFirst()
            .orElseThrow();
    Duration bound = cluster.plan().downInterval(server1.controller());
    assertThat(Duration.between(plugged, first)).isBetween(bound, bound.plusSeconds(2));
    assertThat(cluster.holdings().longestOverlap(plugged)).isLessThan(Duration.ofMillis(200));
  }
}
