package org.jvrrpd.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenessProbeTest {
  @Test
  void everyWakeUpIsLateByALittleAndANewWindowForgetsIt() {
    try (LatenessProbe probe = LatenessProbe.start()) {
      await().atMost(Duration.ofSeconds(5)).until(() -> probe.worst().toNanos() > 0);
      Duration worst = probe.restart();
      assertThat(worst).isBetween(Duration.ofNanos(1), Duration.ofSeconds(5));
    }
  }

  @Test
  void aClosedProbeMeasuresNoMore() {
    LatenessProbe probe = LatenessProbe.start();
    probe.close();
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("lateness-probe")));
  }
}
