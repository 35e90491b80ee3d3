package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;

/** How the kernel schedules a daemon's threads, and the scripts that it runs (sched(7)). */
class SchedulingTest {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final String ORDINARY = "policy 0 priority 0";
  private static final String FIFO_2 = "policy 1 priority 2";
  private static final String LOOP = "jvrrpd-loop";
  private static final String KERNEL = "jvrrpd-kernel";
  private static final String CHECK =
      "{name: chk_self, script: {directory}/self.sh, interval: 0.2, timeout: 5}";

  @Scenario
  void theTwoThreadsOnWhichATakeOverWaitsAreInRealTimeAndNothingElse(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers().checking(CHECK));
    Node server1 = cluster.node("server1");
    Path found = server1.directory().resolve("found");
    Path script = server1.directory().resolve("self.sh");
    Files.writeString(
        script, "#!/bin/sh\ncat /proc/self/stat >%1$s.new && mv %1$s.new %1$s\n".formatted(found));
    assertThat(script.toFile().setExecutable(true)).isTrue();

    server1.launch(withOptions("--scheduling fifo:2"));
    server1.awaitReady();
    await("the check has run").atMost(LIMIT).until(() -> Files.exists(found));

    Map<String, List<String>> threads = threads(server1);
    assertThat(threads.remove(LOOP)).containsExactly(FIFO_2);
    assertThat(threads.remove(KERNEL)).containsExactly(FIFO_2);
    assertThat(threads.values()).allSatisfy(each -> assertThat(each).containsOnly(ORDINARY));
    assertThat(scheduling(Files.readString(found))).isEqualTo(ORDINARY);
    assertThat(server1.status())
        .contains("\"policy\":\"SCHED_FIFO\",\"priority\":2,\"refusal\":null");
    assertThat(server1.log()).doesNotContain("SCHED_");
  }

  @Scenario
  void withoutRealTimeAllThreadsAreOrdinary(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers());
    Node server1 = cluster.node("server1");

    server1.launch(withOptions("--scheduling=other --lock-memory=off"));
    server1.awaitReady();

    assertThat(threads(server1)).containsKeys(LOOP, KERNEL);
    assertThat(threads(server1).values())
        .allSatisfy(each -> assertThat(each).containsOnly(ORDINARY));
    assertThat(server1.status())
        .contains(
            "\"policy\":\"SCHED_OTHER\",\"priority\":null,\"refusal\":null,"
                + "\"memory\":\"not locked\",\"memory_refusal\":null");
  }

  @Scenario
  void aRefusalIsAWarningWhereRealTimeWasAskedForAndTheDaemonGoesOn(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers());
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    List<String> silent =
        List.of("prlimit", "--rtprio=0", "setpriv", "--bounding-set", "-sys_nice");
    List<String> asking = new ArrayList<>(silent);
    asking.addAll(withOptions("--scheduling rr:50"));

    server1.launch(asking);
    server2.launch(silent);
    server1.awaitReady();
    server2.awaitReady();

    assertThat(server1.log())
        .contains(
            "scheduling the event loop as SCHED_RR 50: Operation not permitted (EPERM); it stays"
                + " an ordinary thread. Real time takes CAP_SYS_NICE or an RLIMIT_RTPRIO of 50");
    assertThat(server2.log()).doesNotContain("SCHED_");
    assertThat(server2.status())
        .contains(
            "\"policy\":\"SCHED_OTHER\",\"priority\":null,"
                + "\"refusal\":\"SCHED_RR 1: Operation not permitted (EPERM)\"");
    cluster.awaitHolder(server1);
  }

  /** Words before a daemon's command that put options behind it. */
  private static List<String> withOptions(String options) {
    return List.of("sh", "-c", "exec \"$@\" " + options, "sh");
  }

  /** What each of the daemon's threads of a name is. */
  private static Map<String, List<String>> threads(Node node) throws IOException {
    Map<String, List<String>> found = new TreeMap<>();
    try (var tasks = Files.list(Path.of("/proc/" + node.daemon().pid() + "/task"))) {
      for (Path task : tasks.toList()) {
        note(task, found);
      }
    }
    return found;
  }

  private static void note(Path task, Map<String, List<String>> found) {
    try {
      String stat = Files.readString(task.resolve("stat"));
      String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      found.computeIfAbsent(name, _ -> new ArrayList<>()).add(scheduling(stat));
    } catch (IOException _) {
      // It has ended since.
    }
  }

  /** proc_pid_stat(5): the 40th and 41st field; the second, the name, is in parentheses. */
  private static String scheduling(String stat) {
    String[] fields = stat.strip().substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return "policy " + fields[38] + " priority " + fields[37];
  }
}
