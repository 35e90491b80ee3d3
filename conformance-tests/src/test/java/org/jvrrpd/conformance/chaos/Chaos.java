package org.jvrrpd.conformance.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jvrrpd.conformance.harness.Cluster;
import org.jvrrpd.conformance.harness.Node;

/**
 * One trouble after another for random nodes of a cluster. What happens, to whom and for how long
 * comes from a seed; what the machine makes of it does not.
 */
final class Chaos {
  /** Short troubles should pass unnoticed, long ones should not. */
  private static final int SHORT_MILLIS = 2_500;

  private static final int LONG_MILLIS = 6_500;
  private static final int LOSS_PERCENT = 20;

  /** Everybody hears everybody, and time for an advertisement or two. */
  private static final int REST_MILLIS = 2_500;

  private final Cluster cluster;
  private final Observer observer;
  private final List<String> delayed;
  private final SplittableRandom random;
  private final long seed;
  private final List<Episode> episodes = new ArrayList<>();

  /**
   * Trouble for a cluster that has elected.
   *
   * @param delayed words before the command of a daemon that is started again
   */
  Chaos(Cluster cluster, Observer observer, List<String> delayed, long seed) {
    this.cluster = cluster;
    this.observer = observer;
    this.delayed = List.copyOf(delayed);
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** Goes on for a time, and fails with the first thing that is not as it must be. */
  void run(Duration time) throws IOException {
    Instant start = Instant.now();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      Node node = cluster.nodes().get(random.nextInt(cluster.nodes().size()));
      List<Trouble> possible = List.of(Trouble.values());
      Trouble trouble = possible.get(random.nextInt(possible.size()));
      boolean lasts = random.nextInt(3) > 0;
      int millis =
          lasts
              ? random.nextInt(LONG_MILLIS - 1_500, LONG_MILLIS)
              : random.nextInt(200, SHORT_MILLIS);
      Node other = otherThan(node);
      Instant from = Instant.now();
      begin(trouble, node, other);
      pause(millis);
      finish(trouble, node, other);
      episodes.add(new Episode(trouble, node.name(), node.kind().hasLeases(), from, Instant.now()));
      pause(random.nextInt(REST_MILLIS / 2, REST_MILLIS));
      review(start);
    }
    pause((int) observer.takeOver().toMillis());
    review(start);
    assertThat(cluster.holders()).as(this::story).hasSize(1);
  }

  private Node otherThan(Node node) {
    List<Node> others = cluster.nodes().stream().filter(each -> each != node).toList();
    return others.get(random.nextInt(others.size()));
  }

  private void begin(Trouble trouble, Node node, Node other) throws IOException {
    switch (trouble) {
      case KILL -> node.kill();
      case FREEZE -> node.freeze();
      case STOP -> node.daemon().signalTree("TERM");
      case CABLE -> node.host().cutCable();
      case ISOLATION -> node.host().isolate();
      case DEAFNESS -> node.host().stopHearing(other.host());
      case LOSS -> node.host().lose(LOSS_PERCENT);
    }
  }

  private void finish(Trouble trouble, Node node, Node other) throws IOException {
    switch (trouble) {
      case KILL, STOP -> {
        await("its end")
            .atMost(Duration.ofSeconds(10))
            .until(() -> node.daemon().exitStatus().isPresent());
        node.launch(delayed);
      }
      case FREEZE -> node.thaw();
      case CABLE -> node.host().plugCable();
      case ISOLATION -> node.host().rejoin();
      case DEAFNESS -> node.host().hearAgain(other.host());
      case LOSS -> node.host().lose(0);
    }
  }

  private void review(Instant start) throws IOException {
    assertThat(observer.complaints(cluster.holdings().all(), episodes, start, Instant.now()))
        .as(this::story)
        .isEmpty();
    for (Node node : cluster.nodes()) {
      assertThat(node.log())
          .as(node.name())
          .doesNotContain("internal error")
          .doesNotContain(cluster.plan().password());
    }
  }

  private String story() {
    StringBuilder text = new StringBuilder("seed ").append(seed);
    episodes.forEach(each -> text.append('\n').append(each));
    return text.toString();
  }

  /** Time that passes is what this is about. */
  private static void pause(int millis) {
    await()
        .pollDelay(millis, TimeUnit.MILLISECONDS)
        .atMost(Duration.ofMinutes(1))
        .until(() -> true);
  }
}
