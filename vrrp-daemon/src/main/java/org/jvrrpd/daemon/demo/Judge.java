package org.jvrrpd.daemon.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects what was wrong in one step. Used by one thread. */
final class Judge {
  /** Timers that are later than this make a figure the machine's and not the daemon's. */
  static final Duration NOISY = Duration.ofMillis(50);

  /** How long two hosts may have the VIP while the advertisement that settles it travels. */
  static final Duration PROPAGATION = Duration.ofMillis(200);

  private final List<String> objections = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /** Objects with a sentence unless something is so. */
  void require(boolean so, String otherwise) {
    if (!so) {
      objections.add(otherwise);
    }
  }

  /** Objects to a time outside its bound, and to a client that waited longer than that. */
  void measured(Figure figure) {
    figure.bound().objection("the " + figure.label(), figure.measured()).ifPresent(objections::add);
    Duration patience =
        figure.bound().time().plus(Bound.TO_SPARE).plus(LiveCluster.PING_INTERVAL.multipliedBy(2));
    require(
        figure.pause().compareTo(patience) <= 0,
        "the client got no answer for " + Figure.seconds(figure.pause()));
  }

  /**
   * Objects to a successor that is not the next in rank. Where the machine's timers were later than
   * the difference of the two skew times, the machine has chosen, and that is only a remark: the
   * protocol leaves a healthy holder of lower priority alone.
   */
  void successor(Member expected, Member actual, Duration lateness) {
    if (actual.equals(expected)) {
      return;
    }
    Duration apart = actual.skew().minus(expected.skew());
    String sentence =
        "%s took over, although %s is the next in rank".formatted(actual.name(), expected.name());
    if (lateness.compareTo(apart) > 0) {
      remarks.add(
          sentence
              + "; they are %d ms apart, and this machine's timers were %d ms late"
                  .formatted(apart.toMillis(), lateness.toMillis()));
    } else {
      objections.add(sentence);
    }
  }

  /** Objects to two holders at once for longer than {@code allowed}. */
  void overlap(Duration overlap, Duration allowed) {
    require(
        overlap.compareTo(allowed) <= 0,
        "two hosts had the VIP at once for " + Figure.seconds(overlap));
  }

  /**
   * The verdict.
   *
   * @param praise what to say where nothing was wrong
   * @param lateness how late this machine's timers were at worst meanwhile
   */
  Verdict verdict(String praise, Duration lateness) {
    List<String> all = new ArrayList<>(remarks);
    if (lateness.compareTo(NOISY) > 0) {
      all.add(
          "this machine was busy: timers were up to %d ms late, which the figures contain"
              .formatted(lateness.toMillis()));
    }
    return objections.isEmpty()
        ? new Verdict(true, List.of(praise), all)
        : new Verdict(false, objections, all);
  }
}
