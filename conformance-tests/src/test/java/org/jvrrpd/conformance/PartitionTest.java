package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.Holdings.Holding;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;

/** The network falls apart while every carrier stays, and comes together again. */
class PartitionTest {

  @Scenario
  void eachSideHasAHolderAndAfterTheHealTheHigherPriorityAloneKeepsTheVip(Stage stage)
      throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    String vip = cluster.plan().vip();

    server1.host().isolate();
    await("a holder on each side")
        .atMost(Cluster.ELECTION_LIMIT)
        .until(() -> cluster.holders().equals(List.of("server1", "server2")));
    assertThat(cluster.client().reaches(vip)).isTrue();
    assertThat(cluster.client().neighbour(vip)).contains(server2.host().macAddress());

    Instant healed = Instant.now();
    server1.host().rejoin();
    cluster.awaitHolder(server1);

    // One interval, and a second to spare.
    assertThat(cluster.holdings().of("server2"))
        .extracting(Holding::until)
        .allSatisfy(until -> assertThat(until).isBefore(healed.plusSeconds(2)));
    await("the winner announces again")
        .atMost(Duration.ofSeconds(3))
        .until(
            () ->
                cluster.announcementsOf(server1).stream()
                    .anyMatch(seen -> seen.at().isAfter(healed)));
    await("the client's cache points to the winner")
        .atMost(Duration.ofSeconds(3))
        .until(
            () -> cluster.client().neighbour(vip).equals(Optional.of(server1.host().macAddress())));
    assertThat(cluster.client().reaches(vip)).isTrue();
    cluster.staysHolder(server1, Duration.ofSeconds(2));
    assertThat(cluster.announcements().getLast().senderMac())
        .isEqualTo(server1.host().macAddress());
  }
}
