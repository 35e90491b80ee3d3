package org.jvrrpd.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingTest {
  private static CheckSettings check(String name, int weight, int rise, int fall) {
    return new CheckSettings(name, weight, false, rise, fall);
  }

  /** Results as letters: p for one that passed, f for one that failed. */
  private static Tracking after(Tracking tracking, String check, String results) {
    Tracking now = tracking;
    for (int i = 0; i < results.length(); i++) {
      now = now.after(check, results.charAt(i) == 'p');
    }
    return now;
  }

  /** What a check of weight -20, rise 3 and fall 2 adds after each row of results. */
  @ParameterizedTest
  @CsvSource({
    "'', -20",
    "f, -20",
    "p, 0",
    "ffffp, 0",
    "pf, 0",
    "pff, -20",
    "pfpf, 0",
    "pfpfpff, -20",
    "pffp, -20",
    "pffpp, -20",
    "pffppp, 0",
    "pffppfppp, 0",
    "pffppfpp, -20",
    "pffpppf, 0",
    "pffpppff, -20",
  })
  void riseAndFallCountConsecutiveResults(String results, int weight) {
    Tracking tracking = Tracking.starting(List.of(check("chk", -20, 3, 2)));
    assertThat(after(tracking, "chk", results).weight()).isEqualTo(weight);
  }

  @ParameterizedTest
  @CsvSource({
    // weight, reverse, down, up
    "20, false, 0, 20",
    "-20, false, -20, 0",
    "20, true, 0, -20",
    "-20, true, 20, 0",
    "0, false, 0, 0",
    "0, true, 0, 0",
    "253, false, 0, 253",
    "-253, false, -253, 0",
  })
  void aWeightActsInOneOfTheTwoStates(int weight, boolean reverse, int down, int up) {
    Tracking tracking = Tracking.starting(List.of(new CheckSettings("chk", weight, reverse, 1, 1)));
    assertThat(tracking.weight()).as("never lifted unheard").isEqualTo(Math.min(down, 0));
    assertThat(tracking.after("chk", false).weight()).isEqualTo(down);
    assertThat(tracking.after("chk", true).weight()).isEqualTo(up);
    assertThat(tracking.after("chk", true).after("chk", false).weight()).isEqualTo(down);
  }

  @Test
  void weightZeroIsAFaultWhileItIsDown() {
    Tracking starting = Tracking.starting(List.of(check("one", 0, 1, 1), check("two", 0, 1, 1)));
    assertThat(starting.fault()).hasValue("one, two");
    Tracking first = starting.after("one", true);
    assertThat(first.fault()).hasValue("two");
    Tracking both = first.after("two", true);
    assertThat(both.fault()).isEmpty();
    assertThat(both.after("one", false).fault()).hasValue("one");
  }

  @Test
  void weightZeroReversedIsAFaultWhileItIsUp() {
    Tracking starting = Tracking.starting(List.of(new CheckSettings("chk", 0, true, 1, 1)));
    assertThat(starting.fault()).isEmpty();
    assertThat(starting.after("chk", true).fault()).hasValue("chk");
  }

  @Test
  void severalChecksAddUp() {
    Tracking tracking =
        Tracking.starting(
            List.of(check("one", -20, 1, 1), check("two", -5, 1, 1), check("three", 7, 1, 1)));
    assertThat(tracking.weight()).isEqualTo(-25);
    assertThat(tracking.after("one", true).weight()).isEqualTo(-5);
    assertThat(tracking.after("one", true).after("three", true).weight()).isEqualTo(2);
  }

  @Test
  void theStateTellsWhatIsKnown() {
    Tracking tracking = Tracking.starting(List.of(check("chk", -20, 3, 3)));
    assertThat(state(tracking)).isEqualTo(new CheckState(false, CheckState.Results.NONE, 0));
    assertThat(state(after(tracking, "chk", "f")))
        .isEqualTo(new CheckState(false, CheckState.Results.FAILURES, 0));
    assertThat(state(after(tracking, "chk", "pf")))
        .isEqualTo(new CheckState(true, CheckState.Results.SUCCESSES, 1));
    assertThat(state(after(tracking, "chk", "pff")))
        .isEqualTo(new CheckState(true, CheckState.Results.SUCCESSES, 2));
    assertThat(state(after(tracking, "chk", "pfffp")))
        .isEqualTo(new CheckState(false, CheckState.Results.SUCCESSES, 1));
  }

  /** How many results in a row change the verdict of a check of rise 3 and fall 2. */
  @ParameterizedTest
  @CsvSource({"'', 1", "ff, 1", "p, 2", "pf, 2", "pff, 3", "pffpp, 3"})
  void theNextVerdictNeedsThatMany(String results, int needed) {
    Tracking tracking = after(Tracking.starting(List.of(check("chk", -20, 3, 2))), "chk", results);
    assertThat(tracking.checks().getFirst().needed()).isEqualTo(needed);
  }

  private static CheckState state(Tracking tracking) {
    return tracking.checks().getFirst().state();
  }

  @Test
  void resultsOfAnUnknownCheckArePassedOver() {
    Tracking tracking = Tracking.starting(List.of(check("chk", -20, 1, 1)));
    assertThat(tracking.after("other", true)).isSameAs(tracking);
  }

  @Test
  void aReloadKeepsWhatIsKnownByName() {
    Tracking known =
        Tracking.starting(List.of(check("kept", -20, 1, 1), check("gone", -1, 1, 1)))
            .after("kept", true);
    Tracking reloaded = known.reconfigured(List.of(check("kept", -30, 2, 2)));
    assertThat(reloaded.weight()).isZero();
    assertThat(after(reloaded, "kept", "f").weight()).isZero();
    assertThat(after(reloaded, "kept", "ff").weight()).isEqualTo(-30);
    assertThat(reloaded.checks()).hasSize(1);
  }

  /** Until it has answered, a check that is added to a node at work makes no difference. */
  @ParameterizedTest
  @CsvSource({
    // weight, reverse, after one failure, after one success
    "-20, false, -20, 0",
    "20, false, 0, 20",
    "-20, true, 20, 0",
    "20, true, 0, -20",
  })
  void anAddedCheckIsMute(int weight, boolean reverse, int failed, int passed) {
    Tracking reloaded =
        Tracking.starting(List.of())
            .reconfigured(List.of(new CheckSettings("chk", weight, reverse, 3, 1)));
    assertThat(reloaded.weight()).isZero();
    assertThat(reloaded.after("chk", false).weight()).isEqualTo(failed);
    assertThat(reloaded.after("chk", true).weight()).isEqualTo(passed);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAddedCheckOfWeightZeroIsNoFaultUntilItHasAnswered(boolean reverse) {
    Tracking reloaded =
        Tracking.starting(List.of())
            .reconfigured(List.of(new CheckSettings("chk", 0, reverse, 1, 1)));
    assertThat(reloaded.fault()).isEmpty();
    assertThat(reloaded.after("chk", reverse).fault()).hasValue("chk");
    assertThat(reloaded.after("chk", !reverse).fault()).isEmpty();
  }

  @Test
  void aNameIsUsedOnce() {
    List<CheckSettings> twice = List.of(check("chk", -20, 1, 1), check("chk", 5, 1, 1));
    assertThatThrownBy(() -> Tracking.starting(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chk");
    Tracking none = Tracking.starting(List.of());
    assertThatThrownBy(() -> none.reconfigured(twice)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"-254, 1, 1", "254, 1, 1", "0, 0, 1", "0, 1, 0"})
  void settingsAreInRange(int weight, int rise, int fall) {
    assertThatThrownBy(() -> check("chk", weight, rise, fall))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
