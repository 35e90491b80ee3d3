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

/** The interface is not there when the daemon starts. */
class LateInterfaceTest {

  @Scenario
  void aMissingInterfaceIsAFaultThatEndsWhenItAppears(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers());
    Node server1 = cluster.node("server1");
    server1.host().removeInterface();

    server1.launch(List.of());
    server1.awaitLog("Entering FAULT STATE");
    assertThat(server1.status()).contains("FAULT").contains("eth0");

    server1.host().addInterface();
    await("BACKUP within a second, and a second to spare")
        .atMost(Duration.ofSeconds(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> server1.log().contains("Entering BACKUP STATE"));
    cluster.awaitHolder(server1);
  }
}
