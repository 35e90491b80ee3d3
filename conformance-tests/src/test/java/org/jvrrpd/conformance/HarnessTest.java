package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Forgery;
import org.jvrrpd.conformance.harness.Keepalived;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.conformance.harness.TakeOver;
import org.jvrrpd.lab.wire.CapturedFrame;
import org.jvrrpd.lab.wire.PacketSocket;
import org.jvrrpd.lab.wire.Recording;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.Pcaps;

/**
 * The harness sees what happens: keepalived, whose behaviour is known, stands in every place, so a
 * failure here is the lab's and not the daemon's.
 */
class HarnessTest {

  @Scenario
  void keepalivedElectsLosesItsHolderAndHeals(Stage stage) throws Exception {
    Cluster cluster =
        stage.cluster(new Keepalived(), ClusterPlan.threeControllersFarApart()).elect();
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    assertThat(cluster.client().reaches(cluster.plan().vip())).isTrue();
    assertThat(cluster.client().neighbour(cluster.plan().vip()))
        .contains(server1.host().macAddress());

    Instant isolated = Instant.now();
    server1.host().isolate();
    await("a holder on each side")
        .atMost(Cluster.ELECTION_LIMIT)
        .until(() -> cluster.holders().equals(List.of("server1", "server2")));
    server1.host().rejoin();
    cluster.awaitHolder(server1);
    assertThat(cluster.holdings().longestOverlap(isolated)).isPositive();

    TakeOver takeOver = cluster.takeOverAfterKill(server1, server2);
    Duration bound = cluster.plan().downInterval(server2.controller());
    assertThat(takeOver.gap()).isBetween(bound.minusMillis(5), bound.plusSeconds(1));
    // keepalived has no leases: the address of the killed one stays, which the harness must see.
    assertThat(cluster.holders()).containsExactly("server1", "server2");
  }

  @Scenario
  void aCutCableIsSeenByTheDaemonAndTheWire(Stage stage) throws Exception {
    Cluster cluster =
        stage.cluster(new Keepalived(), ClusterPlan.threeControllersFarApart()).elect();
    Node server1 = cluster.node("server1");
    server1.host().cutCable();
    server1.awaitLog("Entering FAULT STATE");
    cluster.awaitHolder(cluster.node("server2"));
    server1.host().plugCable();
    cluster.awaitHolder(server1);
  }

  @Scenario
  void whatOurReaderReadsLibpcapReadsToo(Stage stage) throws Exception {
    Cluster cluster =
        stage.cluster(new Keepalived(), ClusterPlan.threeControllersFarApart()).elect();
    cluster.node("server1").freeze();
    cluster.client().reaches(cluster.plan().vip());
    Recording ours = cluster.recording();
    List<String> theirs = readByLibpcap(stage.directory().resolve("bridge.pcap"));
    assertThat(ours.advertisements()).isNotEmpty();
    assertThat(ours.announcements()).hasSizeGreaterThanOrEqualTo(5);
    // The file may have grown between the two readings.
    assertThat(theirs).hasSizeGreaterThanOrEqualTo(ours.frames().size());
    assertThat(theirs.subList(0, ours.frames().size()))
        .isEqualTo(ours.frames().stream().map(HarnessTest::describe).toList());
  }

  /** Otherwise the hostile scenarios would prove nothing: one right forgery is believed. */
  @Scenario
  void aForgeryWithNothingWrongIsBelieved(Stage stage) throws Exception {
    Cluster cluster =
        stage.cluster(new Keepalived(), ClusterPlan.threeControllersFarApart()).elect();
    Node server1 = cluster.node("server1");
    try (PacketSocket socket = cluster.client().packetSocket()) {
      socket.send(Forgery.of(cluster.plan()).frame());
    }
    server1.awaitLog("Master received advert from 192.0.2.1 with higher priority 254, ours 100");
    await("server1 gives the VIP up")
        .atMost(Duration.ofSeconds(3))
        .until(() -> cluster.holdings().of("server1").size() == 1 && !server1.holdsVip());
  }

  private static String describe(CapturedFrame frame) {
    byte[] bytes = new byte[frame.bytes().remaining()];
    frame.bytes().get(bytes);
    return frame.at() + " " + HexFormat.of().formatHex(bytes);
  }

  private static List<String> readByLibpcap(Path file) throws Exception {
    List<String> frames = new ArrayList<>();
    try (PcapHandle handle =
        Pcaps.openOffline(file.toString(), PcapHandle.TimestampPrecision.NANO)) {
      for (byte[] bytes = handle.getNextRawPacket();
          bytes != null;
          bytes = handle.getNextRawPacket()) {
        frames.add(handle.getTimestamp().toInstant() + " " + HexFormat.of().formatHex(bytes));
      }
    }
    return frames;
  }
}
