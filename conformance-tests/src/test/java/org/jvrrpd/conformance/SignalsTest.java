package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;

/** What the signals of operators, and of the tools around keepalived, do to a daemon. */
class SignalsTest {
  /** The bounds of the contract with a second to spare. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  private static final Duration STOP_WITH_HOOK_LIMIT = Duration.ofSeconds(3);

  @Scenario
  void signalsOfKeepalivedsToolsNeverEndTheDaemon(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers());
    Node server1 = cluster.node("server1");
    server1.launch(List.of());
    await("the launcher ignores the signals")
        .atMost(Duration.ofSeconds(2))
        .pollInterval(Duration.ofMillis(1))
        .until(() -> ignores(server1.daemon().pid(), 36));

    await("the daemon starts under a barrage of signals")
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              for (String signal : List.of("10", "12", "36")) {
                server1.daemon().signal(signal);
              }
              return server1.log().contains("Entering BACKUP STATE");
            });
    cluster.awaitHolder(server1);
    for (String signal : List.of("10", "12", "34", "36", "64")) {
      server1.daemon().signal(signal);
    }
    cluster.staysHolder(server1, Duration.ofSeconds(2));
    awaitDump(server1, "keepalived.data", "State = MASTER");
    awaitDump(server1, "keepalived.stats", "Became master: 1");
    awaitDump(server1, "keepalived.json", "\"iname\" : \"VI_MAIN\"");
    assertThat(server1.terminate()).isZero();
  }

  /** Signals 10, 12 and 36 have each left a file for this user alone, without the password. */
  private static void awaitDump(Node node, String name, String words) throws IOException {
    Path file = node.directory().resolve("run").resolve(name);
    await(name)
        .atMost(Duration.ofSeconds(10))
        .until(() -> Files.exists(file) && Files.readString(file).contains(words));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file).content().contains(name.endsWith(".stats") ? "" : "********");
  }

  @Scenario
  void termAndIntRemoveTheVipThenResignThenEnd(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers());
    Node server1 = cluster.node("server1");
    for (String signal : List.of("TERM", "INT")) {
      server1.start();
      cluster.awaitHolder(server1);

      server1.daemon().signal(signal);
      assertThat(server1.daemon().waitFor(STOP_LIMIT)).as(signal).isZero();

      assertThat(server1.holdsVip()).as(signal).isFalse();
      assertThat(cluster.advertisementsOf(server1).getLast().priority()).as(signal).isZero();
    }
  }

  @Scenario
  void aStopHookRunsAndIsEndedWhenItTakesLong(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers());
    Node server1 = cluster.node("server1");
    Path told = server1.directory().resolve("told");
    Path hook = server1.directory().resolve("stop.sh");
    Files.writeString(
        hook,
        "#!/bin/sh\necho \"$@\" > "
            + told
            + "\ngrep -E '^Sig(Blk|Ign)' /proc/self/status >> "
            + told
            + "\nexec tail -f /dev/null\n");
    assertThat(hook.toFile().setExecutable(true)).isTrue();
    server1.launch(List.of());
    server1.awaitLog("Entering BACKUP STATE");
    Path file = server1.directory().resolve("cluster.yaml");
    Files.writeString(file, Files.readString(file).replace("{log: off}", "{stop: " + hook + "}"));
    server1.daemon().signal("HUP");
    server1.awaitLog("Reloading");
    cluster.awaitHolder(server1);

    server1.daemon().signal("TERM");
    assertThat(server1.daemon().waitFor(STOP_WITH_HOOK_LIMIT)).isZero();

    // No signal is blocked, and none ignored but those that are the C library's own, 32 and 33.
    assertThat(told)
        .content()
        .startsWith("INSTANCE VI_MAIN STOP 100\nSigBlk:\t0000000000000000\nSigIgn:\t")
        .containsPattern("SigIgn:\t0000000[01][08]0000000\n");
    assertThat(server1.log()).contains("stop.sh was ended");
  }

  /** SigIgn of proc_pid_status(5). */
  private static boolean ignores(long pid, int signal) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.toLowerCase(Locale.ROOT).startsWith("sigign:")) {
        long mask = Long.parseUnsignedLong(line.substring(line.indexOf(':') + 1).strip(), 16);
        return (mask >>> (signal - 1) & 1) != 0;
      }
    }
    return false;
  }
}
