package org.jvrrpd.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Member SERVER2 = DemoCluster.named("server2").orElseThrow();
  private static final Member SERVER3 = DemoCluster.named("server3").orElseThrow();
  private static final Duration QUIET = Duration.ofMillis(3);

  private final Judge judge = new Judge();

  @Test
  void withoutObjectionsTheStepIsPraised() {
    judge.require(true, "never said");
    judge.measured(figure(3_660, 1_200));
    judge.successor(SERVER2, SERVER2, QUIET);
    judge.overlap(Duration.ZERO, Duration.ZERO);
    Verdict verdict = judge.verdict("Well done.", QUIET);
    assertThat(verdict.kept()).isTrue();
    assertThat(verdict.sentences()).containsExactly("Well done.");
    assertThat(verdict.remarks()).isEmpty();
  }

  @Test
  void everyObjectionIsSaidInsteadOfThePraise() {
    judge.require(false, "the client's ping is not answered");
    judge.measured(figure(5_000, 4_900));
    judge.overlap(Duration.ofMillis(1), Duration.ZERO);
    Verdict verdict = judge.verdict("Well done.", QUIET);
    assertThat(verdict.kept()).isFalse();
    assertThat(verdict.sentences())
        .containsExactly(
            "the client's ping is not answered",
            "the take-over took 5.000 s, which is more than a second over the bound",
            "the client got no answer for 4.900 s",
            "two hosts had the VIP at once for 0.001 s");
  }

  @Test
  void aBusyMachineIsNamedAndDoesNotExcuse() {
    judge.require(false, "wrong");
    Verdict verdict = judge.verdict("", Duration.ofMillis(51));
    assertThat(verdict.kept()).isFalse();
    assertThat(verdict.remarks()).singleElement().asString().contains("51 ms late");
    assertThat(new Judge().verdict("", Duration.ofMillis(50)).remarks()).isEmpty();
  }

  @Test
  void theWrongSuccessorIsAnObjectionOnAQuietMachine() {
    judge.successor(SERVER2, SERVER3, QUIET);
    assertThat(judge.verdict("", QUIET).sentences())
        .containsExactly("server3 took over, although server2 is the next in rank");
  }

  @Test
  void theWrongSuccessorIsARemarkWhereTheMachineWasLaterThanTheirSkewTimesAreApart() {
    Duration late = Duration.ofMillis(45); // the skew times of 90 and 80 are 39 ms apart
    judge.successor(SERVER2, SERVER3, late);
    Verdict verdict = judge.verdict("Well done.", late);
    assertThat(verdict.kept()).isTrue();
    assertThat(verdict.remarks())
        .containsExactly(
            "server3 took over, although server2 is the next in rank; they are 39 ms apart, and"
                + " this machine's timers were 45 ms late");
  }

  private static Figure figure(long measuredMillis, long pauseMillis) {
    return new Figure(
        "take-over",
        Duration.ofMillis(measuredMillis),
        Bound.afterSilence(SERVER2),
        Duration.ofMillis(pauseMillis));
  }
}
