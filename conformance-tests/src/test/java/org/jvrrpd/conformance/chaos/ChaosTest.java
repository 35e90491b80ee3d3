package org.jvrrpd.conformance.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Jvrrpd;
import org.jvrrpd.conformance.harness.Keepalived;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;

/**
 * What must always be true, under random trouble. {@code -Dchaos.seconds=N} and {@code
 * -Dchaos.seed=N} make it longer and another one; {@code bin/soak} does it for hours.
 */
class ChaosTest {
  private static final Duration TIME = Duration.ofSeconds(Long.getLong("chaos.seconds", 45));
  private static final long SEED = Long.getLong("chaos.seed", 1);

  /** Its daemon's clocks are a day ahead of the others' (time_namespaces(7)). */
  private static final List<String> ANOTHER_TIME =
      List.of("unshare", "--time", "--monotonic=86400", "--boottime=86400", "--fork");

  @Scenario
  void threeControllersKeepTheirPromises(Stage stage) throws Exception {
    Cluster cluster = stage.electedCluster();
    new Chaos(cluster, observer(cluster), ANOTHER_TIME, SEED).run(TIME);
    leavesNothing(cluster);
  }

  @Scenario
  void twoControllersAndAKeepalivedKeepThem(Stage stage) throws Exception {
    Cluster cluster =
        stage
            .mixedCluster(
                "server2", new Keepalived(), new Jvrrpd(), ClusterPlan.threeControllersFarApart())
            .elect();
    new Chaos(cluster, observer(cluster), ANOTHER_TIME, SEED).run(TIME);
    leavesNothing(cluster);
  }

  /** The last in rank takes over at the latest; a second more for everything. */
  private static Observer observer(Cluster cluster) {
    Duration interval = cluster.plan().dialect().interval();
    return new Observer(
        Duration.ofMillis(500),
        interval.plusSeconds(1),
        cluster.plan().downInterval(cluster.nodes().getLast().controller()).plusSeconds(1));
  }

  private static void leavesNothing(Cluster cluster) throws Exception {
    for (Node node : cluster.nodes()) {
      node.daemon().signalTree("TERM");
    }
    await("no VIP is left").atMost(Duration.ofSeconds(5)).until(() -> cluster.holders().isEmpty());
    assertThat(cluster.client().reaches(cluster.plan().vip())).isFalse();
  }
}
