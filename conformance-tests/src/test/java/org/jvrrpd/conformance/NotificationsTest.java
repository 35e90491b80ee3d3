package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Jvrrpd;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.lab.RunningProcess;
import org.jvrrpd.lab.wire.Advertisement;

/** What others are told of a daemon's life, and that telling them costs nobody anything. */
class NotificationsTest {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(3);
  private static final List<String> LIFE = List.of("BACKUP", "MASTER", "FAULT", "BACKUP", "STOP");

  @Scenario
  void scriptsPipeAndLogTellOfAWholeLifeInItsOrder(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers());
    Node server1 = cluster.node("server1");
    Path told = server1.directory().resolve("told");
    Path pipe = server1.directory().resolve("fifo");
    Path log = server1.directory().resolve("keepalived_notify.log");
    String variables =
        "$JVRRPD_INSTANCE $JVRRPD_STATE $JVRRPD_PRIORITY, $JVRRPD_PREVIOUS_STATE, $JVRRPD_REASON,"
            + " $JVRRPD_VIP $JVRRPD_INTERFACE $JVRRPD_VRID $JVRRPD_NODE";
    Path own = script(server1, "own", "echo \"own $*, " + variables + "\" >>" + told);
    Path any = script(server1, "any", "echo \"any $*\" >>" + told);
    RunningProcess daemon =
        start(
            stage,
            server1,
            "{master: %1$s, backup: %1$s, fault: %1$s, stop: %1$s, notify: %2$s, fifo: %3$s, log: %4$s}"
                .formatted(own, any, pipe, log));
    Queue<String> read = readerOf(pipe);
    cluster.awaitHolder(server1);
    server1.host().run("ip", "link", "set", "eth0", "down");
    awaitText(told, "any INSTANCE VI_MAIN FAULT 100\n");
    server1.host().run("ip", "link", "set", "eth0", "up");
    String place = ", 192.0.2.100/24 eth0 51 server1";
    // A script that runs when the daemon ends would be ended with it.
    awaitText(
        told,
        "any INSTANCE VI_MAIN FAULT 100\nown INSTANCE VI_MAIN BACKUP 100, VI_MAIN BACKUP 100, FAULT,"
            + " fault cleared"
            + place
            + "\nany INSTANCE VI_MAIN BACKUP 100\n");
    daemon.signal("TERM");
    assertThat(daemon.waitFor(STOP_LIMIT)).isZero();

    assertThat(told)
        .content()
        .isEqualTo(
            Stream.of(
                    "BACKUP 100, INIT, startup",
                    "MASTER 100, BACKUP, master down",
                    "FAULT 100, MASTER, interface down",
                    "BACKUP 100, FAULT, fault cleared",
                    "STOP 100, BACKUP, shutdown")
                .map(
                    line -> {
                      String state = line.substring(0, line.indexOf(','));
                      return "own INSTANCE VI_MAIN %s, VI_MAIN %s%s\nany INSTANCE VI_MAIN %s\n"
                          .formatted(state, line, place, state);
                    })
                .reduce("", String::concat));
    await("the pipe is read to its end").atMost(LIMIT).until(() -> read.size() == LIFE.size());
    assertThat(read)
        .containsExactlyElementsOf(
            LIFE.stream().map(state -> "INSTANCE \"VI_MAIN\" " + state + " 100").toList());
    assertThat(pipe).doesNotExist();
    assertThat(
            Files.readString(log)
                .replaceAll("(?m)^\\d{4}(-\\d\\d){2} \\d\\d(:\\d\\d){2}:", "TIME:"))
        .isEqualTo(
            LIFE.stream()
                .map(
                    state ->
                        "TIME: Transitioned to %1$s state\n  Type: INSTANCE\n  Name: VI_MAIN\n  State: %1$s\n"
                            .formatted(state))
                .reduce("", String::concat));
  }

  @Scenario
  void aScriptThatSleepsHalfAMinuteDelaysNoAdvertisement(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers());
    Node server1 = cluster.node("server1");
    Path started = server1.directory().resolve("started");
    Path script =
        script(server1, "sleeps", "echo $$ >>" + started + "\nyes >&2 &\nexec /bin/sleep 30");
    RunningProcess daemon = start(stage, server1, "{master: %1$s, notify: %1$s}".formatted(script));
    cluster.awaitHolder(server1);
    Instant master = Instant.now();
    // The general script of BACKUP is still asleep, and more than a pipe's content is printed.
    cluster.staysHolder(server1, Duration.ofSeconds(6));

    List<Advertisement> seen = cluster.advertisementsOf(server1);
    assertThat(seen.stream().filter(each -> each.at().isAfter(master))).hasSizeGreaterThan(4);
    assertThat(AdvertisementGaps.longest(seen)).isLessThan(Duration.ofMillis(1_500));
    List<String> pids = Files.readAllLines(started);
    assertThat(pids).hasSize(1);
    assertThat(Path.of("/proc", pids.getFirst(), "comm")).content().isEqualTo("sleep\n");

    daemon.signal("TERM");
    assertThat(daemon.waitFor(STOP_LIMIT)).isZero();
    assertThat(Path.of("/proc", pids.getFirst())).doesNotExist();
  }

  private static RunningProcess start(Stage stage, Node node, String notifications)
      throws IOException {
    Path file = node.directory().resolve("cluster.yaml");
    String yaml = ClusterPlan.threeControllers().yaml();
    Files.writeString(
        file, yaml.replace("notifications: {log: off}", "notifications: " + notifications));
    return node.host()
        .start(
            node.name() + "'s jvrrpd",
            stage.directory().resolve(node.name() + ".log"),
            Map.of(),
            Jvrrpd.run(file, node.name(), node.directory()).toArray(String[]::new));
  }

  private static Path script(Node node, String name, String body) throws IOException {
    Path script = node.directory().resolve(name);
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  /** Reads a pipe on a thread of its own until whoever writes to it has ended. */
  private static Queue<String> readerOf(Path pipe) {
    await("there is a pipe").atMost(LIMIT).until(() -> Files.exists(pipe));
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (Stream<String> all = Files.lines(pipe)) {
                all.forEach(lines::add);
              } catch (IOException e) {
                lines.add(e.toString());
              }
            });
    return lines;
  }

  private static void awaitText(Path file, String text) {
    await(text)
        .atMost(LIMIT)
        .until(() -> Files.exists(file) && Files.readString(file).contains(text));
  }
}
