package org.jvrrpd.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private final StringWriter text = new StringWriter();

  @Test
  void everyExplanationFitsInto80Columns() {
    Screen screen = screen(false, false);
    Overview.lines().forEach(screen::line);
    for (Act act :
        List.of(
            new ElectionAct(),
            new StopAct(),
            new KillAct(),
            new FreezeAct(),
            new CableAct(),
            new PartitionAct())) {
      screen.heading("1. " + act.title());
      screen.paragraph(act.explanation(DemoCluster.MEMBERS.getFirst()));
    }
    screen.line(
        Overview.summaryLine(
            new Figure("take-over", SECOND, Bound.nextAdvertisement(), Duration.ofSeconds(99))));
    assertThat(text.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
  }

  @Test
  void withoutATerminalThereIsNoEscapeSequenceAndOneLineForEachWait() {
    Screen screen = screen(false, false);
    screen.heading("1. An election");
    screen.waiting("server1 listens", Duration.ZERO);
    screen.waiting("server1 listens", SECOND);
    screen.waited();
    screen.verdict(new Verdict(false, List.of("wrong"), List.of("busy")));
    assertThat(text.toString())
        .doesNotContain("\u001b")
        .doesNotContain("\r")
        .containsOnlyOnce("server1 listens");
  }

  @Test
  void onATerminalTheWaitIsOverwrittenAndGoneAfterwards() {
    Screen screen = screen(true, false);
    screen.waiting("server1 listens", SECOND);
    assertThat(text.toString()).endsWith("  1.0 s  server1 listens ...").doesNotContain("\n");
    screen.line("next");
    assertThat(text.toString()).endsWith("\r\u001b[K   next\n");
  }

  @Test
  void aVerdictIsGreenOrRedAndRemarksAreYellow() {
    Screen screen = screen(false, true);
    screen.verdict(new Verdict(true, List.of("good"), List.of("busy")));
    screen.verdict(new Verdict(false, List.of("bad"), List.of()));
    assertThat(text.toString().lines())
        .satisfiesExactly(
            good -> assertThat(good).contains("\u001b[32mAs promised").endsWith("good"),
            busy -> assertThat(busy).contains("\u001b[33mNote").endsWith("busy"),
            bad -> assertThat(bad).contains("\u001b[1;31mNOT AS PROMISED").endsWith("bad"));
  }

  @Test
  void aTimelineIsInOrderAndBeginsWithItsFirstEvent() {
    Instant start = Instant.ofEpochSecond(1_800_000_000);
    Timeline timeline = new Timeline();
    timeline.add(start.plusMillis(412), "server1", "kill -9");
    timeline.add(start, "server1", "last advertisement");
    timeline.add(start.plusMillis(3_650), "server2", "takes over");
    assertThat(timeline.lines())
        .containsExactly(
            "  0.000 s  server1  last advertisement",
            "  0.412 s  server1  kill -9",
            "  3.650 s  server2  takes over");
  }

  private Screen screen(boolean live, boolean colour) {
    return new Screen(new PrintWriter(text), live, colour);
  }
}
