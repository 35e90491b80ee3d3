package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Jvrrpd;
import org.jvrrpd.conformance.harness.Keepalived;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.lab.RunningProcess;

/** Two speakers of one virtual router on one host would not hear each other. */
class SoleSpeakerTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Scenario
  void aSecondDaemonDoesNotStartAndTheFirstGoesOn(Stage stage) throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    RunningProcess second = startBeside(server1, cluster.plan(), stage);
    assertThat(second.waitFor(LIMIT)).isEqualTo(1);
    assertThat(second.logText())
        .contains("jvrrpd: another jvrrpd on this host speaks VRID 51 on eth0; stop it first");
    cluster.staysHolder(server1, Duration.ofSeconds(1));
    server1.kill();
    assertThat(startBeside(server1, cluster.plan(), stage)).matches(SoleSpeakerTest::begins);
  }

  @Scenario
  void besideAKeepalivedItStartsForAnotherVirtualRouterOnly(Stage stage) throws Exception {
    Cluster cluster =
        stage.cluster(new Keepalived(), ClusterPlan.threeControllersFarApart()).elect();
    Node server1 = cluster.node("server1");
    RunningProcess same = startBeside(server1, cluster.plan(), stage);
    assertThat(same.waitFor(LIMIT)).isEqualTo(1);
    assertThat(same.logText())
        .contains("jvrrpd: keepalived runs here, process ")
        .contains("and speaks VRID 51 on eth0 too (");
    Path file = Files.createDirectories(beside(server1)).resolve("other.yaml");
    Files.writeString(
        file, cluster.plan().yaml().replace("vrrp_router_id: 51", "vrrp_router_id: 52"));
    RunningProcess other =
        server1
            .host()
            .start(
                "another virtual router",
                stage.directory().resolve("other.log"),
                Map.of(),
                Jvrrpd.run(file, server1.name(), beside(server1)).toArray(String[]::new));
    assertThat(other).matches(SoleSpeakerTest::begins);
  }

  private static boolean begins(RunningProcess daemon) {
    await("its election")
        .atMost(LIMIT)
        .until(() -> daemon.logText().contains("Entering BACKUP STATE"));
    return true;
  }

  private static RunningProcess startBeside(Node node, ClusterPlan plan, Stage stage)
      throws IOException {
    Path directory = Files.createDirectories(beside(node));
    return node.host()
        .start(
            "a second daemon",
            stage.directory().resolve("second." + System.nanoTime() + ".log"),
            Map.of(),
            new Jvrrpd().prepare(plan, node.controller(), directory).toArray(String[]::new));
  }

  private static Path beside(Node node) {
    return node.directory().resolve("beside");
  }
}
