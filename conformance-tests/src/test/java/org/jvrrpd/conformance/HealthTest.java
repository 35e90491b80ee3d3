package org.jvrrpd.conformance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Jvrrpd;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;

/** The VIP follows the health of the controllers' services. A file stands for a service here. */
class HealthTest {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Duration CALM = Duration.ofSeconds(3);

  @Scenario
  void theVipLeavesAnOwnerWhoseCheckFailsAndComesBackWithItsService(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers());
    Node server1 = start(stage, cluster, "server1");
    Node server2 = start(stage, cluster, "server2");
    cluster.awaitHolder(server1);

    Files.delete(service(server1));
    awaitLog(stage, server1, "Changing effective priority from 100 to 80");
    cluster.awaitHolder(server2);
    awaitLog(stage, server1, "VRRP_Script(chk_db) failed (there is no file");

    Files.createFile(service(server1));
    cluster.awaitHolder(server1);
    awaitLog(stage, server1, "VRRP_Script(chk_db) succeeded");
  }

  @Scenario
  void whatFailsForAllAlikeMovesNothing(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers());
    Node server1 = start(stage, cluster, "server1");
    Node server2 = start(stage, cluster, "server2");
    cluster.awaitHolder(server1);

    Files.delete(service(server2));
    Files.delete(service(server1));
    awaitLog(stage, server1, "Changing effective priority from 100 to 80");
    cluster.staysHolder(server1, CALM);
  }

  private static Node start(Stage stage, Cluster cluster, String name) throws IOException {
    Node node = cluster.node(name);
    Files.createFile(service(node));
    Path file = node.directory().resolve("cluster.yaml");
    Files.writeString(
        file,
        ClusterPlan.threeControllers().yaml()
            + "    checks:\n      - {name: chk_db, file: %s, interval: 0.2, timeout: 1}\n"
                .formatted(service(node)));
    var _ =
        node.host()
            .start(
                name + "'s jvrrpd",
                log(stage, node),
                Map.of(),
                Jvrrpd.run(file, name, node.directory()).toArray(String[]::new));
    return node;
  }

  private static Path service(Node node) {
    return node.directory().resolve("service");
  }

  private static Path log(Stage stage, Node node) {
    return stage.directory().resolve(node.name() + ".log");
  }

  private static void awaitLog(Stage stage, Node node, String text) {
    await(text).atMost(LIMIT).until(() -> Files.readString(log(stage, node)).contains(text));
  }
}
