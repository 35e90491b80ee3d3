package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    assertThat(seen.tos()).as("internetwork control").isEqualTo(0xC0);
    assertThat(seen.source()).isEqualTo(server1.controller().address());
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
    TakeOver takeOver = cluster.takeOverAfterKill(server1, server2);
    Duration bound = cluster.plan().downInterval(server2.controller());
    assertThat(takeOver.gap()).isBetween(bound.minus(STAMPING), bound.plus(TO_SPARE));
    assertThat(cluster.holdings().longestOverlap(takeOver.lastHeard().at())).isZero();
    cluster.staysHolder(server2, Duration.ofSeconds(1));
  }

  /** The shortest lease is a second, so that it outlives the take-over, and bounds the damage. */
  @Scenario
  void atATenthOfASecondTheTakeOverTakesAThirdOfOne(Stage stage) throws Exception {
    Cluster cluster = stage.cluster(plan(Dialect.version3(10))).elect();
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    TakeOver takeOver = cluster.takeOverAfterKill(server1, server2);
    Duration bound = cluster.plan().downInterval(server2.controller());
    assertThat(bound).isLessThan(Duration.ofMillis(400));
    assertThat(takeOver.gap()).isBetween(bound.minus(STAMPING), bound.plus(TO_SPARE));
    cluster.awaitHolder(server2);
    assertThat(cluster.holdings().longestOverlap(takeOver.lastHeard().at()))
        .isLessThan(Duration.ofSeconds(4));
  }

  /**
   * Shorter than a busy machine's timers are exact: that it elects and holds is all that is said.
   */
  @Scenario
  void atAHundredthOfASecondItHolds(Stage stage) throws Exception {
    ClusterPlan all = plan(Dialect.version3(1));
    ClusterPlan one = all.withControllers(all.controllers().subList(0, 1));
    Cluster cluster = stage.cluster(one).elect();
    Node server1 = cluster.node("server1");
    cluster.staysHolder(server1, Duration.ofSeconds(2));
    assertThat(cluster.advertisementsOf(server1))
        .hasSizeGreaterThan(100)
        .allSatisfy(seen -> assertThat(seen.message().getShort(4)).isEqualTo((short) 1));
  }

  /** Nothing is sent or held before, and the reload says what is different. */
  @Scenario
  void aStartupDelayIsSpentInInitAndShown(Stage stage) throws Exception {
    ClusterPlan all = plan(Dialect.version3(20).withRfc9568Checksum());
    ClusterPlan one = all.withControllers(all.controllers().subList(0, 1));
    Cluster cluster = stage.cluster(one);
    Node server1 = cluster.node("server1");
    Path file = server1.directory().resolve("cluster.yaml");
    String keys = "version: 3\n    vip_lease: false\n    startup_delay: 6\n";
    Files.writeString(file, one.yaml().replace("version: 3\n", keys));
    Instant launched = Instant.now();
    List<String> command = Jvrrpd.run(file, server1.name(), server1.directory());
    Path log = stage.directory().resolve("server1.log");
    server1.host().start("server1's jvrrpd", log, Map.of(), command.toArray(String[]::new));
    await("status answers")
        .atMost(Duration.ofSeconds(5))
        .ignoreExceptions()
        .until(() -> server1.status().contains("\"init_until\":\""));
    assertThat(server1.status())
        .contains("\"version\":3,\"checksum\":\"rfc9568\"")
        .contains("\"state\":\"INIT\"");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("startup_delay: 6", "startup_delay: 7")
            .replace("checksum: rfc9568", "v3_checksum_as_v2: false"));
    assertThat(
            server1.host().look(Jvrrpd.dryRunCommand(server1.directory()).toArray(String[]::new)))
        .contains("startup_delay 6.0 becomes 7.0")
        .contains("becomes with the pseudo-header (RFC 5798)");
    cluster.awaitHolder(server1);
    assertThat(cluster.advertisementsOf(server1).getFirst().at())
        .isAfter(launched.plus(Duration.ofSeconds(6)));
    assertThat(server1.status()).contains("\"init_until\":null");
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
    assertThat(server2.log().split("advertisement interval mismatch", -1))
        .as("told once")
        .hasSize(2);
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
