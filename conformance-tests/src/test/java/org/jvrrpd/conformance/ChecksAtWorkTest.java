package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Jvrrpd;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.lab.RunningProcess;

/** What a check looks at, and what its script may do, in a daemon at work. */
class ChecksAtWorkTest {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Duration CALM = Duration.ofSeconds(4);
  private static final String LOWERED = "(VI_MAIN) Changing effective priority from 100 to 80";

  @Scenario
  void whatTheOtherFindsWhenItAsksItsOwnChecksMovesNothing(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers());
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    Path shared = Files.createFile(stage.temporaryDirectory().resolve("mounted"));
    // Only the holder is quick to say so: the other has to ask its own check first.
    String check = "{name: chk_mount, file: %s, interval: %s, timeout: 1}";
    start(stage, server1, cluster.plan().yaml(), check.formatted(shared, "0.2"));
    cluster.awaitHolder(server1);
    start(stage, server2, cluster.plan().yaml(), check.formatted(shared, "60"));
    awaitLog(stage, server2, "VRRP_Script(chk_mount) succeeded");

    Files.delete(shared);
    awaitLog(stage, server1, LOWERED);
    cluster.staysHolder(server1, CALM);

    assertThat(log(stage, server2)).content().doesNotContain("Entering MASTER STATE");
    assertThat(server1.status()).contains("\"why\":\"there is no file " + shared + "\"");
  }

  @Scenario
  void scriptsThatHangPrintOrForkHarmOnlyThemselves(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers());
    Node server1 = cluster.node("server1");
    Path forks = server1.directory().resolve("forks");
    String checks =
        String.join(
            "\n      - ",
            scripted(server1, "hangs", "trap '' TERM\nwhile :; do /bin/sleep 1000; done"),
            scripted(server1, "prints", "exec cat /dev/zero"),
            scripted(server1, "lines", "exec yes 'no end of lines'"),
            scripted(server1, "forks", "/bin/sleep 1000 &\necho $! >>" + forks + "\nexit 0"));
    RunningProcess daemon = start(stage, server1, cluster.plan().yaml(), checks);
    cluster.awaitHolder(server1);
    Instant master = Instant.now();

    cluster.staysHolder(server1, Duration.ofSeconds(6));

    String log = Files.readString(log(stage, server1));
    assertThat(log)
        .contains("VRRP_Script(hangs) timed_out", "VRRP_Script(prints) timed_out")
        .contains("VRRP_Script(lines) timed_out", "VRRP_Script(forks) succeeded");
    assertThat(
            AdvertisementGaps.longest(
                cluster.advertisementsOf(server1).stream()
                    .filter(seen -> seen.at().isAfter(master))
                    .toList()))
        .isLessThan(Duration.ofMillis(1_500));
    assertThat(Files.readAllLines(forks)).hasSizeGreaterThan(10);
    // Of each at most the present run: its shell and what that has started, and two wrappers.
    assertThat(daemonsDescendants(daemon)).isLessThan(16);
    assertThat(Files.readAllLines(forks).stream().filter(ChecksAtWorkTest::runs))
        .hasSizeLessThan(2);
    assertThat(residentKilobytes(daemon)).isLessThan(80_000);
    assertThat(server1.status()).contains("\"why\":\"timed out\"", "no end of lines");
    daemon.signal("TERM");
    assertThat(daemon.waitFor(Duration.ofSeconds(3))).isZero();
  }

  private static String scripted(Node node, String name, String body) throws IOException {
    Path script = node.directory().resolve(name + ".sh");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return "{name: %s, script: %s, interval: 0.2, timeout: 0.5, weight: -1}"
        .formatted(name, script);
  }

  private static long daemonsDescendants(RunningProcess daemon) {
    return ProcessHandle.of(daemon.pid()).orElseThrow().descendants().count();
  }

  /** A zombie has ended; the first process here, a JVM, does not wait for other's children. */
  private static boolean runs(String pid) {
    try {
      return !Files.readString(Path.of("/proc", pid, "stat")).contains(") Z ");
    } catch (IOException _) {
      return false;
    }
  }

  private static long residentKilobytes(RunningProcess daemon) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + daemon.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  @Scenario
  void systemctlIsAskedWhereTheSystemBusIsOutOfReach(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers());
    Node server1 = cluster.node("server1");
    Path state = Files.writeString(server1.directory().resolve("state"), "active\n");
    Path programs = Files.createDirectory(server1.directory().resolve("bin"));
    Path standIn = programs.resolve("systemctl");
    // is-active(systemctl(1)): the state's word, and 3 for what is not active.
    Files.writeString(
        standIn,
        "#!/bin/sh\n[ \"$*\" = 'is-active -- mariadb' ] || exit 9\ncat %1$s\ngrep -qx active %1$s || exit 3\n"
            .formatted(state));
    assertThat(standIn.toFile().setExecutable(true)).isTrue();
    start(
        stage,
        server1,
        cluster.plan().yaml(),
        "{name: chk_db, unit: mariadb, interval: 1, timeout: 4, fall: 1}",
        Map.of(
            "PATH",
            programs + ":" + System.getenv("PATH"),
            "DBUS_SYSTEM_BUS_ADDRESS",
            "unix:path=" + programs.resolve("no-bus")));
    cluster.awaitHolder(server1);
    await("it is active")
        .atMost(LIMIT)
        .until(() -> server1.status().contains("\"why\":\"mariadb is active\""));

    Files.writeString(state, "failed\n");
    awaitLog(stage, server1, "VRRP_Script(chk_db) failed (mariadb is failed)");
    awaitLog(stage, server1, LOWERED);
  }

  private static RunningProcess start(Stage stage, Node node, String yaml, String checks)
      throws IOException {
    return start(stage, node, yaml, checks, Map.of());
  }

  private static RunningProcess start(
      Stage stage, Node node, String yaml, String checks, Map<String, String> environment)
      throws IOException {
    Path file = node.directory().resolve("cluster.yaml");
    Files.writeString(file, yaml + "    checks:\n      - " + checks + "\n");
    return node.host()
        .start(
            node.name() + "'s jvrrpd",
            log(stage, node),
            environment,
            Jvrrpd.run(file, node.name(), node.directory()).toArray(String[]::new));
  }

  private static Path log(Stage stage, Node node) {
    return stage.directory().resolve(node.name() + ".log");
  }

  private static void awaitLog(Stage stage, Node node, String text) {
    await(text).atMost(LIMIT).until(() -> Files.readString(log(stage, node)).contains(text));
  }
}
