package org.jvrrpd.daemon.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The holder's daemon is stopped for a while and then goes on where it was. */
record FreezeAct() implements Act {
  private static final Duration AFTER_THAW = Duration.ofMillis(2_500);

  @Override
  public String title() {
    return "A frozen daemon";
  }

  @Override
  public String explanation(Member holder) {
    return """
    %1$s's daemon gets SIGSTOP: it is there and does not run, as on a paused virtual machine or \
    with a processor that others have taken. %2$s takes over as after a kill. The bad moment is \
    SIGCONT: %1$s still believes that it is MASTER. A naive daemon would go on advertising and \
    answering. This one reads what has arrived meanwhile, sees that it was replaced, and leaves \
    the new holder alone for 30 s.\
    """
        .formatted(holder.name(), DemoCluster.nextInRank(holder).name());
  }

  @Override
  public Report perform(Scene scene) throws IOException {
    LiveCluster cluster = scene.cluster();
    Member old = scene.holder();
    Bound bound = Bound.afterSilence(DemoCluster.nextInRank(old));
    Instant frozen = Instant.now();
    cluster.daemon(old).signal("STOP");
    Optional<Succession> succession = Succession.await(scene, frozen, bound);
    if (succession.isEmpty()) {
      return scene.broken("nobody took the VIP over");
    }
    Succession seen = succession.get();
    Judge judge = new Judge();
    seen.judge(judge, cluster.holders(), cluster);
    judge.overlap(seen.overlap(), Duration.ZERO);

    Instant thawed = Instant.now();
    cluster.daemon(old).signal("CONT");
    scene.patience().watch(old.name() + " runs again; is there a second holder?", AFTER_THAW);
    Facts after = cluster.facts();

    Timeline timeline = seen.timeline("SIGSTOP", "its kernel ends the lease of " + DemoCluster.VIP);
    timeline.add(thawed, old.name(), "SIGCONT");
    timeline.add(after.holdings().gained(old.name(), thawed), old.name(), "puts the VIP back");
    Optional<Instant> spoke = after.firstHeard(old.name(), thawed).map(Facts.Heard::at);
    timeline.add(spoke, old.name(), "advertises");
    if (spoke.isEmpty()) {
      timeline.add(after.until(), old.name(), "has said nothing since");
    }
    scene.show(timeline);
    scene.show(seen.figure());
    List<Member> holders = cluster.holders();
    scene.showHolders(holders);
    scene.showPause(after.longestPause(frozen));
    scene.showLog(old, "has taken over");

    judge.require(
        holders.equals(List.of(seen.actual())),
        seen.actual().name() + " is not the only holder after SIGCONT");
    judge.overlap(after.holdings().longestOverlap(thawed, after.until()), Judge.PROPAGATION);
    judge.require(
        after.lastAnnouncer().equals(Optional.of(seen.actual().name())),
        "the last announcement on the wire is not " + seen.actual().name() + "'s");
    judge.require(spoke.isEmpty(), old.name() + " advertised after SIGCONT");
    judge.require(cluster.daemon(old).alive(), old.name() + "'s daemon has ended");
    judge.require(after.answering(), "the client's ping is not answered");
    return new Report(
        List.of(seen.figure()),
        judge.verdict(
            "%s took over %s and stayed the only holder after %s woke up."
                .formatted(seen.actual().name(), seen.punctuality(), old.name()),
            cluster.lateness()));
  }
}
