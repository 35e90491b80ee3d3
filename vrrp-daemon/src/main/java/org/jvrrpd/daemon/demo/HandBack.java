package org.jvrrpd.daemon.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The owner comes back and takes the VIP from whoever holds it. */
final class HandBack {
  private HandBack() {}

  /**
   * Starts the owner's daemon, shows what happened and judges it.
   *
   * @param holder who has the VIP now
   * @return the figure; empty if the owner did not get the VIP, which {@code judge} then knows
   */
  static Optional<Figure> perform(Scene scene, Member owner, Member holder, Judge judge)
      throws IOException {
    LiveCluster cluster = scene.cluster();
    Instant listening = scene.startAndListen(owner);
    Bound bound = Bound.afterSilence(owner);
    String what = "%s listens first: %s".formatted(owner.name(), Figure.seconds(bound.time()));
    if (!scene.awaitOnlyHolder(owner, listening, bound, what)) {
      judge.require(false, owner.name() + " came back and did not get the VIP");
      return Optional.empty();
    }
    Facts facts = cluster.facts();
    Optional<Instant> announced =
        facts.firstAnnouncement(owner.name(), listening).map(Facts.Announced::at);
    Duration taken = Duration.between(listening, announced.orElse(facts.until()));
    Figure figure = new Figure("return", taken, bound, facts.longestPause(listening));
    judge.measured(figure);
    judge.overlap(facts.holdings().longestOverlap(listening, facts.until()), Judge.PROPAGATION);
    judge.require(facts.answering(), "the client's ping is not answered");
    scene.show(timeline(facts, owner, holder, listening, announced));
    scene.show(figure);
    scene.showHolders(cluster.holders());
    scene.showPause(figure.pause());
    return Optional.of(figure);
  }

  private static Timeline timeline(
      Facts facts, Member owner, Member holder, Instant listening, Optional<Instant> announced) {
    Timeline timeline = new Timeline();
    timeline.add(listening, owner.name(), "its daemon runs again and listens (BACKUP)");
    timeline.add(
        facts.firstHeard(owner.name(), listening).map(Facts.Heard::at),
        owner.name(),
        "first advertisement, priority " + owner.priority());
    timeline.add(
        facts.holdings().lost(holder.name(), listening),
        holder.name(),
        "has heard it and gives " + DemoCluster.VIP + " up");
    timeline.add(announced, owner.name(), "tells all neighbours (gratuitous ARP)");
    return timeline;
  }
}
