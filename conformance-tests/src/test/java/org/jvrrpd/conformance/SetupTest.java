package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Jvrrpd;
import org.jvrrpd.conformance.harness.Keepalived;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.OwnFiles;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;

/** {@code jvrrpd setup}, as an operator runs it, one controller after another. */
class SetupTest {
  private static final String CLUSTER_FILE = "/etc/jvrrpd/cluster.yaml";
  private static final String KEEPALIVED_FILE = "/etc/keepalived/keepalived.conf";
  private static final String NOTHING_CHANGED =
      "[SUCCESS] everything was as it should be; nothing was changed\n";

  @Scenario
  void oneCommandForEachControllerMakesACluster(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllersFarApart());
    List<OwnFiles> machines = new ArrayList<>();
    for (Node node : cluster.nodes()) {
      OwnFiles files = controller(cluster, node);
      machines.add(files);
      OwnFiles.Result result = setup(files);
      assertThat(result.printed())
          .contains("[INFO] Current controller: " + node.name())
          .contains(
              node.name().equals("server1")
                  ? "[SUCCESS] VIP 192.0.2.100 is assigned to this node (MASTER)"
                  : "[INFO] VIP 192.0.2.100 is not assigned to this node (BACKUP), it is with"
                      + " 192.0.2.101");
      assertThat(result.status()).as(result.printed()).isZero();
    }
    cluster.awaitHolder(cluster.node("server1"));
    for (OwnFiles files : machines) {
      assertThat(files.read("/proc/sys/net/ipv4/ip_nonlocal_bind")).isEqualTo("1\n");
      OwnFiles.Result second = setup(files);
      assertThat(second.printed()).endsWith(NOTHING_CHANGED);
      assertThat(second.status()).isZero();
    }
    takesUpWhatTheFileSaysNow(cluster, machines.get(1));
    isTakenBack(cluster, machines.getFirst());
  }

  private static void takesUpWhatTheFileSaysNow(Cluster cluster, OwnFiles server2)
      throws IOException {
    server2.write(CLUSTER_FILE, cluster.plan().yaml().replace("priority: 60", "priority: 70"));
    assertThat(setup(server2).printed()).contains("the daemon takes up:").contains("60", "70");
  }

  private static void isTakenBack(Cluster cluster, OwnFiles server1) throws IOException {
    OwnFiles.Result result = server1.run(Jvrrpd.launcher(), "setup", "--rollback");
    assertThat(result.printed()).endsWith("[SUCCESS] everything that setup did is taken back\n");
    assertThat(result.status()).isZero();
    cluster.awaitHolder(cluster.node("server2"));
    assertThat(server1.read("/etc/systemd/system/keepalived.service")).isEmpty();
    assertThat(server1.read("/run/systemctl.calls")).endsWith("daemon-reload\n");
    assertThat(server1.read("/proc/sys/net/ipv4/ip_nonlocal_bind")).isEqualTo("0\n");
  }

  @Scenario
  void aKeepalivedIsReplacedWhereBothSayTheSameAndNowhereElse(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllersFarApart());
    Node server1 = cluster.node("server1");
    OwnFiles files = controller(cluster, server1);
    files.write(KEEPALIVED_FILE, Keepalived.configuration(cluster.plan(), server1.controller()));
    files.run("systemctl", "start", "keepalived.service");
    cluster.awaitHolder(server1);

    files.write(CLUSTER_FILE, cluster.plan().yaml().replace("s3cr3t", "another"));
    OwnFiles.Result refused = setup(files, "--replace-keepalived");
    assertThat(refused.printed())
        .contains(
            "[ERROR] auth_pass differs from /etc/keepalived/keepalived.conf: starting would make two"
                + " masters\n")
        .contains(
            "[ERROR] auth_pass differs from the advertisements of 192.0.2.101: starting would make"
                + " two masters\n")
        .endsWith("[INFO] nothing was changed\n");
    assertThat(refused.status()).isEqualTo(1);
    files.write(CLUSTER_FILE, cluster.plan().yaml());
    OwnFiles.Result unasked = setup(files);
    assertThat(unasked.printed()).contains("--replace-keepalived stops it and starts jvrrpd");
    assertThat(unasked.status()).isEqualTo(1);
    assertThat(files.read("/run/systemctl.calls")).isEqualTo("start keepalived.service\n");
    assertThat(server1.holdsVip()).isTrue();

    OwnFiles.Result replaced = setup(files, "--replace-keepalived");
    assertThat(replaced.printed())
        .contains("[SUCCESS] 192.0.2.101 is MASTER with priority 100 and says the same")
        .contains("[SUCCESS] keepalived has ended")
        .contains("[SUCCESS] VIP 192.0.2.100 is assigned to this node (MASTER)");
    assertThat(replaced.status()).isZero();
    assertThat(files.read("/var/log/service.log")).contains("Starting jvrrpd");
    assertThat(setup(files).printed()).endsWith(NOTHING_CHANGED);

    OwnFiles.Result back = files.run(Jvrrpd.launcher(), "setup", "--rollback");
    assertThat(back.printed()).contains("[INFO] keepalived has its place back");
    assertThat(back.status()).isZero();
    await("keepalived holds the VIP again")
        .atMost(Duration.ofSeconds(12))
        .until(
            () ->
                server1.holdsVip()
                    && server1.host().addresses().stream().noneMatch(each -> each.isLease()));
  }

  @Scenario
  void whatANeighbourSaysIsComparedToo(Stage stage) throws Exception {
    ClusterPlan plan = ClusterPlan.threeControllersFarApart();
    Cluster cluster = stage.cluster(new Keepalived(), plan);
    cluster.node("server1").start();
    cluster.awaitHolder(cluster.node("server1"));
    OwnFiles server2 = controller(cluster, cluster.node("server2"));
    server2.write(
        CLUSTER_FILE,
        plan.yaml().replace("advert_int: 1", "advert_int: 2").replace("s3cr3t", "another"));
    OwnFiles.Result refused = setup(server2);
    assertThat(refused.printed())
        .contains(
            "[ERROR] advert_int (in centiseconds) differs from the advertisements of 192.0.2.101 (100"
                + " there, 200 in cluster.yaml): starting would make two masters\n")
        .contains("[ERROR] auth_pass differs from the advertisements of 192.0.2.101");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(server2.read("/run/systemctl.calls")).isEmpty();
  }

  private static OwnFiles controller(Cluster cluster, Node node) throws IOException {
    OwnFiles files = OwnFiles.of(node);
    files.write(CLUSTER_FILE, cluster.plan().yaml());
    return files;
  }

  private static OwnFiles.Result setup(OwnFiles files, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(Jvrrpd.launcher(), "setup"));
    command.addAll(List.of(options));
    return files.run(command.toArray(String[]::new));
  }
}
