package org.jvrrpd.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
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
 * Three controllers go from keepalived to jvrrpd, the holder last, while a client pings the VIP.
 * {@code -Dinterop.document=FILE} writes what each step cost; {@code bin/interop --migrate} sets
 * it.
 */
class RollingMigrationTest {
  private static final Duration TO_SPARE = Duration.ofSeconds(1);

  @Scenario
  void eachStepCostsATakeOverAtMost(Stage stage) throws Exception {
    ClusterPlan plan = ClusterPlan.threeControllersFarApart();
    Cluster cluster = stage.cluster(new Keepalived(), plan).elect();
    Node holder = cluster.node("server1");
    await("the client reaches the VIP").until(() -> cluster.client().reaches(plan.vip()));
    // A resignation is followed by the next one's skew time.
    Duration bound = plan.skew(cluster.node("server2").controller()).plus(TO_SPARE);
    StringBuilder table =
        new StringBuilder("| step | lost pings | longest silence |\n|---|---|---|\n");
    for (Node node : List.of(cluster.node("server3"), cluster.node("server2"), holder)) {
      Pings pings =
          Pings.start(cluster.client(), plan.vip(), stage.directory().resolve(node.name()));
      assertThat(node.terminate()).isZero();
      if (node == holder) {
        cluster.awaitHolder(cluster.node("server2"));
      }
      node.replaceBy(new Jvrrpd());
      node.start();
      cluster.awaitHolder(holder);
      cluster.staysHolder(holder, Duration.ofSeconds(2));
      Pings.Outcome outcome = pings.stop();
      table.append(
          "| %s, %s | %d of %d | %.2f s |\n"
              .formatted(
                  node.name(),
                  node == holder ? "which holds the VIP" : "a BACKUP",
                  outcome.sent() - outcome.answered(),
                  outcome.sent(),
                  outcome.longestSilence().toMillis() / 1e3));
      assertThat(outcome.answered()).as("the client pings").isGreaterThan(50);
      assertThat(outcome.longestSilence())
          .as("what changing " + node.name() + " cost")
          .isLessThan(node == holder ? bound : TO_SPARE);
    }
    assertThat(cluster.nodes()).allMatch(node -> node.kind() instanceof Jvrrpd);
    assertThat(cluster.advertisementsOf(holder).getLast().priority()).isEqualTo(100);
    write(table.toString());
  }

  private static void write(String table) throws IOException {
    String document = System.getProperty("interop.document", "");
    if (!document.isEmpty()) {
      Chapter.write(Path.of(document), "migration", table);
    }
  }
}
