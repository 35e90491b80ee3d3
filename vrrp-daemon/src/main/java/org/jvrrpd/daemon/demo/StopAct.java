package org.jvrrpd.daemon.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** The holder is stopped properly and started again. */
record StopAct() implements Act {
  private static final Duration EXIT_LIMIT = Duration.ofSeconds(2);

  @Override
  public String title() {
    return "A clean stop";
  }

  @Override
  public String explanation(Member holder) {
    return """
    %1$s's daemon gets SIGTERM, as from systemctl stop or an upgrade. It takes the VIP off its \
    interface and sends one last advertisement of priority 0, which means: I leave. So nobody \
    waits three intervals; %2$s takes over after its skew time alone.\
    """
        .formatted(holder.name(), DemoCluster.nextInRank(holder).name());
  }

  @Override
  public Report perform(Scene scene) throws IOException {
    LiveCluster cluster = scene.cluster();
    Member old = scene.holder();
    Bound bound = Bound.afterResignation(DemoCluster.nextInRank(old));
    Instant stopped = Instant.now();
    cluster.daemon(old).signal("TERM");
    Optional<Succession> succession = Succession.await(scene, stopped, bound);
    if (succession.isEmpty()) {
      return scene.broken("nobody took the VIP over");
    }
    Succession seen = succession.get();
    scene.show(seen.timeline("SIGTERM", "takes " + DemoCluster.VIP + " off its interface"));
    Figure figure = seen.figure();
    scene.show(figure);
    List<Member> holders = cluster.holders();
    scene.showHolders(holders);
    scene.showPause(figure.pause());

    Judge judge = new Judge();
    seen.judge(judge, holders, cluster);
    judge.overlap(seen.overlap(), Duration.ZERO);
    judge.require(
        seen.facts()
            .takeOver(seen.actual().name(), stopped)
            .map(Facts.TakeOver::lastHeard)
            .filter(last -> last.priority() == 0)
            .isPresent(),
        old.name() + " did not say that it leaves (priority 0)");
    judge.require(exitedCleanly(cluster, old), old.name() + "'s daemon did not exit with status 0");

    scene.screen().blank();
    scene
        .screen()
        .paragraph(
            """
            Now %1$s is started again. It is the VIP's owner in the cluster file (vip_owner: \
            true), so it takes the VIP back, after it has listened for a whole down interval.\
            """
                .formatted(old.name()));
    List<Figure> figures = new ArrayList<>(List.of(figure));
    HandBack.perform(scene, old, seen.actual(), judge).ifPresent(figures::add);
    return new Report(
        figures,
        judge.verdict(
            "%s took over %s, and the VIP was never on two hosts; %s has it back."
                .formatted(seen.actual().name(), seen.punctuality(), old.name()),
            cluster.lateness()));
  }

  private static boolean exitedCleanly(LiveCluster cluster, Member member) {
    try {
      return cluster.daemon(member).waitFor(EXIT_LIMIT) == 0;
    } catch (TimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
