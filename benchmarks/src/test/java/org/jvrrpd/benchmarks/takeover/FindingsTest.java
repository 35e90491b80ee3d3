package org.jvrrpd.benchmarks.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    assertThat(Series.of(List.of(4.0, 1.0, 9.0, 2.0))).contains(new Series(4, 3.0, 9.0));
    assertThat(Series.of(List.of(4.0, 1.0, 9.0))).contains(new Series(3, 4.0, 9.0));
    assertThat(Series.of(List.of())).isEmpty();
  }

  @Test
  void theTableShowsMedianAndWorstOfEachAndLeavesDisturbedRunsOut() {
    Findings findings = new Findings();
    findings.add(List.of(lateness(Contender.JVRRPD, 2.0, 1.5)));
    findings.add(List.of(lateness(Contender.JVRRPD, 4.0, 0.5)));
    findings.add(List.of(lateness(Contender.KEEPALIVED, 1.25, 1.0)));
    findings.addDisturbed(List.of(lateness(Contender.JVRRPD, 777.0, 80.0)));

    assertThat(findings.table())
        .containsPattern("kill -9.* 5 ms +3\\.0 / 4\\.0 ms +1\\.3 / 1\\.3 ms")
        .containsPattern("timers during take-overs.* 1\\.0 / 1\\.5 ms +1\\.0 / 1\\.0 ms")
        .contains("1 runs repeated")
        .doesNotContain("777");
  }

  @Test
  void theRawNumbersHaveEverySampleAndSayWhichWereRepeated() {
    Findings findings = new Findings();
    findings.add(List.of(lateness(Contender.JVRRPD, 2.0, 1.5)));
    findings.addDisturbed(List.of(lateness(Contender.KEEPALIVED, 777.0, 80.0)));
    findings.countFailure();

    assertThat(findings.json())
        .contains("\"failedRuns\": 1")
        .contains(
            "{\"daemon\": \"jvrrpd\", \"run\": 1, \"figure\": \"KILL_LATENESS\", \"unit\": \"ms\","
                + " \"value\": 2.000, \"probeMillis\": 1.500, \"repeated\": false}")
        .contains("\"value\": 777.000, \"probeMillis\": 80.000, \"repeated\": true");
  }

  @Test
  void memoryIsReadFromItsLineAlone() throws Exception {
    List<String> lines = List.of("Rss:               62168 kB", "Pss:               44121 kB");

    assertThat(Memory.kibibytes(lines, "Pss:")).isEqualTo(44_121);
    assertThatIOException().isThrownBy(() -> Memory.kibibytes(lines, "Pss_Anon:"));
  }

  private static Sample lateness(Contender contender, double millis, double probeMillis) {
    return new Sample(contender, 1, Figure.KILL_LATENESS, millis, probeMillis);
  }
}
