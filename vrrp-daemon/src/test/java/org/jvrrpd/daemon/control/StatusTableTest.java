package org.jvrrpd.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden files, rewritten with -Dgolden.rewrite=true. */
class StatusTableTest {
  private static final Path GOLDEN = Path.of("src/test/resources/status");

  @Test
  void showsAHealthyMaster() throws Exception {
    isGolden("healthy-master.txt", Samples.healthyMaster(), false);
  }

  @Test
  void showsEveryTrouble() throws Exception {
    isGolden("trouble.txt", Samples.trouble(), false);
  }

  @Test
  void coloursStatesAndWarningsOnlyWhenAsked() throws Exception {
    isGolden("trouble-in-colour.txt", Samples.trouble(), true);
  }

  @Test
  void showsAStartupDelayAndTheChecksumOfVersionThree() throws Exception {
    isGolden(
        "startup-delay.txt", Samples.report("INIT", List.of(Samples.waiting()), List.of()), false);
  }

  @Test
  void showsADaemonWithoutInstances() throws Exception {
    isGolden("no-instances.txt", Samples.report("", List.of(), List.of()), false);
  }

  @Test
  void fitsATerminalAndLeavesItAlone() {
    String table = StatusTable.render(Samples.trouble(), false, Samples.NOW, ZoneOffset.UTC);

    assertThat(table.lines()).allMatch(line -> line.length() <= 80);
    assertThat(table.chars()).noneMatch(c -> Character.isISOControl(c) && c != '\n');
  }

  @Test
  void theTimersOfYearsTakeOneLine() {
    TimerStatus years =
        new TimerStatus(
            9_876_543_210L,
            Duration.ofNanos(61_439),
            Duration.ofNanos(212_991),
            Duration.ofNanos(123_381_224),
            Duration.ofNanos(400_000),
            Duration.ofMillis(5),
            7);

    assertThat("Timers: " + years.inWords())
        .isEqualTo(
            "Timers: 99 % of 9,876,543,210 within 0.3 ms, worst 123.4 ms (last minute 0.4 ms)")
        .hasSizeLessThanOrEqualTo(Paragraph.COLUMNS);
  }

  @ParameterizedTest
  @CsvSource({
    "PT-5S, 0.0 s",
    "PT0.412S, 0.4 s",
    "PT9.99S, 9.9 s",
    "PT10S, 10 s",
    "PT59.9S, 59 s",
    "PT1M, 1 m 0 s",
    "PT3M12S, 3 m 12 s",
    "PT59M59S, 59 m 59 s",
    "PT2H5M59S, 2 h 5 m",
    "P3DT4H, 3 d 4 h",
  })
  void saysTimesInTwoUnits(Duration elapsed, String words) {
    assertThat(Elapsed.inWords(elapsed)).isEqualTo(words);
  }

  @Test
  void wrapsAtSpacesAndCutsLongWords() {
    assertThat(Paragraph.wrap("aaa bbb ccc", 7)).containsExactly("aaa bbb", "ccc");
    assertThat(Paragraph.wrap("aaaaaaaaa b", 4)).containsExactly("aaaa", "aaaa", "a b");
    assertThat(Paragraph.wrap("", 4)).containsExactly("");
  }

  private static void isGolden(String name, StatusReport report, boolean colour)
      throws IOException {
    String table = StatusTable.render(report, colour, Samples.NOW, ZoneOffset.UTC);
    // Escapes are written out, so that a person can read the file.
    String readable = table.replace("\u001b", "\\e");
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, readable);
    }
    assertThat(readable).isEqualTo(Files.readString(file));
  }
}
