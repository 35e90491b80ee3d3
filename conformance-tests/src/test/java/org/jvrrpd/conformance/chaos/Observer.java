package org.jvrrpd.conformance.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jvrrpd.conformance.harness.Holdings.Holding;

/**
 * Holds a cluster to two promises: one holder while nodes hear each other, and never nobody for
 * longer than the protocol needs.
 *
 * @param propagation how long two may have the VIP at once while a take-over is under way
 * @param reunion how long after a separation two may still have it: an advertisement has to pass
 * @param takeOver how long nobody may have it
 */
record Observer(Duration propagation, Duration reunion, Duration takeOver) {

  /**
   * What was not as it must be, in words; empty if all was.
   *
   * @param holdings who had the VIP when
   * @param episodes what has happened
   * @param from when there was a holder for the first time
   * @param until up to when to look
   */
  List<String> complaints(
      List<Holding> holdings, List<Episode> episodes, Instant from, Instant until) {
    List<String> complaints = new ArrayList<>();
    TreeSet<Instant> moments = new TreeSet<>(List.of(from, until));
    for (Holding each : holdings) {
      add(moments, each.from(), from, until);
      add(moments, each.until(), from, until);
    }
    for (Episode each : episodes) {
      add(moments, each.from(), from, until);
      add(moments, each.until().plus(reunion), from, until);
    }
    Duration several = Duration.ZERO;
    Duration none = Duration.ZERO;
    Instant begin = from;
    for (Instant end : moments.tailSet(from, false)) {
      Duration time = Duration.between(begin, end);
      List<String> holders = holders(holdings, begin);
      none = holders.isEmpty() ? none.plus(time) : Duration.ZERO;
      boolean excused = isSeparated(episodes, begin);
      several = holders.size() > 1 && !excused ? several.plus(time) : Duration.ZERO;
      if (none.compareTo(takeOver) > 0) {
        complaints.add("nobody had the VIP for %s until %s".formatted(none, end));
        none = Duration.ZERO;
      }
      if (several.compareTo(propagation) > 0) {
        complaints.add("%s had the VIP for %s until %s".formatted(holders, several, end));
        several = Duration.ZERO;
      }
      begin = end;
    }
    return complaints;
  }

  private static void add(TreeSet<Instant> moments, Instant moment, Instant from, Instant until) {
    if (moment.isAfter(from) && moment.isBefore(until)) {
      moments.add(moment);
    }
  }

  private static List<String> holders(List<Holding> holdings, Instant at) {
    return holdings.stream()
        .filter(each -> !each.from().isAfter(at) && each.until().isAfter(at))
        .map(Holding::node)
        .toList();
  }

  private boolean isSeparated(List<Episode> episodes, Instant at) {
    return episodes.stream()
        .anyMatch(
            each ->
                each.separates()
                    && !each.from().isAfter(at)
                    && each.until().plus(reunion).isAfter(at));
  }
}
