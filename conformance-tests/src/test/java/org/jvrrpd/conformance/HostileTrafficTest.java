package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Flood;
import org.jvrrpd.conformance.harness.Forgery;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.lab.wire.Advertisement;
import org.jvrrpd.lab.wire.PacketSocket;

/** The client sends advertisements that must be rejected; all of them claim priority 254. */
class HostileTrafficTest {
  private static final Pattern CLIENT =
      Pattern.compile("\"sender\"\\s*:\\s*\"" + Pattern.quote(ClusterPlan.CLIENT_ADDRESS) + "\"");

  private static final long GROWTH_LIMIT_KILOBYTES = 16_384;

  /** What the forgeries below have to be refused for, in the words of status. */
  private static final List<String> REASONS =
      List.of(
          "wrong password",
          "authentication type differs",
          "unknown authentication type",
          "advertisement interval differs",
          "advertisement interval 0",
          "message too long", // version 3 with the authentication data of version 2
          "unknown VRRP version",
          "not an advertisement",
          "TTL or hop limit is not 255",
          "wrong checksum",
          "VRID is not configured here",
          "message too short",
          "no addresses");

  private static Map<String, byte[]> forgeries(ClusterPlan plan) {
    Map<String, byte[]> kinds = new LinkedHashMap<>();
    kinds.put("wrong password", Forgery.of(plan).password("wrong").frame());
    kinds.put("no authentication", Forgery.of(plan).authenticationType(0).frame());
    kinds.put("unknown authentication", Forgery.of(plan).authenticationType(254).frame());
    kinds.put("wrong interval", Forgery.of(plan).interval(7).frame());
    kinds.put("interval zero", Forgery.of(plan).interval(0).frame());
    kinds.put("wrong version", Forgery.of(plan).version(3).frame());
    kinds.put("version zero", Forgery.of(plan).version(0).frame());
    kinds.put("wrong type", Forgery.of(plan).type(2).frame());
    kinds.put("wrong TTL", Forgery.of(plan).ttl(254).frame());
    kinds.put("wrong checksum", Forgery.of(plan).wrongChecksum().frame());
    kinds.put("foreign VRID", Forgery.of(plan).vrid(52).frame());
    kinds.put("VRID zero", Forgery.of(plan).vrid(0).frame());
    kinds.put("too many addresses", Forgery.of(plan).count(255).frame());
    kinds.put("no address", Forgery.of(plan).count(0).frame());
    for (int length = 0; length < 20; length++) {
      kinds.put("cut to " + length, Forgery.of(plan).cutTo(length).frame());
    }
    return kinds;
  }

  @Scenario
  void noKindOfForgedAdvertisementChangesAnything(Stage stage) throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    Instant begin = Instant.now();

    try (PacketSocket socket = cluster.client().packetSocket()) {
      List<byte[]> frames = List.copyOf(forgeries(cluster.plan()).values());
      assertThat(Flood.send(socket, frames, 200, Duration.ofSeconds(3))).isGreaterThan(500);
    }

    cluster.staysHolder(server1, Duration.ofSeconds(5));
    assertUndisturbed(cluster, begin);
    for (Node node : cluster.nodes()) {
      assertThat(node.status()).as(node.name()).contains(ClusterPlan.CLIENT_ADDRESS);
      assertThat(node.log()).as(node.name()).contains(ClusterPlan.CLIENT_ADDRESS);
      assertThat(node.status()).as(node.name()).contains(REASONS);
      // A line for each kind, and on the MASTER one that it may be a second one.
      assertThat(linesNaming(node, ClusterPlan.CLIENT_ADDRESS))
          .as("log lines of " + node.name())
          .isBetween(rejections(node), rejections(node) + 1);
      assertThat(node.log()).doesNotContain(cluster.plan().password());
      assertThat(node.status()).doesNotContain(cluster.plan().password());
    }
  }

  @Scenario
  void tenThousandForgedAdvertisementsASecondMoveNoTimerAndFillNothing(Stage stage)
      throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    Map<Node, Long> before = new LinkedHashMap<>();
    for (Node node : cluster.nodes()) {
      before.put(node, node.residentKilobytes());
    }
    Instant begin = Instant.now();

    try (PacketSocket socket = cluster.client().packetSocket()) {
      List<byte[]> frames = List.copyOf(forgeries(cluster.plan()).values());
      assertThat(Flood.send(socket, frames, 10_000, Duration.ofSeconds(5))).isGreaterThan(25_000);
    }

    cluster.staysHolder(server1, Duration.ofSeconds(5));
    assertUndisturbed(cluster, begin);
    for (Node node : cluster.nodes()) {
      assertThat(linesNaming(node, ClusterPlan.CLIENT_ADDRESS)).isLessThan(60);
      assertThat(node.residentKilobytes())
          .as("resident kilobytes of " + node.name())
          .isLessThan(before.getOrDefault(node, 0L) + GROWTH_LIMIT_KILOBYTES);
    }
  }

  private static void assertUndisturbed(Cluster cluster, Instant begin) throws IOException {
    for (Node node : cluster.nodes()) {
      assertThat(node.daemon().alive()).as(node.name()).isTrue();
      if (!node.name().equals("server1")) {
        assertThat(cluster.advertisementsOf(node)).as(node.name()).isEmpty();
        assertThat(node.log()).doesNotContain("Entering MASTER STATE");
      }
    }
    assertThat(cluster.node("server1").log()).containsOnlyOnce("Entering MASTER STATE");
    List<Advertisement> own =
        cluster.advertisementsOf(cluster.node("server1")).stream()
            .filter(seen -> seen.at().isAfter(begin.minusSeconds(2)))
            .toList();
    assertThat(own).hasSizeGreaterThan(5);
    // One interval and a second to spare: a timer that every forgery restarts sends nothing.
    assertThat(AdvertisementGaps.longest(own)).isLessThan(Duration.ofSeconds(2));
  }

  /** How many reasons status names beside the client's address. */
  private static long rejections(Node node) throws IOException {
    return CLIENT.matcher(node.status()).results().count();
  }

  private static long linesNaming(Node node, String address) throws IOException {
    return node.log().lines().filter(line -> line.contains(address)).count();
  }
}
