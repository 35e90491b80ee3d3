package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;

/** A VIP that is on a node before its election has begun is nobody's. */
class LeftOverTest {

  @Scenario
  void aVipThatSomebodyLeftBehindIsRemovedBeforeTheElection(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllersFarApart());
    Node server2 = cluster.node("server2");
    server2.host().run("ip", "addr", "add", cluster.plan().vipCidr(), "dev", "eth0");

    server2.launch(List.of());

    await("the VIP is removed").atMost(Duration.ofSeconds(20)).until(() -> !server2.holdsVip());
    server2.awaitLog("Entering BACKUP STATE (init)");
    assertThat(server2.log())
        .containsPattern("removing VIP 192\\.0\\.2\\.100/24 from eth0: configured permanently");
    assertThat(server2.log().indexOf("removing VIP"))
        .isLessThan(server2.log().indexOf("Entering BACKUP STATE"));
  }

  @Scenario
  void aVipThatSomebodyPutsOnABackupIsRemovedAgain(Stage stage) throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server2 = cluster.node("server2");

    server2.host().run("ip", "addr", "add", cluster.plan().vipCidr(), "dev", "eth0");

    await("the VIP is removed").atMost(Duration.ofSeconds(2)).until(() -> !server2.holdsVip());
    assertThat(cluster.holders()).containsExactly("server1");
    assertThat(server2.log()).contains("removing VIP").doesNotContain("Entering MASTER STATE");
  }
}
