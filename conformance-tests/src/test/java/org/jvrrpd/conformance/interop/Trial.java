package org.jvrrpd.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.Jvrrpd;
import org.jvrrpd.conformance.harness.Node;
import org.jvrrpd.conformance.harness.Stage;
import org.jvrrpd.lab.wire.Advertisement;

/** Tries one cell: two real daemons, watched on the wire and in their kernels. */
final class Trial {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Cell cell;
  private final Expectation expected;
  private final Cluster cluster;
  private final Node master;
  private final Node backup;
  private @Nullable Duration took;

  private Trial(Cell cell, Cluster cluster) {
    this.cell = cell;
    this.expected = Rules.expected(cell);
    this.cluster = cluster;
    this.master = cluster.node(Cell.MASTER);
    this.backup = cluster.node(Cell.BACKUP);
  }

  /** A trial in a lab of its own, nothing started. */
  static Trial of(Cell cell, Stage stage) throws Exception {
    Cluster cluster =
        stage.mixedCluster(
            Cell.MASTER, cell.master().kind(), cell.backup().kind(), cell.masterPlan());
    cluster.node(Cell.BACKUP).follow(cell.backupPlan());
    return new Trial(cell, cluster);
  }

  /**
   * How long the change took on the wire, once there was one; null before, and where the rule
   * expects none.
   */
  @Nullable Duration took() {
    return took;
  }

  /** Makes the event happen and holds what comes of it to the rule. */
  void run() throws Exception {
    switch (cell.event()) {
      case MASTER_FIRST -> masterFirst();
      case BACKUP_FIRST -> backupFirst();
      case STOP -> stop();
      case KILL -> kill();
      case CABLE -> cutCable();
      case PRIORITY_CHANGE -> lowerPriority();
      case EQUAL_PRIORITIES -> partitionOfEquals();
      case WRONG_PASSWORD, WRONG_INTERVAL, DIFFERENT_VIPS -> disagree();
    }
    awaitHolders(expected.holders());
    says(master, expected.masterSays());
    says(backup, expected.backupSays());
    stay(expected.holders());
    if (took != null) {
      assertThat(took)
          .as("how long the change took")
          .isBetween(expected.atLeast().minus(stamping()), expected.within());
    }
    clientFindsTheHolder();
  }

  private void masterFirst() throws Exception {
    master.start();
    took = sinceReady(Instant.now(), firstOf(master));
    awaitHolders(List.of(Cell.MASTER));
    backup.start();
    stay(List.of(Cell.MASTER));
    assertThat(cluster.advertisementsOf(backup)).as("the backup is silent").isEmpty();
  }

  private void backupFirst() throws Exception {
    backup.start();
    awaitHolders(List.of(Cell.BACKUP));
    master.start();
    Instant ready = Instant.now();
    Advertisement first = firstOf(master);
    took = sinceReady(ready, first);
    awaitHolders(List.of(Cell.MASTER));
    assertThat(lastOf(backup).at())
        .as("the last word of the one that gave way")
        .isBefore(first.at().plusSeconds(1));
  }

  private void stop() throws Exception {
    begin();
    Instant before = Instant.now();
    master.terminate();
    Advertisement first = awaitFirstSince(backup, before);
    Advertisement last = lastOf(master);
    assertThat(last.priority()).as("the last word is a resignation").isZero();
    took = Duration.between(last.at(), first.at());
  }

  private void kill() throws Exception {
    begin();
    Instant killed = master.kill();
    Advertisement first = awaitFirstSince(backup, killed);
    took = Duration.between(lastOf(master).at(), first.at());
  }

  private void cutCable() throws Exception {
    begin();
    Instant cut = Instant.now();
    master.host().cutCable();
    Advertisement first = awaitFirstSince(backup, cut);
    took = Duration.between(lastOf(master).at(), first.at());
    awaitHolders(List.of(Cell.BACKUP));
    master.host().plugCable();
  }

  private void lowerPriority() throws Exception {
    begin();
    Instant before = Instant.now();
    master.changePriority(cell.loweredPlan());
    Advertisement first = awaitFirstSince(backup, before);
    Advertisement lowered =
        cluster.advertisementsOf(master).stream()
            .filter(seen -> seen.priority() < 100)
            .findFirst()
            .orElseThrow();
    took = Duration.between(lowered.at(), first.at());
  }

  /** It stays where it is, until each had it; then the higher address keeps it. */
  private void partitionOfEquals() throws Exception {
    begin();
    stay(List.of(Cell.MASTER));
    Instant isolated = Instant.now();
    master.host().isolate();
    awaitHolders(List.of(Cell.MASTER, Cell.BACKUP));
    awaitFirstSince(backup, isolated);
    Instant healed = Instant.now();
    master.host().rejoin();
    awaitHolders(List.of(Cell.BACKUP));
    Instant lastWord = lastOf(master).at();
    took = lastWord.isAfter(healed) ? Duration.between(healed, lastWord) : Duration.ZERO;
  }

  private void disagree() throws Exception {
    master.start();
    awaitHolders(List.of(Cell.MASTER));
    backup.start();
    if (expected.holders().contains(Cell.BACKUP)) {
      took = sinceReady(Instant.now(), firstOf(backup));
    }
  }

  /** The preferred node has the VIP, and the other one listens. */
  private void begin() throws Exception {
    master.start();
    awaitHolders(List.of(Cell.MASTER));
    backup.start();
    stay(List.of(Cell.MASTER));
  }

  private void awaitHolders(List<String> names) {
    await("the VIP is with " + names)
        .atMost(PATIENCE)
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .until(() -> cluster.holders().equals(names));
  }

  /** Watches for a little longer than an advertisement may be missed. */
  private void stay(List<String> names) {
    long nanos = cluster.plan().dialect().interval().multipliedBy(2).plusMillis(200).toNanos();
    long begin = System.nanoTime();
    await("the VIP stays with " + names)
        .atMost(PATIENCE)
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .failFast(() -> assertThat(cluster.holders()).as("holders").isEqualTo(names))
        .until(() -> System.nanoTime() - begin >= nanos);
  }

  private static void says(Node node, List<String> words) {
    if (node.kind() instanceof Jvrrpd) {
      words.forEach(node::awaitLog);
    }
  }

  /** From outside: one ping, and whose MAC address it was sent to. */
  private void clientFindsTheHolder() throws Exception {
    if (expected.holders().size() > 1) {
      return;
    }
    Node holder = cluster.node(expected.holders().getFirst());
    String vip = holder.plan().vip();
    await("the client reaches the VIP").atMost(PATIENCE).until(() -> cluster.client().reaches(vip));
    assertThat(cluster.client().neighbour(vip)).contains(holder.announcedMac());
  }

  /** Its log is read a little late, and at short intervals later than it speaks. */
  private static Duration sinceReady(Instant ready, Advertisement first) {
    return first.at().isAfter(ready) ? Duration.between(ready, first.at()) : Duration.ZERO;
  }

  private Advertisement firstOf(Node node) throws Exception {
    return awaitFirstSince(node, Instant.EPOCH);
  }

  private Advertisement awaitFirstSince(Node node, Instant since) throws Exception {
    await(node.name() + " advertises")
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.advertisementsOf(node).stream().anyMatch(seen -> seen.at().isAfter(since)));
    return firstSince(node, since);
  }

  private Advertisement firstSince(Node node, Instant since) throws Exception {
    return cluster.advertisementsOf(node).stream()
        .filter(seen -> seen.at().isAfter(since))
        .findFirst()
        .orElseThrow(() -> new AssertionError(node.name() + " has sent nothing"));
  }

  private Advertisement lastOf(Node node) throws Exception {
    List<Advertisement> all = cluster.advertisementsOf(node);
    assertThat(all).as(node.name() + " has spoken").isNotEmpty();
    return all.getLast();
  }

  /** How much earlier than it was a time stamp may make something look. */
  private static Duration stamping() {
    return Duration.ofMillis(5);
  }
}
