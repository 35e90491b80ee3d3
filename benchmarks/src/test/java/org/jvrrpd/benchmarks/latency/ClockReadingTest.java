package org.jvrrpd.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClockReadingTest {
  @Test
  void theWallClockWasReadInTheMiddle() {
    ClockReading reading = new ClockReading(1_000, 5_000_000, 1_040);

    assertThat(reading.toEpoch(1_020)).isEqualTo(5_000_000);
    assertThat(reading.toEpoch(900)).isEqualTo(4_999_880);
    assertThat(reading.widthNanos()).isEqualTo(40);
  }

  @Test
  void theClosestReadingIsTaken() {
    // Three readings, of which each but the second takes long.
    long[] times = {0, 900, 1_000, 1_010, 2_000, 2_900};
    AtomicLong next = new AtomicLong();

    ClockReading reading = ClockReading.take(() -> times[(int) next.getAndIncrement()]);

    assertThat(reading.beforeNanos()).isEqualTo(1_000);
    assertThat(reading.afterNanos()).isEqualTo(1_010);
    assertThat(Instant.ofEpochSecond(0, reading.epochNanos()))
        .isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(5));
  }
}
