package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.lab.AddressOnHost;
import org.jvrrpd.lab.wire.Advertisement;

/** Three controllers of priority 100, 90 and 80 on a healthy network. */
class ThreeControllersTest {

  @Scenario
  void theOwnerHoldsTheVipAndTheOthersDoNot(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers()).elect();
    Node server1 = cluster.node("server1");
    AddressOnHost vip = vipOn(server1, cluster.plan().vip());
    assertThat(vip.interfaceName()).isEqualTo("eth0");
    assertThat(vip.prefixLength()).isEqualTo(24);
    assertThat(vip.scope()).isEqualTo("global");
    assertThat(vip.flags()).contains("secondary");
    assertThat(vip.isLease()).isEqualTo(server1.kind().hasLeases());
    assertThat(cluster.client().reaches(cluster.plan().vip())).isTrue();
    assertThat(cluster.client().neighbour(cluster.plan().vip()))
        .contains(server1.host().macAddress());
    cluster.staysHolder(server1, Duration.ofSeconds(3));
  }

  @Scenario
  void oneSpeakerSendsOneAdvertisementASecond(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers()).elect();
    Node server1 = cluster.node("server1");
    Instant settled = Instant.now();
    cluster.staysHolder(server1, Duration.ofSeconds(6));

    List<Advertisement> seen =
        cluster.recording().advertisements().stream()
            .filter(advertisement -> advertisement.at().isAfter(settled))
            .toList();
    assertThat(seen).hasSizeBetween(5, 7);
    assertThat(seen)
        .allSatisfy(
            advertisement -> {
              assertThat(advertisement.source()).isEqualTo("192.0.2.101");
              assertThat(advertisement.destination()).isEqualTo("224.0.0.18");
              assertThat(advertisement.ttl()).isEqualTo(255);
              assertThat(advertisement.version()).isEqualTo(2);
              assertThat(advertisement.vrid()).isEqualTo(51);
              assertThat(advertisement.priority()).isEqualTo(100);
            });
    assertThat(AdvertisementGaps.longest(seen)).isLessThan(Duration.ofSeconds(2));
    assertThat(tcpdumpOf(stage.directory().resolve("bridge.pcap")))
        .contains("vrid 51, prio 100")
        .doesNotContain("bad vrrp cksum")
        .doesNotContain("bad cksum")
        .doesNotContain("truncated");
  }

  @Scenario
  void theVipIsAnnouncedFiveTimesAndFiveTimesMore(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(ClusterPlan.threeControllers()).elect();
    Node server1 = cluster.node("server1");
    cluster.staysHolder(server1, Duration.ofSeconds(7));
    assertThat(cluster.announcementsOf(server1)).hasSize(10);
    assertThat(cluster.announcements()).hasSize(10);
  }

  private static AddressOnHost vipOn(Node node, String vip) throws IOException {
    return node.host().addresses().stream()
        .filter(address -> address.address().equals(vip))
        .findFirst()
        .orElseThrow(() -> new AssertionError(node.name() + " does not hold " + vip));
  }

  /** Read from stdin: tcpdump gives up root before it opens a file, and may not reach this one. */
  private static String tcpdumpOf(Path capture) throws Exception {
    Path output = Files.createTempFile("tcpdump", ".txt");
    try {
      Process tcpdump =
          new ProcessBuilder("tcpdump", "-n", "-vv", "-r", "-", "ip proto 112")
              .redirectInput(capture.toFile())
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(tcpdump.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(tcpdump.exitValue()).isZero();
      return Files.readString(output);
    } finally {
      Files.delete(output);
    }
  }
}
