package org.jvrrpd.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules against figures that were reckoned by hand (RFC 3768 and RFC 9568, section 6.1). */
class RulesTest {

  @Test
  void aTakeOverWaitsForThreeIntervalsAndTheSkewOfPriority60() {
    // Version 2: 3 s + 196/256 s.
    Expectation killed = expected("jvrrpd-keepalived-v2-1000ms-kill");
    assertThat(killed.atLeast()).isEqualTo(Duration.ofNanos(3_765_625_000L));
    assertThat(killed.within()).isEqualTo(Duration.ofNanos(4_765_625_000L));
    assertThat(killed.holders()).containsExactly("server2");
    // FRR has no thousandths.
    assertThat(expected("jvrrpd-frr-v2-1000ms-kill").atLeast()).isEqualTo(Duration.ofMillis(3_760));
    // Version 3 at 100 ms: 300 ms + 196/256 of 100 ms.
    assertThat(expected("keepalived-jvrrpd-v3-ipv4-100ms-cable").atLeast())
        .isEqualTo(Duration.ofNanos(376_562_500L));
  }

  @Test
  void onlyJvrrpdGivesTheVipUpWhenItIsKilled() {
    assertThat(expected("keepalived-jvrrpd-v2-1000ms-kill").holders()).hasSize(2);
    assertThat(expected("frr-jvrrpd-v2-1000ms-kill").because()).startsWith("FRR has no leases");
  }

  @Test
  void version2DropsAnotherIntervalAndVersion3AdoptsIt() {
    assertThat(expected("jvrrpd-frr-v2-1000ms-wrong-interval").holders()).hasSize(2);
    Expectation adopted = expected("keepalived-jvrrpd-v3-ipv4-100ms-wrong-interval");
    assertThat(adopted.holders()).containsExactly("server1");
    assertThat(adopted.backupSays())
        .isEqualTo(List.of("advertisement interval mismatch with 192.0.2.101"));
  }

  private static Expectation expected(String name) {
    return Cell.all().stream()
        .filter(cell -> cell.name().equals(name))
        .map(Rules::expected)
        .findFirst()
        .orElseThrow();
  }
}
