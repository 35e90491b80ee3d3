package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.core.packet.HmacSettings.AntiReplay;
import org.jvrrpd.core.packet.HmacSettings.Mode;
import org.jvrrpd.core.packet.HmacTrailer;
import org.jvrrpd.core.packet.HmacVectors;

class HmacSequenceTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long WALL = HmacVectors.SECONDS * SECOND + SECOND / 2;

  private final HmacSequence sequence = new HmacSequence();

  private static HmacSettings settings(AntiReplay antiReplay) {
    return new HmacSettings(List.of(HmacVectors.KEY), 1, 5, antiReplay, Mode.ENFORCE);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0",
    "1000000000, 100000000",
    "500000000, 80000000",
    "15259, 00010000",
    "999999999, ffff0000",
    // The last moment of 32 bits, and the one after it.
    "4294967295000000000, ffffffff00000000",
    "4294967296000000000, 0"
  })
  void theTimeIsSecondsAndAFractionInUnitsOf65536(long wallNanos, String expected) {
    assertThat(HmacSequence.at(wallNanos)).isEqualTo(Long.parseUnsignedLong(expected, 16));
  }

  @ParameterizedTest
  @EnumSource
  void itIsTheTimeAndGrowsWhereTheTimeDoesNot(AntiReplay antiReplay) {
    HmacSettings settings = settings(antiReplay);
    assertThat(sequence.next(WALL, settings)).isEqualTo(HmacVectors.SEQUENCE);
    assertThat(sequence.next(WALL, settings)).isEqualTo(HmacVectors.SEQUENCE + 1);
    assertThat(sequence.next(WALL - SECOND, settings)).isEqualTo(HmacVectors.SEQUENCE + 2);
    assertThat(sequence.next(WALL + SECOND, settings)).isEqualTo(HmacVectors.SEQUENCE + (1L << 32));
  }

  @Test
  void aCounterThatIsFullRunsIntoTheTime() {
    HmacSettings settings = settings(AntiReplay.TIME);
    long last = sequence.next(WALL, settings);
    for (int i = 0; i < 70_000; i++) {
      long next = sequence.next(WALL, settings);
      assertThat(HmacTrailer.isAfter(next, last)).isTrue();
      last = next;
    }
    assertThat(last).isEqualTo(HmacVectors.SEQUENCE + 70_000);
  }

  @Test
  void aClockThatIsSetBackFarBeginsAnewWhereTheTimeCounts() {
    sequence.next(WALL, settings(AntiReplay.TIME));
    assertThat(sequence.next(WALL - 5 * SECOND, settings(AntiReplay.TIME)))
        .isEqualTo(HmacVectors.SEQUENCE + 1);
    assertThat(sequence.next(WALL - 6 * SECOND, settings(AntiReplay.TIME)))
        .isEqualTo(HmacSequence.at(WALL - 6 * SECOND));
  }

  @Test
  void aClockThatIsSetBackMakesNoDifferenceWhereOnlyTheOrderCounts() {
    sequence.next(WALL, settings(AntiReplay.MONOTONIC));
    assertThat(sequence.next(WALL - 3_600 * SECOND, settings(AntiReplay.MONOTONIC)))
        .isEqualTo(HmacVectors.SEQUENCE + 1);
  }

  @Test
  void itGoesOnWhenTheSecondsBeginAnew() {
    HmacSettings settings = settings(AntiReplay.MONOTONIC);
    long before = sequence.next(0xffff_ffffL * SECOND, settings);
    long after = sequence.next(0x1_0000_0000L * SECOND, settings);
    assertThat(after).isZero();
    assertThat(HmacTrailer.isAfter(after, before)).isTrue();
  }
}
