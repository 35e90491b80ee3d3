package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.NotifyReceiver;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;

/** What systemd hears of a daemon (sd_notify(3)). */
class ServiceManagerTest {

  @Scenario
  void hearsReadyTheStateSignsOfLifeAndTheEnd(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers());
    Node server1 = cluster.node("server1");
    Path socket = server1.directory().resolve("notify");
    try (NotifyReceiver systemd = NotifyReceiver.open(socket)) {
      server1.launch(
          List.of(), Map.of("NOTIFY_SOCKET", socket.toString(), "WATCHDOG_USEC", "400000"));
      cluster.awaitHolder(server1);

      await("systemd has heard of the start and of the election")
          .atMost(Duration.ofSeconds(3))
          .untilAsserted(
              () ->
                  assertThat(systemd.messages())
                      .contains("READY=1\nSTATUS=State: BACKUP", "STATUS=State: MASTER")
                      .contains("WATCHDOG=1"));

      server1.freeze();
      // What it said before is still to be read.
      cluster.client().look("sleep", "0.5");
      int whenFrozen = systemd.messages().size();
      cluster.client().look("sleep", "1");
      assertThat(systemd.messages().size() - whenFrozen).as("signs of life while frozen").isZero();
      server1.thaw();

      assertThat(server1.terminate()).isZero();
      assertThat(systemd.messages()).contains("STOPPING=1");
    }
  }
}
