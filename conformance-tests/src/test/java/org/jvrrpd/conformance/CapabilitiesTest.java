package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;

/** Two capabilities are needed, and nothing else that root has (capabilities(7)). */
class CapabilitiesTest {
  private static final int NOT_PERMITTED = 77;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Scenario
  void withoutNetAdminTheDaemonSaysSoAndEnds(Stage stage) throws Exception {
    assertRefusedWithout(stage, "net_admin", "CAP_NET_ADMIN", "CAP_NET_RAW");
  }

  @Scenario
  void withoutNetRawTheDaemonSaysSoAndEnds(Stage stage) throws Exception {
    assertRefusedWithout(stage, "net_raw", "CAP_NET_RAW", "CAP_NET_ADMIN");
  }

  @Scenario
  void withOnlyThoseTwoAndWithoutRootItWorks(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers());
    Node server1 = cluster.node("server1");
    giveAway(stage.temporaryDirectory());
    List<String> prefix = new ArrayList<>(List.of("setpriv"));
    if (otherUsersExist()) {
      prefix.addAll(List.of("--reuid", "nobody", "--regid", "nogroup", "--clear-groups"));
    }
    prefix.addAll(
        List.of(
            "--inh-caps",
            "-all,+net_admin,+net_raw",
            "--ambient-caps",
            "-all,+net_admin,+net_raw",
            "--bounding-set",
            "-all,+net_admin,+net_raw",
            "--no-new-privs"));
    server1.launch(prefix);
    server1.awaitLog("Entering BACKUP STATE");
    cluster.awaitHolder(server1);
    assertThat(server1.terminate()).isZero();
    assertThat(server1.holdsVip()).isFalse();
  }

  private static void assertRefusedWithout(
      Stage stage, String capability, String missing, String present) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers());
    Node server1 = cluster.node("server1");
    server1.launch(
        List.of(
            "setpriv",
            "--inh-caps",
            "-" + capability,
            "--bounding-set",
            "-" + capability,
            "--no-new-privs"));
    assertThat(server1.daemon().waitFor(LIMIT)).isEqualTo(NOT_PERMITTED);
    assertThat(server1.log()).contains(missing).doesNotContain(present);
    assertThat(server1.log()).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(server1.holdsVip()).isFalse();
    assertThat(cluster.advertisementsOf(server1)).isEmpty();
  }

  /** A user namespace of somebody without rights knows one user only, which it calls root. */
  private static boolean otherUsersExist() throws IOException {
    String[] onlyRange = Files.readString(Path.of("/proc/self/uid_map")).strip().split("\\s+", -1);
    return onlyRange.length != 3 || !onlyRange[2].equals("1");
  }

  /** The daemon writes its runtime directory and reads the cluster file as another user. */
  private static void giveAway(Path directory) throws IOException {
    if (otherUsersExist()) {
      var nobody =
          FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      try (var tree = Files.walk(directory)) {
        for (Path path : tree.toList()) {
          Files.setOwner(path, nobody);
        }
      }
    }
  }
}
