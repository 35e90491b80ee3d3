package org.jvrrpd.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {
  private static final String FIGURE = TakeOverSection.FIRST_KILL;

  private static final Circumstances NOW =
      new Circumstances("2026-01-02 08:00 UTC", 0.25, "bin/compare --only cold");

  @TempDir private Path directory;

  @Test
  void whatWasWrittenIsReadAgain() throws Exception {
    Findings findings = new Findings();
    findings.describe("cores", 2);
    findings.add(FIGURE, Contender.JVRRPD, 2.5);
    findings.add(FIGURE, Contender.JVRRPD, 3);
    findings.add(FIGURE, Contender.KEEPALIVED, 1.25);
    findings.fail("scale-1 1/1 keepalived: has ended");
    findings.begin("cold", NOW);
    Path file = directory.resolve("compare.json");
    findings.write(file);

    Findings read = Findings.read(file);

    assertThat(read.description("cores")).isEqualTo("2");
    assertThat(read.numbers(FIGURE, Contender.JVRRPD).orElseThrow().median()).isEqualTo(2.75);
    assertThat(read.numbers(FIGURE, Contender.KEEPALIVED).orElseThrow().count()).isEqualTo(1);
    assertThat(read.failures()).isEqualTo(List.of("scale-1 1/1 keepalived: has ended"));
    assertThat(read.circumstances()).containsExactly(Map.entry("cold", NOW));
  }

  @Test
  void aSectionThatIsMeasuredAnewLosesItsFiguresAndNoOther() {
    Findings findings = new Findings();
    findings.add(ScaleSection.allUp(1), Contender.JVRRPD, 4);
    findings.add(ScaleSection.allUp(10), Contender.JVRRPD, 5);
    findings.fail("scale-1 1/1 keepalived: has ended");

    findings.begin(ScaleSection.sectionOf(1), NOW);

    assertThat(findings.numbers(ScaleSection.allUp(1), Contender.JVRRPD)).isEmpty();
    assertThat(findings.numbers(ScaleSection.allUp(10), Contender.JVRRPD)).isPresent();
    assertThat(findings.failures()).isEmpty();
    assertThat(findings.circumstances()).containsOnlyKeys(ScaleSection.sectionOf(1));
  }

  @Test
  void withoutAnEarlierRunThereIsNothing() throws Exception {
    assertThat(Findings.read(directory.resolve("none.json")).failures()).isEmpty();
  }

  @Test
  void somethingElseIsNoFindings() throws Exception {
    Path file = Files.writeString(directory.resolve("x.json"), "{\"figures\": {\"a\": 1}}");
    assertThatIOException().isThrownBy(() -> Findings.read(file)).withMessageContaining("x.json");
  }
}
