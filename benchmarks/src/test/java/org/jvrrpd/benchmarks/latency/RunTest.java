package org.jvrrpd.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTest {
  @Test
  void eachIntervalIsMeasuredIdleAndLoaded() {
    assertThat(Latency.runs(Duration.ofSeconds(3)))
        .extracting(Run::label)
        .containsExactly(
            "1000ms-idle",
            "1000ms-loaded",
            "100ms-idle",
            "100ms-loaded",
            "10ms-idle",
            "10ms-loaded");
  }

  @Test
  void twoSecondsOfWarmUpComeBeforeWhatCounts() {
    List<Run> idle =
        Latency.runs(Duration.ofSeconds(3)).stream().filter(run -> !run.loaded()).toList();
    assertThat(idle).extracting(Run::warmUp).containsExactly(2, 20, 200);
    assertThat(idle).extracting(Run::count).containsExactly(5, 50, 500);
  }
}
