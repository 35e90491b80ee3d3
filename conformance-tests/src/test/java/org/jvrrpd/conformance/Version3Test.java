package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.DaemonKind;
import org.jvrrpd.conformance.harness.Dialect;
import org.jvrrpd.conformance.harness.Jvrrpd;
import org.jvrrpd.conformance.harness.Keepalived;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.conformance.harness.TakeOver;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.AdvertisementDecoder;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.Decoded;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.lab.wire.Advertisement;

/** Version 3 over IPv4: RFC 9568 on the wire, among ourselves and with keepalived. */
class Version3Test {
  private static final Duration TO_SPARE = Duration.ofSeconds(1);

  /** How much earlier than the protocol's bound a time stamp may make it look. */
  private static final Duration STAMPING = Duration.ofMillis(5);

  private static ClusterPlan plan(Dialect dialect) {
    return ClusterPlan.threeControllersFarApart().speaking(dialect);
  }

  @Scenario
  void anAdvertisementLooksAsTheProtocolDemands(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(plan(Dialect.version3(100))).elect();
    Node server1 = cluster.node("server1");
    Advertisement seen = cluster.advertisementsOf(server1).getLast();
    assertThat(seen.ttl()).isEqualTo(255);
    assertThat(seen.destination()).isEqualTo("224.0.0.18");
    ByteBuffer message = seen.message();
    assertThat(message.remaining()).as("no authentication data").isEqualTo(12);
    assertThat(message.get(0)).as("version and type").isEqualTo((byte) 0x31);
    assertThat(message.getShort(4)).as("reserved bits, centiseconds").isEqualTo((short) 100);
    assertThat(form(seen)).isEqualTo(ChecksumForm.PSEUDO_HEADER);
    Instant stopped = Instant.now();
    assertThat(server1.terminate()).isZero();
    cluster.awaitAnnouncement(cluster.node("server2"), stopped);
    assertThat(cluster.advertisementsOf(server1).getLast().priority()).isZero();
  }

  @Scenario
  void theNextInRankTakesOverWithinThreeIntervalsAndTheSkew(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(plan(Dialect.version3(100))).elect();
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    Instant killed = server1.kill();
    cluster.awaitAnnouncement(server2, killed);
    TakeOver takeOver = cluster.takeOver(server1, server2, killed);
    Duration bound = cluster.plan().downInterval(server2.controller());
    assertThat(takeOver.gap()).isBetween(bound.minus(STAMPING), bound.plus(TO_SPARE));
    assertThat(cluster.holdings().longestOverlap(killed)).isZero();
    cluster.staysHolder(server2, Duration.ofSeconds(1));
  }

  /** The shortest lease is a second, so that it outlives the take-over, and bounds the damage. */
  @Scenario
  void atATenthOfASecondTheTakeOverTakesAThirdOfOne(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(plan(Dialect.version3(10))).elect();
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    Instant killed = server1.kill();
    cluster.awaitAnnouncement(server2, killed);
    TakeOver takeOver = cluster.takeOver(server1, server2, killed);
    Duration bound = cluster.plan().downInterval(server2.controller());
    assertThat(bound).isLessThan(Duration.ofMillis(400));
    assertThat(takeOver.gap()).isBetween(bound.minus(STAMPING), bound.plus(TO_SPARE));
    cluster.awaitHolder(server2);
    assertThat(cluster.holdings().longestOverlap(killed)).isLessThan(Duration.ofSeconds(4));
  }

  @Scenario
  void keepalivedFollowsUsAndTakesOver(Stage stage) throws Exception {
    takesTurns(stage, new Jvrrpd(), new Keepalived(), Dialect.version3(100));
  }

  @Scenario
  void weFollowKeepalivedAndTakeOver(Stage stage) throws Exception {
    takesTurns(stage, new Keepalived(), new Jvrrpd(), Dialect.version3(10));
  }

  /** Debian 12's keepalived knows one reading of the checksum, and drops the other. */
  @Scenario
  void weHearKeepalivedUnderTheOtherChecksumAndWarn(Stage stage) throws Exception {
    ClusterPlan plan = plan(Dialect.version3(100).withRfc9568Checksum());
    Cluster cluster = stage.mixedCluster("server1", new Keepalived(), new Jvrrpd(), plan).elect();
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    cluster.staysHolder(server1, Duration.ofSeconds(3));
    assertThat(server2.log())
        .contains("the checksum of the advert from 192.0.2.101 is of the other reading than ours");
    Instant stopped = Instant.now();
    assertThat(server1.terminate()).isZero();
    cluster.awaitAnnouncement(server2, stopped);
    assertThat(form(cluster.advertisementsOf(server2).getLast()))
        .isEqualTo(ChecksumForm.MESSAGE_ONLY);
  }

  /** One daemon holds the VIP, stops, is replaced by the other, and takes the VIP back. */
  private static void takesTurns(Stage stage, DaemonKind first, DaemonKind others, Dialect dialect)
      throws Exception {
    ClusterPlan all = plan(dialect);
    ClusterPlan two = all.withControllers(all.controllers().subList(0, 2));
    Cluster cluster = stage.mixedCluster("server1", first, others, two).elect();
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    Instant stopped = Instant.now();
    assertThat(server1.terminate()).isZero();
    cluster.awaitAnnouncement(server2, stopped);
    assertThat(cluster.takeOver(server1, server2, stopped).gap())
        .isLessThan(two.skew(server2.controller()).plus(TO_SPARE));
    Instant again = Instant.now();
    server1.start();
    cluster.awaitAnnouncement(server1, again);
    cluster.awaitHolder(server1);
    cluster.staysHolder(server1, Duration.ofSeconds(1));
    for (Node node : List.of(server1, server2)) {
      assertThat(cluster.advertisementsOf(node))
          .isNotEmpty()
          .allSatisfy(seen -> assertThat(form(seen)).isEqualTo(ChecksumForm.PSEUDO_HEADER));
    }
  }

  @Scenario
  void aBackupGoesByTheMastersIntervalAndSaysSo(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(plan(Dialect.version3(100))).elect();
    Node server2 = cluster.node("server2");
    Path file = server2.directory().resolve("cluster.yaml");
    Files.writeString(file, Files.readString(file).replace("advert_int: 1\n", "advert_int: 0.4\n"));
    server2.daemon().signal("HUP");
    server2.awaitLog("advertisement interval mismatch with 192.0.2.101");
    // Three of its own intervals and its skew are 1.5 s: every other advertisement would be late.
    cluster.staysHolder(cluster.node("server1"), Duration.ofSeconds(4));
    assertThat(cluster.advertisementsOf(server2)).isEmpty();
  }

  /** The reading under which its checksum is right. */
  private static ChecksumForm form(Advertisement seen) throws IOException {
    Envelope envelope =
        new Envelope(address(seen.source()), Envelope.group(AddressFamily.IPV4), seen.ttl());
    return switch (AdvertisementDecoder.decode(seen.message(), envelope)) {
      case Decoded.Accepted(_, ChecksumForm form) -> form;
      case Decoded.Rejected(var reason) -> throw new IOException(reason.description());
    };
  }

  private static IpAddress address(String literal) {
    return IpAddress.parse(literal).orElseThrow();
  }
}
