package org.jvrrpd.daemon.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The holder's cable is pulled and plugged in again. */
record CableAct() implements Act {
  private static final Duration AFTER_PLUG = Duration.ofMillis(1_500);

  @Override
  public String title() {
    return "A cut cable";
  }

  @Override
  public String explanation(Member holder) {
    return """
    %1$s holds the VIP now, and its cable is pulled: the carrier goes. Its daemon sees that at \
    once, enters FAULT and takes the VIP away. It can tell nobody, so %2$s waits three intervals \
    and its skew time. Then the cable is plugged in again, and %1$s comes back as a listener.\
    """
        .formatted(holder.name(), DemoCluster.nextInRank(holder).name());
  }

  @Override
  public Report perform(Scene scene) throws IOException {
    LiveCluster cluster = scene.cluster();
    Member old = scene.holder();
    Bound bound = Bound.afterSilence(DemoCluster.nextInRank(old));
    Instant cut = Instant.now();
    cluster.host(old).cutCable();
    Optional<Succession> succession = Succession.await(scene, cut, bound);
    if (succession.isEmpty()) {
      return scene.broken("nobody took the VIP over");
    }
    Succession seen = succession.get();
    Instant plugged = Instant.now();
    cluster.host(old).plugCable();
    scene.patience().watch(old.name() + " has its cable back; does it stay quiet?", AFTER_PLUG);

    Timeline timeline =
        seen.timeline("its cable is cut", "takes " + DemoCluster.VIP + " away (FAULT)");
    timeline.add(plugged, old.name(), "its cable is plugged in again");
    scene.show(timeline);
    Figure figure = seen.figure();
    scene.show(figure);
    List<Member> holders = cluster.holders();
    scene.showHolders(holders);
    scene.showPause(figure.pause());

    Judge judge = new Judge();
    seen.judge(judge, holders, cluster);
    judge.overlap(seen.overlap(), Duration.ZERO);
    String log = cluster.daemon(old).logText();
    int fault = log.lastIndexOf("Entering FAULT STATE");
    judge.require(fault >= 0, old.name() + " did not enter FAULT");
    judge.require(
        fault >= 0 && log.indexOf(LiveCluster.LISTENING, fault) > fault,
        old.name() + " did not leave FAULT when its cable was back");
    judge.require(
        holders.equals(List.of(seen.actual())),
        seen.actual().name() + " is not the only holder after the repair");
    return new Report(
        List.of(figure),
        judge.verdict(
            "%s took over %s; %s listens again and leaves it alone."
                .formatted(seen.actual().name(), seen.punctuality(), old.name()),
            cluster.lateness()));
  }
}
