package org.jvrrpd.daemon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.core.tracking.CheckSettings;
import org.jvrrpd.daemon.config.CheckWeight;

class HealthPlanTest {
  private final HealthPlan plan =
      HealthPlan.of(List.of(), List.of(new CheckSettings("p", 0, false, 2, 3)));

  /** -254 is FAULT in the state in which it would be added; one more than 253 adds no more. */
  @ParameterizedTest
  @CsvSource({
    // weight, reverse, what counts
    "10, false, 10",
    "-253, true, -253",
    "-254, false, 0",
    "254, false, 253",
    "254, true, 0",
    "-254, true, -253",
    "2147483647, false, 253",
    "-2147483648, false, 0",
  })
  void weightsBeyondTheRangeAreFaultOrTheLargest(int weight, boolean reverse, int counts) {
    assertThat(plan.settings(List.of(new CheckWeight("p", weight, reverse))))
        .containsExactly(new CheckSettings("p", counts, reverse, 2, 3));
  }

  @Test
  void whatIsNoCheckIsLeftOut() {
    assertThat(plan.settings(List.of(new CheckWeight("track_file f", 1, false)))).isEmpty();
  }
}
