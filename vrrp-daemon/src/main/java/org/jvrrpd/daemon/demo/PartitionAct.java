package org.jvrrpd.daemon.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The network falls into two halves that cannot hear each other, and comes together again. */
record PartitionAct() implements Act {

  @Override
  public String title() {
    return "A partition and its heal";
  }

  @Override
  public String explanation(Member holder) {
    return """
    %1$s's port is taken out of the bridge and the carrier stays, as with a broken trunk between \
    two switches. %1$s cannot know and goes on; the others hear nothing, and %2$s takes over on \
    their side. Now each half has a holder, which is right: no packet passes between them, and \
    each half's clients are served. What matters is the heal: within one interval one of the two \
    gives way, and all neighbours learn who is left.\
    """
        .formatted(holder.name(), DemoCluster.nextInRank(holder).name());
  }

  @Override
  public Report perform(Scene scene) throws IOException {
    LiveCluster cluster = scene.cluster();
    Member old = scene.holder();
    Bound bound = Bound.afterSilence(DemoCluster.nextInRank(old));
    Instant parted = Instant.now();
    cluster.host(old).isolate();
    Optional<Succession> succession = Succession.await(scene, parted, bound);
    if (succession.isEmpty()) {
      return scene.broken("nobody took the VIP over on the other side");
    }
    Succession seen = succession.get();
    scene.show(seen.timeline("is cut off, and its carrier stays", "loses " + DemoCluster.VIP));
    Figure takeOver = seen.figure();
    scene.show(takeOver);
    List<Member> apart = cluster.holders();
    scene.showHolders(apart);
    scene.showPause(takeOver.pause());

    Judge judge = new Judge();
    seen.judge(judge, apart, cluster);
    judge.require(apart.contains(old), old.name() + " gave the VIP up although it was master");
    judge.require(
        apart.size() == 2, apart.size() + " hosts had the VIP, one in each half expected");
    return heal(scene, seen, judge);
  }

  private static Report heal(Scene scene, Succession seen, Judge judge) throws IOException {
    LiveCluster cluster = scene.cluster();
    boolean oldWins = seen.old().priority() > seen.actual().priority();
    Member winner = oldWins ? seen.old() : seen.actual();
    Member loser = oldWins ? seen.actual() : seen.old();
    scene.screen().blank();
    scene.screen().paragraph("The trunk is mended: both halves hear each other again.");
    Instant healed = Instant.now();
    cluster.host(seen.old()).rejoin();
    Bound bound = Bound.nextAdvertisement();
    if (!scene.awaitOnlyHolder(winner, healed, bound, "one of the two gives way")) {
      judge.require(false, winner.name() + " is not the only holder after the heal");
      return new Report(List.of(seen.figure()), judge.verdict("", cluster.lateness()));
    }
    Facts facts = cluster.facts();
    Optional<Instant> lost = facts.holdings().lost(loser.name(), healed);
    Optional<Instant> announced =
        facts.firstAnnouncement(winner.name(), healed).map(Facts.Announced::at);
    Instant settled = later(lost.orElse(facts.until()), announced.orElse(facts.until()));
    Figure heal =
        new Figure("heal", Duration.between(healed, settled), bound, facts.longestPause(healed));

    Timeline timeline = new Timeline();
    timeline.add(healed, seen.old().name(), "is back on the bridge");
    timeline.add(
        facts.firstHeard(winner.name(), healed).map(Facts.Heard::at),
        winner.name(),
        "advertises, priority " + winner.priority());
    timeline.add(lost, loser.name(), "gives " + DemoCluster.VIP + " up: its priority is lower");
    timeline.add(announced, winner.name(), "tells all neighbours again (gratuitous ARP)");
    scene.show(timeline);
    scene.show(heal);
    scene.showHolders(cluster.holders());
    scene.showPause(heal.pause());

    judge.measured(heal);
    judge.require(facts.answering(), "the client's ping is not answered");
    judge.require(
        cluster
            .client()
            .neighbour(DemoCluster.VIP)
            .equals(Optional.of(cluster.host(winner).macAddress())),
        "the client's ARP cache does not point to " + winner.name());
    return new Report(
        List.of(seen.figure(), heal),
        judge.verdict(
            "%s served the other half; after the heal %s alone has the VIP, and the client's ARP cache points to it."
                .formatted(seen.actual().name(), winner.name()),
            cluster.lateness()));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
