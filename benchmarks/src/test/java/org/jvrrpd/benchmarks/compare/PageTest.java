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
    return Page.table(findings).lines().filter(each -> each.contains(label)).findFirst().orElse("");
  }

  @Test
  void aBarIsMetOrMissedBesideKeepalivedInTheSameRun() {
    add(TakeOverSection.FIRST_KILL, 2, 3);
    add(TakeOverSection.LATER_KILL, 4, 3);
    assertThat(row("kill -9, the first")).endsWith("| no worse, never early | met |");
    assertThat(row("kill -9, a later one")).endsWith("| **missed** |");
  }

  @Test
  void aTakeOverBeforeTheBoundIsNoGoodOne() {
    add(TakeOverSection.FIRST_STOP, -0.1, 3);
    assertThat(row("SIGTERM, the first")).endsWith("| **missed** |");
  }

  @Test
  void aThousandRoutersAreToBeUpFourTimesSooner() {
    add(ScaleSection.allUp(1_000), 5, 20);
    assertThat(row("1000 routers, start to all")).endsWith("| 4 times sooner | met |");
    add(ScaleSection.allUp(1_000), 6, 20);
    assertThat(row("1000 routers, start to all")).endsWith("| **missed** |");
  }

  @Test
  void theIntervalsBarIsItsNinetyNinthPercentile() {
    String figure = IntervalSection.figure(Duration.ofMillis(10), true);
    for (int i = 0; i < 200; i++) {
      add(figure, i < 199 ? 0.1 : 9, 0.2);
    }
    assertThat(row("10 ms, loaded")).contains("0.10 / 0.10 / 9.00 / 9.00 ms").endsWith("met |");
  }

  @Test
  void whatWasNotMeasuredIsSaid() {
    findings.fail("scale-4000 1/1 keepalived: 4000 addresses: not within 180000 ms");
    assertThat(Page.table(findings)).contains("Not measured: scale-4000 1/1 keepalived");
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
    Page.write(page, findings);
    Page.write(page, findings);
    assertThat(page)
        .content()
        .startsWith("# Title\n")
        .endsWith("<!-- compare: to here -->\nrest\n")
        .doesNotContain("old")
        .containsOnlyOnce("| resident memory, 10 routers | 60.0 MB | 14.0 MB | 80 MB | met |");
  }

  @Test
  void aPageWithoutAPlaceForItIsLeftAlone() throws Exception {
    Path page = Files.writeString(directory.resolve("page.md"), "# Title\n");
    assertThatIOException().isThrownBy(() -> Page.write(page, findings));
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
