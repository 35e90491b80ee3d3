package org.jvrrpd.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BoundTest {
  private static final Member SERVER2 = new Member("server2", "192.0.2.102", 90, false);

  @Test
  void aResignationLeavesOnlyTheSkewTime() {
    // (256 - 90) / 256 s, RFC 3768 section 6.1
    assertThat(Bound.afterResignation(SERVER2).time()).isEqualTo(Duration.ofNanos(648_437_500));
  }

  @Test
  void silenceLastsThreeIntervalsAndTheSkewTime() {
    assertThat(Bound.afterSilence(SERVER2).time()).isEqualTo(Duration.ofNanos(3_648_437_500L));
  }

  @Test
  void aSecondOverTheBoundIsAllowedAndAMillisecondMoreIsNot() {
    Bound bound = Bound.afterSilence(SERVER2);
    assertThat(bound.objection("the take-over", Duration.ofMillis(4_648))).isEmpty();
    assertThat(bound.objection("the take-over", Duration.ofMillis(4_649)))
        .contains("the take-over took 4.649 s, which is more than a second over the bound");
  }

  @Test
  void whoDoesNotWaitItsTimeIsNamed() {
    Bound bound = Bound.afterSilence(SERVER2);
    assertThat(bound.objection("the take-over", Duration.ofMillis(3_549))).isEmpty();
    assertThat(bound.objection("the take-over", Duration.ofMillis(3_548)))
        .contains("the take-over took only 3.548 s, so somebody did not wait its time");
  }

  @Test
  void whatIsOnlyALimitMayBeQuick() {
    assertThat(Bound.nextAdvertisement().objection("the heal", Duration.ZERO)).isEmpty();
    assertThat(Bound.nextAdvertisement().objection("the heal", Duration.ofMillis(2_001)))
        .isPresent();
  }

  @Test
  void secondsAreRoundedToMilliseconds() {
    assertThat(Figure.seconds(Duration.ofNanos(648_437_500))).isEqualTo("0.648 s");
    assertThat(Figure.seconds(Duration.ofNanos(648_500_000))).isEqualTo("0.649 s");
    assertThat(Figure.seconds(Duration.ofMillis(61_007))).isEqualTo("61.007 s");
    assertThat(Figure.seconds(Duration.ofMillis(-20))).isEqualTo("-0.020 s");
  }
}
