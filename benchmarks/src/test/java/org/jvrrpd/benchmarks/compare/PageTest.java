package org.jvrrpd.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PageTest {
  @TempDir private Path directory;

  private final Findings findings = new Findings();

  private void add(String figure, double ours, double theirs) {
    findings.add(figure, Contender.JVRRPD, ours);
    findings.add(figure, Contender.KEEPALIVED, theirs);
  }

  private String row(String label) {
    return Page.text(findings).lines().filter(each -> each.contains(label)).findFirst().orElse("");
  }

  @Test
  void aBarIsMetOrMissedBesideKeepalivedInTheSameRun() {
    add(TakeOverSection.FIRST_KILL, 2, 3);
    add(TakeOverSection.LATER_KILL, 4, 3);
    assertThat(row("kill -9, the first")).endsWith("| no worse, never early | met (0.67 of it) |");
    assertThat(row("kill -9, a later one"))
        .endsWith("| **missed**: median by 33 %, worst by 33 % |");
  }

  @Test
  void aTakeOverBeforeTheBoundIsNoGoodOne() {
    add(TakeOverSection.FIRST_STOP, -0.1, 3);
    assertThat(row("SIGTERM, the first")).endsWith("| **missed**: early by 0.1 ms |");
  }

  @Test
  void aThousandRoutersAreToBeUpFourTimesSooner() {
    add(ScaleSection.allUp(1_000), 5, 20);
    assertThat(row("1000 routers, start to all")).endsWith("| 4 times sooner | met (1.00 of it) |");
    add(ScaleSection.allUp(1_000), 6, 20);
    assertThat(row("1000 routers, start to all")).endsWith("| **missed**: median by 10 % |");
  }

  @Test
  void theIntervalsBarIsItsNinetyNinthPercentile() {
    String figure = IntervalSection.figure(Duration.ofMillis(10), true);
    for (int i = 0; i < 200; i++) {
      add(figure, i < 199 ? 0.1 : 9, 0.2);
    }
    assertThat(row("10 ms, loaded"))
        .contains("0.10 / 0.10 / 9.00 / 9.00 ms")
        .endsWith("met (0.50 of it) |");
  }

  @Test
  void eachSectionSaysWhenAndHowItWasMeasured() {
    findings.begin(
        ColdSection.NAME, new Circumstances("2026-01-02 08:00 UTC", 0.25, "bin/compare --quick"));
    assertThat(Page.text(findings))
        .contains("\n| cold | 2026-01-02 08:00 UTC | 0.25 | `bin/compare --quick` |\n");
  }

  @Test
  void aBackupGoneColdStandsWithWhatWasLeftInMemory() {
    add(ColdSection.TAKE_OVER, 4, 20);
    add(ColdSection.RESIDENT_BEFORE, 25, 10);
    add(ColdSection.RESIDENT_AFTER, 25, 4);
    findings.add(ColdSection.TAKE_OVER, Contender.JVRRPD_UNLOCKED, 13);
    assertThat(row("gone cold")).contains("| 4.0 / 4.0 / 4.0 ms | 20.0 / 20.0 / 20.0 ms |");
    assertThat(row("pages of files")).contains("| 25.0 / 25.0 MB | 10.0 / 4.0 MB |");
    assertThat(row("without locked memory")).contains("| 13.0 / 13.0 / 13.0 ms |");
  }

  @Test
  void whatWasNotMeasuredIsSaid() {
    findings.fail("scale-4000 1/1 keepalived: 900 of 4000 addresses: not within 180 s");
    assertThat(Page.text(findings))
        .contains("\n- scale-4000 1/1 keepalived: 900 of 4000 addresses");
  }

  @Test
  void theTableTakesTheOldOnesPlaceAndNothingElse() throws Exception {
    Path page =
        Files.writeString(
            directory.resolve("page.md"),
            """
            # Title

            <!-- compare: written by bin/compare, from here -->
            old
            <!-- compare: to here -->
            rest
            """);
    add(ScaleSection.memory(10), 60, 14);
    Page.write(page, "figures", findings);
    Page.write(page, "figures", findings);
    assertThat(page)
        .content()
        .startsWith("# Title\n")
        .endsWith("<!-- compare: to here -->\nrest\n")
        .doesNotContain("old")
        .doesNotContain("scale.svg")
        .containsOnlyOnce(
            "| resident memory (RSS), 10 routers | 60.0 MB | 14.0 MB | 80 MB | met (0.75 of it) |");
  }

  @Test
  void aPageWithoutAPlaceForItIsLeftAlone() throws Exception {
    Path page = Files.writeString(directory.resolve("page.md"), "# Title\n");
    assertThatIOException().isThrownBy(() -> Page.write(page, "figures", findings));
    assertThat(page).hasContent("# Title");
  }

  @Test
  void plotsAreDrawnOfWhatThereIs() throws Exception {
    add(ScaleSection.allUp(1), 4, 4);
    add(ScaleSection.allUp(1_000), 5, 20);
    Plots.write(directory, findings);
    assertThat(directory).isDirectoryNotContaining("glob:**interval*");
    Document plot =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new InputSource(
                    new StringReader(Files.readString(directory.resolve("scale.svg")))));
    assertThat(plot.getElementsByTagName("circle").getLength()).isEqualTo(4);
  }

  @Test
  void aHigherValueIsDrawnHigherUp() {
    String svg =
        new Plot(
                "t",
                "x",
                "y",
                List.of(new Plot.Line("l", List.of(new Plot.Point(1, 0.1), new Plot.Point(2, 10)))))
            .svg();
    List<Double> heights =
        svg.lines()
            .filter(line -> line.startsWith("<circle"))
            .map(line -> Double.parseDouble(line.replaceAll(".*cy=\"([0-9.]+)\".*", "$1")))
            .toList();
    assertThat(heights.get(1)).isLessThan(heights.get(0));
  }
}
