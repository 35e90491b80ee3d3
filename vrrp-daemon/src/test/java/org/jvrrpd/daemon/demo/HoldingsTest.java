package org.jvrrpd.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.jvrrpd.daemon.demo.Holdings.Holding;
import org.jvrrpd.lab.AddressHistory.Change;
import org.jvrrpd.lab.AddressOnHost;

class HoldingsTest {
  private static final AddressOnHost VIP =
      new AddressOnHost("eth0", "192.0.2.10", 24, "global", Set.of(), OptionalLong.of(2));

  @Test
  void aRenewalBeginsNoNewHolding() {
    assertThat(
            Holdings.of(
                "server1",
                List.of(
                    new Change(at(0), true, VIP),
                    new Change(at(500), true, VIP),
                    new Change(at(900), false, VIP),
                    new Change(at(2_000), true, VIP))))
        .containsExactly(
            new Holding("server1", at(0), at(900)), new Holding("server1", at(2_000), Instant.MAX));
  }

  @Test
  void whatCameAndWentIsFoundAfterAnInstant() {
    Holdings holdings =
        new Holdings(
            List.of(
                new Holding("server1", at(0), at(900)),
                new Holding("server1", at(2_000), Instant.MAX)));
    assertThat(holdings.gained("server1", at(0))).contains(at(2_000));
    assertThat(holdings.lost("server1", at(0))).contains(at(900));
    assertThat(holdings.lost("server1", at(900))).isEmpty();
    assertThat(holdings.gained("server2", at(-1))).isEmpty();
  }

  @Test
  void twoHoldersAtOnceAreMeasuredWithinTheWindow() {
    Holdings holdings =
        new Holdings(
            List.of(
                new Holding("server1", at(0), at(900)),
                new Holding("server2", at(700), Instant.MAX)));
    assertThat(holdings.longestOverlap(at(0), at(5_000))).isEqualTo(Duration.ofMillis(200));
    assertThat(holdings.longestOverlap(at(800), at(5_000))).isEqualTo(Duration.ofMillis(100));
    assertThat(holdings.longestOverlap(at(0), at(750))).isEqualTo(Duration.ofMillis(50));
    assertThat(holdings.longestOverlap(at(900), at(5_000))).isZero();
  }

  @Test
  void twoThatHoldForEverOverlapUntilTheWindowEnds() {
    List<Holding> both = new ArrayList<>();
    both.add(new Holding("server1", at(0), Instant.MAX));
    both.add(new Holding("server2", at(100), Instant.MAX));
    assertThat(new Holdings(both).longestOverlap(at(0), at(400))).isEqualTo(Duration.ofMillis(300));
  }

  private static Instant at(long millis) {
    return Instant.ofEpochSecond(1_800_000_000).plusMillis(millis);
  }
}
