package org.jvrrpd.conformance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jvrrpd.conformance.harness.Holdings.Holding;

class ObserverTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final Observer OBSERVER =
      new Observer(Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(5));

  @Test
  void aTakeOverInTimeIsNoComplaint() {
    assertThat(complaints(List.of(), held("a", 0, 10), held("b", 14.5, 30))).isEmpty();
    assertThat(complaints(List.of(), held("a", 0, 10), held("b", 9.6, 30))).isEmpty();
  }

  @Test
  void nobodyForTooLongIsOne() {
    assertThat(complaints(List.of(), held("a", 0, 10), held("b", 15.5, 30)))
        .singleElement()
        .asString()
        .startsWith("nobody had the VIP for PT5.5S until");
    // What goes on at the end of the observation is seen too.
    assertThat(complaints(List.of(), held("a", 0, 20))).hasSize(1);
  }

  @Test
  void twoForTooLongAreOneUnlessTheyWereSeparated() {
    Holding[] both = {held("a", 0, 30), held("b", 10, 12)};
    assertThat(complaints(List.of(), both))
        .singleElement()
        .asString()
        .contains("[a, b] had the VIP for PT2S");
    assertThat(complaints(List.of(episode(Trouble.ISOLATION, 6, 11)), both)).isEmpty();
    assertThat(complaints(List.of(episode(Trouble.FREEZE, 6, 11)), both)).hasSize(1);
  }

  /** keepalived leaves its VIP where it was killed. */
  @Test
  void whoHasNoLeaseIsExcusedWhileItCannotGiveUp() {
    Holding[] both = {held("a", 0, 12), held("b", 10, 30)};
    Instant end = at(11);
    assertThat(complaints(List.of(new Episode(Trouble.KILL, "a", false, at(6), end)), both))
        .isEmpty();
    assertThat(complaints(List.of(new Episode(Trouble.FREEZE, "a", false, at(6), end)), both))
        .isEmpty();
    assertThat(complaints(List.of(new Episode(Trouble.KILL, "a", true, at(6), end)), both))
        .hasSize(1);
  }

  @Test
  void aSeparationExcusesNothingLongAfterItsEnd() {
    Holding[] both = {held("a", 0, 30), held("b", 10, 16)};
    assertThat(complaints(List.of(episode(Trouble.LOSS, 6, 11)), both))
        .singleElement()
        .asString()
        .contains("[a, b] had the VIP for PT3S");
  }

  private static List<String> complaints(List<Episode> episodes, Holding... holdings) {
    return OBSERVER.complaints(List.of(holdings), episodes, START, at(30));
  }

  private static Holding held(String node, double from, double until) {
    return new Holding(node, at(from), at(until));
  }

  private static Episode episode(Trouble trouble, double from, double until) {
    return new Episode(trouble, "a", true, at(from), at(until));
  }

  private static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1e3));
  }
}
