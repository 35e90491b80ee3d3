package org.jvrrpd.daemon.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an act works with, and what the acts have in common. Used by one thread. */
final class Scene {
  /** How long the picture is watched after a change, so that what follows at once is seen too. */
  static final Duration SETTLING = Duration.ofMillis(1_200);

  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final Duration BEYOND_BOUND = Duration.ofSeconds(6);

  private final LiveCluster cluster;
  private final Screen screen;
  private final Patience patience;
  private final Member holder;

  Scene(LiveCluster cluster, Screen screen, Patience patience, Member holder) {
    this.cluster = cluster;
    this.screen = screen;
    this.patience = patience;
    this.holder = holder;
  }

  LiveCluster cluster() {
    return cluster;
  }

  Screen screen() {
    return screen;
  }

  Patience patience() {
    return patience;
  }

  /** Who has the VIP when the act begins. */
  Member holder() {
    return holder;
  }

  /**
   * Starts a controller's daemon and waits until its election has begun.
   *
   * @return when it began
   */
  Instant startAndListen(Member member) throws IOException {
    cluster.start(member);
    return awaitListening(member);
  }

  /**
   * Waits until a daemon's election has begun.
   *
   * @throws IOException if it ends or takes more than 20 s
   */
  Instant awaitListening(Member member) throws IOException {
    if (!patience.await(
        member.name() + "'s daemon starts",
        START_LIMIT,
        () -> cluster.hasSaid(member, LiveCluster.LISTENING))) {
      throw new IOException(
          "%s's daemon does not listen after %d s"
              .formatted(member.name(), START_LIMIT.toSeconds()));
    }
    return cluster.listeningSince(member).orElseThrow();
  }

  /**
   * Waits until a daemon has found out that its cable is not plugged in.
   *
   * @throws IOException if it does not say so within 20 s
   */
  void awaitFault(Member member) throws IOException {
    if (!patience.await(
        member.name() + "'s daemon starts",
        START_LIMIT,
        () -> cluster.hasSaid(member, "Entering FAULT STATE"))) {
      throw new IOException(member.name() + "'s daemon does not notice that it has no carrier");
    }
  }

  /**
   * Waits until somebody else than {@code old} announces the VIP, and a little longer.
   *
   * @return who announced it last; empty if nobody did within the bound and some seconds
   */
  Optional<Member> awaitSuccessor(Member old, Instant since, Bound bound) throws IOException {
    boolean announced =
        patience.await(
            "the others wait for their time: " + Figure.seconds(bound.time()),
            bound.time().plus(BEYOND_BOUND),
            () -> announcerSince(since, old).isPresent());
    if (announced) {
      patience.watch("watching what follows", SETTLING);
    }
    return announcerSince(since, old);
  }

  private Optional<Member> announcerSince(Instant since, Member notThis) throws IOException {
    return cluster.announced().stream()
        .filter(seen -> seen.at().isAfter(since) && !seen.by().equals(notThis.name()))
        .map(seen -> DemoCluster.named(seen.by()))
        .flatMap(Optional::stream)
        .reduce((_, later) -> later);
  }

  /** Waits until {@code member} announces the VIP and alone has it, and a little longer. */
  boolean awaitOnlyHolder(Member member, Instant since, Bound bound, String what)
      throws IOException {
    boolean alone =
        patience.await(
            what,
            bound.time().plus(BEYOND_BOUND),
            () ->
                cluster.announced().stream()
                        .anyMatch(
                            seen -> seen.by().equals(member.name()) && seen.at().isAfter(since))
                    && cluster.holders().equals(List.of(member)));
    if (alone) {
      patience.watch("watching what follows", SETTLING);
    }
    return alone;
  }

  /** The report of an act that cannot be judged further. */
  Report broken(String sentence) {
    Judge judge = new Judge();
    judge.require(false, sentence);
    return new Report(List.of(), judge.verdict("", cluster.lateness()));
  }

  void show(Timeline timeline) {
    screen.blank();
    timeline.lines().forEach(screen::line);
    screen.blank();
  }

  void show(Figure figure) {
    screen.row(
        capitalized(figure.label()),
        "%s measured, bound %s (%s)"
            .formatted(
                Figure.seconds(figure.measured()),
                Figure.seconds(figure.bound().time()),
                figure.bound().words()));
  }

  /** The VIP as every kernel has it now. */
  void showHolders(List<Member> holders) {
    screen.cells(
        "VIP is on",
        DemoCluster.MEMBERS.stream()
            .map(
                member ->
                    "%s: %s".formatted(member.name(), holders.contains(member) ? "YES" : "no"))
            .collect(Collectors.joining("     ")));
  }

  void showPause(Duration pause) {
    screen.row(
        "Client's ping",
        "every %s s; longest time without an answer %s"
            .formatted(LiveCluster.PING_INTERVAL.toMillis() / 1000.0, Figure.seconds(pause)));
  }

  /** The last line with these words in a daemon's log, without its date. */
  void showLog(Member member, String words) throws IOException {
    cluster
        .daemon(member)
        .logText()
        .lines()
        .filter(line -> line.contains(words))
        .reduce((_, later) -> later)
        .map(line -> line.substring(Math.max(0, line.indexOf('('))))
        .ifPresent(line -> screen.row(member.name() + "'s log", line));
  }

  private static String capitalized(String label) {
    return Character.toUpperCase(label.charAt(0)) + label.substring(1);
  }
}
