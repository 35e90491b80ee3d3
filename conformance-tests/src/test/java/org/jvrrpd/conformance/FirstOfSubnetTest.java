package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Controller;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;

/**
 * The VIP as the first address of its subnet. When such an address goes, the kernel takes the
 * others of the subnet with it unless {@code promote_secondaries} is set (ip-sysctl.rst).
 */
class FirstOfSubnetTest {

  @Scenario
  void onlyTheVipGoesWhenItsLeaseEnds(Stage stage) throws Exception {
    ClusterPlan usual = ClusterPlan.threeControllersFarApart();
    List<Controller> narrow = new ArrayList<>();
    for (Controller each : usual.controllers()) {
      // Another prefix length than the VIP's is another subnet to the kernel.
      narrow.add(new Controller(each.name(), each.address(), 25, each.priority(), each.owner()));
    }
    Cluster cluster = stage.cluster(usual.withControllers(narrow));
    Node server1 = cluster.node("server1");
    assertThat(promoteSecondaries(server1)).isEqualTo("0");
    cluster.elect();
    server1.host().run("ip", "addr", "add", "192.0.2.201/24", "dev", "eth0");
    assertThat(server1.host().addresses())
        .anySatisfy(
            address -> {
              assertThat(address.address()).isEqualTo("192.0.2.201");
              assertThat(address.flags()).contains("secondary");
            });

    server1.kill();

    await("the lease has ended").atMost(Duration.ofSeconds(6)).until(() -> !server1.holdsVip());
    assertThat(server1.host().holds("192.0.2.201")).isTrue();
    assertThat(server1.host().holds("192.0.2.101")).isTrue();
    cluster.awaitHolder(cluster.node("server2"));
  }

  @Scenario
  void aDaemonThatStopsPutsTheSettingOfTheInterfaceBack(Stage stage) throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    assertThat(promoteSecondaries(server1)).isEqualTo("1");
    server1.terminate();
    assertThat(promoteSecondaries(server1)).isEqualTo("0");
  }

  private static String promoteSecondaries(Node node) throws Exception {
    return node.host().look("sysctl", "-n", "net.ipv4.conf.eth0.promote_secondaries").strip();
  }
}
