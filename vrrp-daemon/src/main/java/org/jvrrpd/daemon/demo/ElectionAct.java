package org.jvrrpd.daemon.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Three daemons start, and the highest priority gets the VIP. */
record ElectionAct() implements Act {

  @Override
  public String title() {
    return "An election";
  }

  @Override
  public String explanation(Member holder) {
    return """
    Three daemons start, and nobody has the VIP. Each of them listens first: whoever hears no \
    master for three intervals and its skew time takes the VIP. The skew time is shorter the \
    higher the priority, so %s is the first to act, and the others hear it and stay quiet.\
    """
        .formatted(holder.name());
  }

  @Override
  public Report perform(Scene scene) throws IOException {
    LiveCluster cluster = scene.cluster();
    Member first = scene.holder();
    // A head start as long as a daemon's start, or a busy machine may be the one that elects.
    Instant listening = scene.startAndListen(first);
    List<Member> others = DemoCluster.MEMBERS.stream().filter(m -> !m.equals(first)).toList();
    for (Member other : others) {
      cluster.start(other);
    }
    for (Member other : others) {
      scene.awaitListening(other);
    }
    cluster.ping();
    Bound bound = Bound.afterSilence(first);
    String what = "all three listen; %s waits %s".formatted(first.name(), bound.words());
    if (!scene.awaitOnlyHolder(first, listening, bound, what)) {
      return scene.broken(first.name() + " did not become the only holder of the VIP");
    }
    Facts facts = cluster.facts();
    Optional<Instant> announced =
        facts.firstAnnouncement(first.name(), listening).map(Facts.Announced::at);
    Duration taken = Duration.between(listening, announced.orElse(facts.until()));
    // The client had nobody to talk to before.
    Figure figure = new Figure("election", taken, bound, Duration.ZERO);

    Timeline timeline = new Timeline();
    timeline.add(listening, first.name(), "its daemon listens (BACKUP); the others follow");
    timeline.add(
        facts.firstHeard(first.name(), listening).map(Facts.Heard::at),
        first.name(),
        "first advertisement, priority " + first.priority());
    timeline.add(
        facts.holdings().gained(first.name(), listening),
        first.name(),
        "has " + DemoCluster.VIP + " in its kernel (MASTER)");
    timeline.add(announced, first.name(), "tells all neighbours (gratuitous ARP)");
    timeline.add(
        announced.flatMap(since -> facts.answers().stream().filter(since::isBefore).findFirst()),
        DemoCluster.CLIENT,
        "gets its first answer from " + DemoCluster.VIP);
    scene.show(timeline);
    scene.show(figure);
    scene.showHolders(cluster.holders());

    Judge judge = new Judge();
    judge.measured(figure);
    judge.require(facts.answering(), "the client's ping is not answered");
    judge.require(
        facts.heard().stream().allMatch(heard -> heard.by().equals(first.name())),
        "somebody else than " + first.name() + " advertised");
    judge.overlap(facts.holdings().longestOverlap(listening, facts.until()), Duration.ZERO);
    return new Report(
        List.of(figure),
        judge.verdict(
            "%s is MASTER, it alone advertises, and the VIP was on no other host."
                .formatted(first.name()),
            cluster.lateness()));
  }
}
