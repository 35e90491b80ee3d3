package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.ClusterPlan;
import org.jvrrpd.conformance.harness.Dialect;
import org.jvrrpd.conformance.harness.Holdings.Holding;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Scenario;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.conformance.harness.TakeOver;

/** The holder stops, dies or freezes, and the next in rank takes over. */
class TakeOverTest {
  private static final Duration TO_SPARE = Duration.ofSeconds(1);

  /** How much earlier than the protocol's bound a time stamp may make it look. */
  private static final Duration STAMPING = Duration.ofMillis(5);

  @Scenario
  void theNextInRankWaitsOnlyItsSkewTimeWhenTheHolderStops(Stage stage) throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");
    Instant stopped = Instant.now();

    assertThat(server1.terminate()).isZero();

    assertThat(Duration.between(stopped, Instant.now())).isLessThan(Duration.ofSeconds(2));
    assertThat(server1.holdsVip()).isFalse();
    cluster.awaitHolder(server2);
    TakeOver takeOver = cluster.takeOver(server1, server2, stopped);
    assertThat(takeOver.lastHeard().priority()).isZero();
    Duration skew = cluster.plan().skew(server2.controller());
    assertThat(takeOver.gap()).isBetween(skew.minus(STAMPING), skew.plus(TO_SPARE));
    assertThat(cluster.holdings().longestOverlap(stopped)).isZero();
    assertThat(cluster.client().reaches(cluster.plan().vip())).isTrue();
  }

  @Scenario
  void aKilledHolderHasLostTheVipWhenTheNextInRankTakesIt(Stage stage) throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");

    TakeOver takeOver = cluster.takeOverAfterKill(server1, server2);
    Duration bound = cluster.plan().downInterval(server2.controller());
    assertThat(takeOver.gap()).isBetween(bound.minus(STAMPING), bound.plus(TO_SPARE));
    assertLeaseEndedBefore(cluster, server1, takeOver);
    cluster.staysHolder(server2, Duration.ofSeconds(2));
    assertThat(cluster.client().reaches(cluster.plan().vip())).isTrue();
    assertThat(cluster.client().neighbour(cluster.plan().vip()))
        .contains(server2.host().macAddress());
    assertThat(cluster.node("server3").log()).doesNotContain("Entering MASTER STATE");
  }

  @Scenario
  void aFrozenHolderThatWakesUpIsNoSecondHolder(Stage stage) throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");

    Instant frozen = server1.freeze();
    cluster.awaitAnnouncement(server2, frozen);
    TakeOver takeOver = cluster.takeOver(server1, server2, frozen);
    Duration bound = cluster.plan().downInterval(server2.controller());
    assertThat(takeOver.gap()).isBetween(bound.minus(STAMPING), bound.plus(TO_SPARE));
    assertLeaseEndedBefore(cluster, server1, takeOver);

    Instant thawed = server1.thaw();
    // Longer than its down interval, and it waits 30 s after a stall before it preempts.
    cluster.staysHolder(server2, Duration.ofSeconds(8));
    assertThat(cluster.holdings().longestOverlap(thawed)).isLessThan(Duration.ofMillis(200));
    assertThat(cluster.announcements().getLast().senderMac())
        .isEqualTo(server2.host().macAddress());
    assertThat(server1.daemon().alive()).isTrue();
  }

  @Scenario
  void aFrozenHolderThatNobodyReplacedAnnouncesAgainAndSaysHowLateItWas(Stage stage)
      throws Exception {
    ClusterPlan usual = ClusterPlan.threeControllersFarApart().speaking(Dialect.version3(20));
    Cluster cluster =
        stage.cluster(usual.withControllers(usual.controllers().subList(0, 1))).elect();
    Node server1 = cluster.node("server1");

    server1.freeze();
    await("the lease has ended").atMost(Duration.ofSeconds(6)).until(() -> !server1.holdsVip());
    Instant thawed = server1.thaw();

    cluster.awaitAnnouncement(server1, thawed);
    cluster.awaitHolder(server1);
    assertThat(server1.log())
        .containsPattern(
            "\\(VI_\\w+\\) woken [1-9][0-9]{2,3} ms too late, of an interval of 200 ms");
    assertThat(server1.status()).containsPattern("\"worst_ns\":[1-9][0-9]{8}");
  }

  @Scenario
  void aBackupThatWasFrozenForTenSecondsNeverBecomesMaster(Stage stage) throws Exception {
    Cluster cluster = stage.electedCluster();
    Node server1 = cluster.node("server1");
    Node server2 = cluster.node("server2");

    server2.freeze();
    cluster.staysHolder(server1, Duration.ofSeconds(10));
    server2.thaw();
    cluster.staysHolder(server1, Duration.ofSeconds(6));

    assertThat(cluster.advertisementsOf(server2)).isEmpty();
    assertThat(cluster.holdings().of("server2")).isEmpty();
    assertThat(server2.log()).doesNotContain("Entering MASTER STATE");
    assertThat(server2.daemon().alive()).isTrue();
  }

  private static void assertLeaseEndedBefore(Cluster cluster, Node node, TakeOver takeOver)
      throws Exception {
    if (node.kind().hasLeases()) {
      assertThat(cluster.holdings().of(node.name()))
          .extracting(Holding::until)
          .allSatisfy(until -> assertThat(until).isBefore(takeOver.announced().at()));
    }
  }
}
