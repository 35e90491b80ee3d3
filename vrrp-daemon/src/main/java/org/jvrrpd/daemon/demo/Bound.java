package org.jvrrpd.daemon.demo;

import java.time.Duration;
import java.util.Optional;

/**
 * What the protocol says about how long something takes.
 *
 * @param time the time itself
 * @param exact whether it must not take less either: a backup that acts before its time has not
 *     listened; false where the time is only the longest one
 * @param words how the time is made up
 */
record Bound(Duration time, boolean exact, String words) {
  /** Beyond the bound for a machine that does other things as well; the figures show the rest. */
  static final Duration TO_SPARE = Duration.ofSeconds(1);

  /** How much earlier time stamps of different origin may make something look. */
  static final Duration STAMPING = Duration.ofMillis(100);

  /** A master that stops says so, and the next in rank waits only its skew time. */
  static Bound afterResignation(Member next) {
    return new Bound(next.skew(), true, "skew: %d/256 s".formatted(256 - next.priority()));
  }

  /** A master that says nothing more is missed after three intervals. */
  static Bound afterSilence(Member next) {
    return new Bound(
        next.downInterval(),
        true,
        "3 x %d s + skew %s"
            .formatted(DemoCluster.INTERVAL.toSeconds(), Figure.seconds(next.skew())));
  }

  /** Something that the next advertisement settles. */
  static Bound nextAdvertisement() {
    return new Bound(DemoCluster.INTERVAL, false, "at most one interval");
  }

  /** What is wrong with a time, if anything is. */
  Optional<String> objection(String label, Duration measured) {
    if (measured.compareTo(time.plus(TO_SPARE)) > 0) {
      return Optional.of(
          "%s took %s, which is more than a second over the bound"
              .formatted(label, Figure.seconds(measured)));
    }
    if (exact && measured.compareTo(time.minus(STAMPING)) < 0) {
      return Optional.of(
          "%s took only %s, so somebody did not wait its time"
              .formatted(label, Figure.seconds(measured)));
    }
    return Optional.empty();
  }
}
