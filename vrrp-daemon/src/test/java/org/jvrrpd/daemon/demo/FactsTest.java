package org.jvrrpd.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.jvrrpd.daemon.demo.Facts.Announced;
import org.jvrrpd.daemon.demo.Facts.Heard;

class FactsTest {

  @Test
  void aTakeOverRunsFromTheLastAdvertisementOfTheOldToTheFirstAnnouncementOfTheNew() {
    Facts facts =
        facts(
            List.of(
                new Heard(at(0), "server1", 100),
                new Heard(at(1_000), "server1", 100),
                new Heard(at(4_650), "server2", 90)),
            List.of(
                new Announced(at(50), "server1"),
                new Announced(at(4_652), "server2"),
                new Announced(at(4_653), "server2")));
    assertThat(facts.takeOver("server2", at(1_200)))
        .hasValueSatisfying(
            seen -> {
              assertThat(seen.time()).isEqualTo(Duration.ofMillis(3_652));
              assertThat(seen.lastHeard().by()).isEqualTo("server1");
            });
  }

  @Test
  void anAnnouncementFromBeforeTheTroubleIsNoTakeOver() {
    Facts facts =
        facts(
            List.of(new Heard(at(0), "server1", 100)), List.of(new Announced(at(500), "server2")));
    assertThat(facts.takeOver("server2", at(500))).isEmpty();
    assertThat(facts.takeOver("server3", at(0))).isEmpty();
  }

  @Test
  void aPauseReachesFromTheLastAnswerBeforeTheTroubleToTheFirstAfterIt() {
    assertThat(answered(2_000, 0, 100, 200, 1_500, 1_600, 1_900).longestPause(at(250)))
        .isEqualTo(Duration.ofMillis(1_300));
  }

  @Test
  void aPauseFromBeforeTheTroubleDoesNotCount() {
    assertThat(answered(2_000, 0, 1_000, 1_100, 1_200, 1_300, 1_900).longestPause(at(1_000)))
        .isEqualTo(Duration.ofMillis(600));
  }

  @Test
  void silenceThatStillLastsCounts() {
    Facts facts = answered(5_000, 0, 100, 200);
    assertThat(facts.longestPause(at(150))).isEqualTo(Duration.ofMillis(4_800));
    assertThat(facts.longestPause(at(1_000))).isEqualTo(Duration.ofSeconds(4));
    assertThat(facts.answering()).isFalse();
    assertThat(answered(1_000, 100).answering()).isTrue();
    assertThat(answered(1_000).answering()).isFalse();
  }

  @Test
  void theLastAnnouncerIsTheLastOnTheWire() {
    assertThat(facts(List.of(), List.of()).lastAnnouncer()).isEmpty();
    assertThat(
            facts(
                    List.of(),
                    List.of(new Announced(at(0), "server1"), new Announced(at(1), "server2")))
                .lastAnnouncer())
        .contains("server2");
  }

  private static Facts facts(List<Heard> heard, List<Announced> announced) {
    return new Facts(heard, announced, new Holdings(List.of()), List.of(), at(10_000));
  }

  private static Facts answered(long untilMillis, long... millis) {
    List<Instant> answers = LongStream.of(millis).mapToObj(FactsTest::at).toList();
    return new Facts(List.of(), List.of(), new Holdings(List.of()), answers, at(untilMillis));
  }

  private static Instant at(long millis) {
    return Instant.ofEpochSecond(1_800_000_000).plusMillis(millis);
  }
}
