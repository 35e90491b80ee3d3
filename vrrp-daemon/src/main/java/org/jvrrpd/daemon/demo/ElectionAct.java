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
    The three daemons run, but their cables are not plugged in, so all of them are in FAULT and \
    nobody has the VIP. Now all cables are plugged in. Each daemon listens first: whoever hears no \
    master for three intervals and its skew time takes the VIP. The skew time is the shorter the \
    higher the priority, so %s acts first, and the others hear it and stay quiet.\
    """
        .formatted(holder.name());
  }

  @Override
  public Report perform(Scene scene) throws IOException {
    LiveCluster cluster = scene.cluster();
    Member first = scene.holder();
    for (Member member : DemoCluster.MEMBERS) {
      cluster.host(member).cutCable();
      cluster.start(member);
    }
    for (Member member : DemoCluster.MEMBERS) {
      scene.awaitFault(member);
    }
    cluster.ping();
    Timeline timeline = new Timeline();
    for (Member member : DemoCluster.MEMBERS) {
      cluster.host(member).plugCable();
    }
    for (Member member : DemoCluster.MEMBERS) {
      Instant since = scene.awaitListening(member);
      timeline.add(since, member.name(), "has its cable and listens (BACKUP)");
    }
    Instant listening = cluster.listeningSince(first).orElseThrow();
    Bound bound = Bound.afterSilence(first);
    String what =
        "all three listen, %s for %s".formatted(first.name(), Figure.seconds(bound.time()));
    if (!scene.awaitOnlyHolder(first, listening, bound, what)) {
      return scene.broken(first.name() + " did not become the only holder of the VIP");
    }
    Facts facts = cluster.facts();
    Optional<Instant> announced =
        facts.firstAnnouncement(first.name(), listening).map(Facts.Announced::at);
    Duration taken = Duration.between(listening, announced.orElse(facts.until()));
    // The client had nobody to talk to before.
    Figure figure = new Figure("election", taken, bound, Duration.ZERO);

    timeline.add(
        facts.firstHeard(first.name(), listening).map(Facts.Heard::at),
        first.name(),
        "is MASTER: first advertisement, priority " + first.priority());
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
