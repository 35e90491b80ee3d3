package org.jvrrpd.conformance.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.jvrrpd.lab.AddressHistory.Change;
import org.jvrrpd.lab.AddressOnHost;

class HoldingsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static Change change(int millis, boolean present) {
    return new Change(
        START.plusMillis(millis),
        present,
        new AddressOnHost("eth0", "192.0.2.100", 24, "global", Set.of(), OptionalLong.of(2)));
  }

  @Test
  void renewalsOfALeaseAreOneHolding() {
    Holdings holdings =
        Holdings.of(Map.of("a", List.of(change(0, true), change(500, true), change(2_600, false))));
    assertThat(holdings.all())
        .containsExactly(new Holdings.Holding("a", START, START.plusMillis(2_600)));
  }

  @Test
  void theOverlapIsTheTimeInWhichBothHadIt() {
    Holdings holdings =
        Holdings.of(
            Map.of(
                "a", List.of(change(0, true), change(1_000, false)),
                "b", List.of(change(700, true), change(5_000, false))));
    assertThat(holdings.longestOverlap(START)).isEqualTo(Duration.ofMillis(300));
    assertThat(holdings.longestOverlap(START.plusMillis(900))).isEqualTo(Duration.ofMillis(100));
    assertThat(holdings.longestOverlap(START.plusMillis(1_000))).isZero();
  }

  @Test
  void twoThatStillHaveItOverlapUntilNow() {
    Holdings holdings =
        Holdings.of(Map.of("a", List.of(change(0, true)), "b", List.of(change(0, true))));
    Instant recently = Instant.now().minusSeconds(3);
    assertThat(holdings.longestOverlap(recently))
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(60));
  }
}
