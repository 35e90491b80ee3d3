package org.jvrrpd.daemon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.daemon.control.TimerStatus;

class PunctualityTest {
  private static final long MICRO = 1_000L;
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private final List<Long> told = new ArrayList<>();
  private final Punctuality punctuality = new Punctuality(told::add);

  @Test
  void saysNothingOfWhatHasNotHappened() {
    TimerStatus status = punctuality.status(SECOND);

    assertThat(status.wakeUps()).isZero();
    assertThat(status.p99()).isZero();
    assertThat(status.worst()).isZero();
    assertThat(status.worstOfLastMinute()).isZero();
  }

  @Test
  void countsHowLateWakeUpsCame() {
    for (int i = 0; i < 980; i++) {
      wake(SECOND + i * MILLI, 100 * MICRO);
    }
    for (int i = 0; i < 20; i++) {
      wake(2 * SECOND + i * MILLI, 3 * MILLI);
    }

    TimerStatus status = punctuality.status(3 * SECOND);

    assertThat(status.wakeUps()).isEqualTo(1_000);
    assertThat(status.median()).isBetween(Duration.ofNanos(100 * MICRO), micros(113));
    assertThat(status.p99()).isEqualTo(Duration.ofMillis(3));
    assertThat(status.worst()).isEqualTo(Duration.ofMillis(3));
    assertThat(status.late()).isZero();
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, 7, 8, 15, 16, 17, 1_000, 65_535, 65_536, 1L << 40, Long.MAX_VALUE / 8})
  void aQuantileIsAnEighthTooHighAtMost(long lateness) {
    wake(0, lateness);
    wake(0, lateness);
    wake(0, Long.MAX_VALUE / 4);

    assertThat(punctuality.status(0).median().toNanos())
        .isBetween(lateness, lateness + lateness / 8);
  }

  @Test
  void whatComesEarlyIsNotLate() {
    punctuality.woken(SECOND, SECOND - MILLI);

    assertThat(punctuality.status(SECOND).wakeUps()).isEqualTo(1);
    assertThat(punctuality.status(SECOND).worst()).isZero();
  }

  @Test
  void forgetsTheWorstOfTheLastMinuteAfterThat() {
    wake(10 * SECOND, 4 * MILLI);
    wake(30 * SECOND, MILLI);

    assertThat(punctuality.status(31 * SECOND).worstOfLastMinute()).isEqualTo(millis(4));
    assertThat(punctuality.status(69 * SECOND).worstOfLastMinute()).isEqualTo(millis(4));
    assertThat(punctuality.status(70 * SECOND).worstOfLastMinute()).isEqualTo(millis(1));
    wake(70 * SECOND, 2 * MILLI);
    assertThat(punctuality.status(71 * SECOND).worstOfLastMinute()).isEqualTo(millis(2));
    assertThat(punctuality.status(200 * SECOND).worstOfLastMinute()).isZero();
    assertThat(punctuality.status(200 * SECOND).worst()).isEqualTo(millis(4));
  }

  @Test
  void tellsOnceOfAllThatAreLateInOneWakeUp() {
    wake(SECOND, 5 * MILLI);
    long now = 2 * SECOND;
    punctuality.woken(now - 700 * MILLI, now);
    punctuality.woken(now - 600 * MILLI, now);
    wake(3 * SECOND, 6 * MILLI);

    assertThat(told).containsExactly(700 * MILLI, 6 * MILLI);
    assertThat(punctuality.status(now).late()).isEqualTo(3);
  }

  private void wake(long armedFor, long lateness) {
    punctuality.woken(armedFor, armedFor + lateness);
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * MICRO);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
