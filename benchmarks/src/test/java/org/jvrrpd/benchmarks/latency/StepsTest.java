package org.jvrrpd.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepsTest {
  private static final long NOON = 1_767_700_800_000_000_000L;

  /** Woken 50 us late, 30 us of work until the call, 20 us in it. */
  private static final Passage PASSAGE =
      new Passage(1_000_000, 1_050_000, 1_080_000, 1_100_000, NOON);

  @Test
  void eachStepHasItsOwnBeginningAndEnd() {
    assertThat(Step.WAKE_UP.nanos(PASSAGE, NOON + 9_000)).isEqualTo(50_000);
    assertThat(Step.SEND.nanos(PASSAGE, NOON + 9_000)).isEqualTo(50_000);
    assertThat(Step.WIRE.nanos(PASSAGE, NOON + 9_000)).isEqualTo(9_000);
  }

  @Test
  void aLineHoldsAPassage() {
    assertThat(PASSAGE.line()).isEqualTo("1000000 1050000 1080000 1100000 1767700800000000000");
    assertThat(Passage.parse(PASSAGE.line())).isEqualTo(PASSAGE);
    assertThatIllegalArgumentException().isThrownBy(() -> Passage.parse("1 2 3 4"));
    assertThatIllegalArgumentException().isThrownBy(() -> Passage.parse("1 2 3 4 five"));
  }

  @Test
  void theFirstOnesDoNotCount() throws Exception {
    Passage late = new Passage(0, 5_000_000, 5_000_000, 5_000_000, NOON);

    Steps steps = Steps.of(List.of(late, PASSAGE, PASSAGE), List.of(NOON, NOON + 7, NOON + 8), 1);

    assertThat(steps.of(Step.WAKE_UP).getTotalCount()).isEqualTo(2);
    assertThat(steps.of(Step.WAKE_UP).getMaxValue()).isBetween(50_000L, 50_050L);
    assertThat(steps.of(Step.WIRE).getMinValue()).isEqualTo(7);
    assertThat(steps.of(Step.WIRE).getMaxValue()).isEqualTo(8);
  }

  @Test
  void whatWasLostOrStampedBeforeItWasSentIsNoMeasurement() {
    assertThatIOException()
        .isThrownBy(() -> Steps.of(List.of(PASSAGE, PASSAGE), List.of(NOON), 0))
        .withMessage("2 were sent and 1 received");
    assertThatIOException()
        .isThrownBy(() -> Steps.of(List.of(PASSAGE), List.of(NOON - 5), 0))
        .withMessage("sendto(2) called to received took -5 ns: was the wall clock set?");
  }

  @Test
  void theTableHasALineForEachRunInMicroseconds() throws Exception {
    Report report = new Report();
    for (Run run : Latency.runs(Duration.ofSeconds(1)).subList(4, 6)) {
      report.add(
          run.interval(), run.loaded(), Steps.of(List.of(PASSAGE), List.of(NOON + 250_000), 0));
    }

    assertThat(report.markdown())
        .isEqualTo(
            """
            Microseconds, p50 / p99 / p99.9 / max.

            | interval | machine | deadline to wake-up | wake-up to sendto(2) returned |\
             sendto(2) called to received | advertisements |
            |---|---|---|---|---|---|
            | 10 ms | idle | 50.0 / 50.0 / 50.0 / 50.0 | 50.0 / 50.0 / 50.0 / 50.0 |\
             250 / 250 / 250 / 250 | 1 |
            | 10 ms | loaded | 50.0 / 50.0 / 50.0 / 50.0 | 50.0 / 50.0 / 50.0 / 50.0 |\
             250 / 250 / 250 / 250 | 1 |
            """);
  }

  @Test
  void histogramsAreWrittenInTheirOwnFormat(@TempDir Path folder) throws Exception {
    Steps.of(List.of(PASSAGE), List.of(NOON + 9_000), 0).write(folder.resolve("new"), "10ms-idle");

    assertThat(folder.resolve("new/10ms-idle-send.hgrm")).exists();
    assertThat(folder.resolve("new/10ms-idle-wire.hgrm")).exists();
    assertThat(Files.readAllLines(folder.resolve("new/10ms-idle-wake-up.hgrm")))
        .first()
        .asString()
        .contains("Value", "Percentile", "TotalCount");
    assertThat(Files.readString(folder.resolve("new/10ms-idle-wake-up.hgrm")))
        .contains("50.0", "#[Max");
  }
}
