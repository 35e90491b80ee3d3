package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;

/** Configurations that disagree so much that the RFC orders advertisements dropped. */
class SplitTest {

  @Scenario
  void twoMastersWithDifferentPasswordsBothSaySo(Stage stage) throws Exception {
    bothSaySo(stage, "auth_pass: s3cr3t", "auth_pass: 0ther", "wrong password");
  }

  @Scenario
  void twoMastersWithDifferentIntervalsBothSaySo(Stage stage) throws Exception {
    bothSaySo(stage, "advert_int: 1", "advert_int: 2", "advertisement interval differs");
  }

  /** server2 is given another value; then it cannot hear server1 any more, nor server1 it. */
  private static void bothSaySo(Stage stage, String value, String other, String reason)
      throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    Path file = server2.directory().resolve("cluster.yaml");
    Files.writeString(file, Files.readString(file).replace(value, other));
    server2.daemon().signal("HUP");

    await("both hold the VIP, which nobody can prevent")
        .atMost(Duration.ofSeconds(12))
        .until(() -> cluster.holders().containsAll(List.of("server1", "server2")));
    awaitSplit(server1, reason, server2.controller().address());
    awaitSplit(server2, reason, server1.controller().address());
    for (Node node : List.of(server1, server2)) {
      assertThat(node.log() + node.status()).doesNotContain("s3cr3t").doesNotContain("0ther");
    }

    Files.writeString(file, Files.readString(file).replace(other, value));
    server2.daemon().signal("HUP");
    cluster.awaitHolder(server1);
    await("the sign goes away when the cause has")
        .atMost(Duration.ofSeconds(8))
        .until(() -> !server1.status().contains("SPLIT"));
  }

  private static void awaitSplit(Node node, String reason, String sender) throws IOException {
    String line = "SPLIT: " + reason + ", " + sender;
    await(node.name() + " says " + line)
        .atMost(Duration.ofSeconds(6))
        .until(() -> node.log().contains(line) && node.status().contains(line));
  }
}
