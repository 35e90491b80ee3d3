package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.conformance.harness.TcpService;
import org.jvrrpd.lab.RunningProcess;
import org.jvrrpd.lab.wire.Advertisement;
import org.jvrrpd.lab.wire.Announcement;

/** The VIP follows the health of the controllers' services. */
class HealthTest {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Duration CALM = Duration.ofSeconds(4);
  private static final Duration TO_SPARE = Duration.ofSeconds(1);
  private static final int PORT = 3306;
  private static final String DATABASE =
      "{name: chk_mariadb, tcp: 127.0.0.1:3306, interval: 0.2, timeout: 1, fall: 2, rise: 2}";
  private static final String FLAPPING =
      "{name: chk_flaps, script: {directory}/flaps, interval: 0.2, timeout: 10, fall: 3, rise: 3}";

  /** Daemons whose databases run, with the first one holding the VIP. */
  private static final class Databases {
    private final Cluster cluster;
    private final Map<Node, RunningProcess> running = new HashMap<>();

    private Databases(Cluster cluster) throws IOException {
      this.cluster = cluster;
      for (Node node : cluster.nodes()) {
        start(node);
      }
      cluster.elect();
      for (Node node : cluster.nodes()) {
        node.awaitLog("VRRP_Script(chk_mariadb) succeeded");
      }
    }

    static Databases elected(Stage stage, ClusterPlan plan) throws IOException {
      return new Databases(stage.cluster(plan.checking(DATABASE)));
    }

    void start(Node node) throws IOException {
      running.put(node, TcpService.start(node, PORT));
    }

    void stop(Node node) throws IOException {
      RunningProcess service = running.remove(node);
      if (service == null) {
        throw new IllegalStateException(node.name() + " has no database");
      }
      service.signal("KILL");
    }
  }

  @Scenario
  void theVipLeavesAFailedDatabaseAlthoughNobodyPreempts(Stage stage) throws Exception {
    leavesAndReturns(stage, ClusterPlan.threeControllers());
  }

  @Scenario
  void theVipLeavesAFailedDatabaseWhereAllPreempt(Stage stage) throws Exception {
    leavesAndReturns(stage, ClusterPlan.threeControllers().preemptingAll());
  }

  private static void leavesAndReturns(Stage stage, ClusterPlan plan) throws Exception {
    Databases databases = Databases.elected(stage, plan);
    Cluster cluster = databases.cluster;
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");

    Instant stopped = Instant.now();
    databases.stop(server1);
    cluster.awaitAnnouncement(server2, stopped);
    cluster.awaitHolder(server2);
    assertThat(server1.log())
        .contains("VRRP_Script(chk_mariadb) failed (")
        .contains("(VI_MAIN) Changing effective priority from 100 to 80")
        .contains(
            "(VI_MAIN) Master received advert from 192.0.2.102 with higher priority 90, ours 80");
    Duration wait =
        Duration.between(firstAt(cluster, server1, 80), announced(cluster, server2, stopped));
    Duration skew = plan.skew(server2.controller());
    assertThat(wait).isBetween(skew.minusMillis(5), skew.plus(TO_SPARE));
    cluster.staysHolder(server2, Duration.ofSeconds(2));

    databases.start(server1);
    server1.awaitLog("(VI_MAIN) Changing effective priority from 80 to 100");
    cluster.awaitHolder(server1);
  }

  /** When a node first advertised this priority. */
  private static Instant firstAt(Cluster cluster, Node node, int priority) throws IOException {
    return cluster.advertisementsOf(node).stream()
        .filter(seen -> seen.priority() == priority)
        .map(Advertisement::at)
        .findFirst()
        .orElseThrow();
  }

  private static Instant announced(Cluster cluster, Node node, Instant since) throws IOException {
    return cluster.announcementsOf(node).stream()
        .map(Announcement::at)
        .filter(since::isBefore)
        .findFirst()
        .orElseThrow();
  }

  @Scenario
  void aBackupThatRecoversDoesNotTakeTheVipBack(Stage stage) throws Exception {
    Databases databases = Databases.elected(stage, ClusterPlan.threeControllers());
    Cluster cluster = databases.cluster;
    Node server2 = cluster.node("server2");
    Node server3 = cluster.node("server3");
    assertThat(cluster.node("server1").terminate()).isZero();
    cluster.awaitHolder(server2);

    databases.stop(server2);
    cluster.awaitHolder(server3);
    databases.start(server2);
    server2.awaitLog("(VI_MAIN) Changing effective priority from 70 to 90");
    cluster.staysHolder(server3, CALM.plusSeconds(1));
  }

  @Scenario
  void whatFailsForAllAlikeMovesNothing(Stage stage) throws Exception {
    Databases databases = Databases.elected(stage, ClusterPlan.threeControllers());
    Cluster cluster = databases.cluster;
    Node server1 = cluster.node("server1");
    for (Node node : cluster.nodes()) {
      databases.stop(node);
    }
    server1.awaitLog("(VI_MAIN) Changing effective priority from 100 to 80");
    cluster.staysHolder(server1, CALM.plusSeconds(2));
    assertThat(cluster.node("server2").log()).doesNotContain("Entering MASTER STATE");
  }

  /** Two failures in a row, where three are needed, and a success, over and over. */
  @Scenario
  void aServiceThatComesAndGoesDoesNotMoveTheVip(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers().checking(FLAPPING));
    Path results = stage.temporaryDirectory().resolve("results");
    for (Node node : cluster.nodes()) {
      Path script = node.directory().resolve("flaps");
      Files.writeString(script, "#!/bin/sh\n");
      assertThat(script.toFile().setExecutable(true)).isTrue();
    }
    cluster.elect();
    Node server1 = cluster.node("server1");
    server1.awaitLog("VRRP_Script(chk_flaps) succeeded");
    flap(server1.directory().resolve("flaps"), results);
    await("six times two failures")
        .atMost(LIMIT)
        .until(() -> Files.exists(results) && Files.size(results) >= 18);
    assertThat(server1.log())
        .contains("Script `chk_flaps` now returning 1")
        .doesNotContain("Changing effective priority from 100");
    assertThat(cluster.holders()).containsExactly("server1");
  }

  /** In one step, since it may be run at any moment; it adds a byte to a file with each run. */
  private static void flap(Path script, Path results) throws IOException {
    Path beside = script.resolveSibling("new");
    Files.writeString(
        beside,
        "#!/bin/sh\nprintf x >>%1$s\n[ $(($(wc -c <%1$s) %% 3)) = 0 ]\n".formatted(results));
    assertThat(beside.toFile().setExecutable(true)).isTrue();
    Files.move(beside, script, StandardCopyOption.ATOMIC_MOVE);
  }

  /** It prints without end, leaves children behind, ignores TERM and never comes to an end. */
  @Scenario
  void aScriptThatMisbehavesHarmsNobodyButItself(Stage stage) throws Exception {
    Cluster cluster =
        stage.cluster(
            ClusterPlan.threeControllersFarApart()
                .checking(
                    "{name: chk_wild, script: {directory}/wild, interval: 0.5, timeout: 0.5}"));
    String marker = Long.toString(710_000_000L + ProcessHandle.current().pid());
    for (Node node : cluster.nodes()) {
      Path script = node.directory().resolve("wild");
      Files.writeString(
          script, "#!/bin/sh\ntrap '' TERM\nsleep " + marker + " &\nexec yes misbehaving\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    cluster.elect();
    Node server1 = cluster.node("server1");
    server1.awaitLog("VRRP_Script(chk_wild) timed_out");
    long before = server1.residentKilobytes();
    cluster.staysHolder(server1, CALM.plusSeconds(2));
    assertThat(AdvertisementGaps.longest(cluster.advertisementsOf(server1)))
        .isLessThan(Duration.ofMillis(1_500));
    assertThat(server1.residentKilobytes() - before).isLessThan(16_384);
    assertThat(server1.status())
        .contains("\"name\":\"chk_wild\",\"up\":false")
        .contains("misbehaving");
    // One run of each node, and one that is being ended.
    assertThat(running(marker)).isLessThanOrEqualTo(6);
    for (Node node : cluster.nodes()) {
      assertThat(node.terminate()).isZero();
    }
    await("nothing of it is left").atMost(LIMIT).until(() -> running(marker) == 0);
  }

  /** How many processes have this argument. */
  private static long running(String argument) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .arguments()
                    .filter(words -> words.length > 0 && words[0].equals(argument))
                    .isPresent())
        .count();
  }
}
