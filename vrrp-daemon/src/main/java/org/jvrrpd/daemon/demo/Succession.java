package org.jvrrpd.daemon.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One holder loses the VIP and another takes it: what was seen, told and judged. The part that five
 * of the six acts share.
 *
 * @param facts what was seen
 * @param old who had the VIP
 * @param expected the next in rank
 * @param actual who took over
 * @param trouble when it happened
 * @param bound how long the next may wait
 */
record Succession(
    Facts facts, Member old, Member expected, Member actual, Instant trouble, Bound bound) {

  /**
   * Waits for the succession and collects what was seen.
   *
   * @return empty if nobody took over in time
   */
  static Optional<Succession> await(Scene scene, Instant trouble, Bound bound) throws IOException {
    Member old = scene.holder();
    Optional<Member> actual = scene.awaitSuccessor(old, trouble, bound);
    if (actual.isEmpty()) {
      return Optional.empty();
    }
    Facts facts = scene.cluster().facts();
    return Optional.of(
        new Succession(facts, old, DemoCluster.nextInRank(old), actual.get(), trouble, bound));
  }

  /** The figure; its pause is what the client saw. */
  Figure figure() {
    Duration taken =
        facts.takeOver(actual.name(), trouble).map(Facts.TakeOver::time).orElse(Duration.ZERO);
    return new Figure("take-over", taken, bound, facts.longestPause(trouble));
  }

  /** When the new holder first announced the VIP. */
  Instant announcedAt() {
    return facts
        .firstAnnouncement(actual.name(), trouble)
        .map(Facts.Announced::at)
        .orElse(facts.until());
  }

  /** How long two hosts had the VIP at once. */
  Duration overlap() {
    return facts.holdings().longestOverlap(trouble, facts.until());
  }

  /**
   * What happened, in order.
   *
   * @param what the trouble itself
   * @param whyLost why the old holder's kernel has the VIP no more
   */
  Timeline timeline(String what, String whyLost) {
    Timeline timeline = new Timeline();
    facts
        .takeOver(actual.name(), trouble)
        .ifPresent(
            seen ->
                timeline.add(
                    seen.lastHeard().at(),
                    seen.lastHeard().by(),
                    "last advertisement, priority " + seen.lastHeard().priority()));
    timeline.add(trouble, old.name(), what);
    timeline.add(facts.holdings().lost(old.name(), trouble), old.name(), whyLost);
    timeline.add(
        facts.firstHeard(actual.name(), trouble).map(Facts.Heard::at),
        actual.name(),
        "first advertisement, priority " + actual.priority());
    timeline.add(announcedAt(), actual.name(), "tells all neighbours (gratuitous ARP)");
    return timeline;
  }

  /** Judges what every succession has to keep; the holders are those at its end. */
  void judge(Judge judge, List<Member> holders, LiveCluster cluster) {
    judge.measured(figure());
    judge.successor(expected, actual, cluster.lateness());
    for (Member member : DemoCluster.MEMBERS) {
      judge.require(
          member.equals(old) || cluster.daemon(member).alive(),
          member.name() + "'s daemon has ended by itself");
    }
    judge.require(
        holders.contains(actual), actual.name() + " announced the VIP and does not have it");
    judge.require(facts.answering(), "the client's ping is not answered");
  }

  /** How much later than its bound the take-over was, in words. */
  String punctuality() {
    long millis = figure().measured().minus(bound.time()).toMillis();
    return millis < 0
        ? "%d ms before the bound".formatted(-millis)
        : "%d ms after the bound".formatted(millis);
  }
}
