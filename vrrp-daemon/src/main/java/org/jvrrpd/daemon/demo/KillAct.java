package org.jvrrpd.daemon.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The holder's daemon is killed without a chance to clean up. */
record KillAct() implements Act {

  @Override
  public String title() {
    return "A killed daemon";
  }

  @Override
  public String explanation(Member holder) {
    return """
    %1$s's daemon gets kill -9: it can neither say that it leaves nor clean up. The others miss \
    its advertisements, and %2$s takes over after three intervals and its skew time. But the \
    address would stay on %1$s, and two hosts would answer for it. Therefore the VIP is a lease: \
    %1$s's own kernel removes it when nobody renews it, before anybody else takes it.\
    """
        .formatted(holder.name(), DemoCluster.nextInRank(holder).name());
  }

  @Override
  public Report perform(Scene scene) throws IOException {
    LiveCluster cluster = scene.cluster();
    Member old = scene.holder();
    Bound bound = Bound.afterSilence(DemoCluster.nextInRank(old));
    Instant killed = Instant.now();
    cluster.daemon(old).signal("KILL");
    Optional<Succession> succession = Succession.await(scene, killed, bound);
    if (succession.isEmpty()) {
      return scene.broken("nobody took the VIP over");
    }
    Succession seen = succession.get();
    scene.show(seen.timeline("kill -9", "its kernel ends the lease of " + DemoCluster.VIP));
    Figure figure = seen.figure();
    scene.show(figure);
    List<Member> holders = cluster.holders();
    scene.showHolders(holders);
    scene.showPause(figure.pause());

    Judge judge = new Judge();
    seen.judge(judge, holders, cluster);
    judge.overlap(seen.overlap(), Duration.ZERO);
    judge.require(!holders.contains(old), old.name() + " still has the VIP without a daemon");

    scene.screen().blank();
    scene
        .screen()
        .paragraph("systemd would start %s's daemon again; so do we.".formatted(old.name()));
    List<Figure> figures = new ArrayList<>(List.of(figure));
    HandBack.perform(scene, old, seen.actual(), judge).ifPresent(figures::add);
    return new Report(
        figures,
        judge.verdict(
            "%s took over %s; the dead daemon's VIP was gone %s earlier."
                .formatted(seen.actual().name(), seen.punctuality(), margin(seen)),
            cluster.lateness()));
  }

  /** How long before the take-over the old holder's kernel gave the VIP up. */
  static String margin(Succession seen) {
    return seen.facts()
        .holdings()
        .lost(seen.old().name(), seen.trouble())
        .map(lost -> Figure.seconds(Duration.between(lost, seen.announcedAt())))
        .orElse("an unknown time");
  }
}
