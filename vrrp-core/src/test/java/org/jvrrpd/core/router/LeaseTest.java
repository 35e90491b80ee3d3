package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;

class LeaseTest {
  private static final long MILLI = 1_000_000L;

  /** By how much the kernel ended leases of 2 s too late, at the most that was measured. */
  private static final long LATEST_NANOS = 1_140 * MILLI;

  static RouterSettings settings(
      ProtocolVersion version, int centis, Map<IpAddress, Integer> peers) {
    return RouterSettings.of(
            "VI_MAIN", version, 51, address("192.0.2.1"), List.of(address("192.0.2.10")))
        .intervalCentis(centis)
        .peerPriorities(peers)
        .build();
  }

  static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    // interval, highest peer, seconds, milliseconds in which it may be renewed
    "V2,  100,  90,  2, 408",
    "V2,  100, 192,  2,  10",
    "V2,  100, 200,  1, 978",
    "V2,  100, 254,  1, 767",
    "V2, 1000,  90, 29, 408",
    "V3,  100,  90,  2, 408",
    "V3,   10,  90,  1,   0",
    "V3,    1, 254,  1,   0"
  })
  void itEndsBeforeTheNextInRankTakesOver(
      ProtocolVersion version, int centis, int peer, int seconds, long windowMillis) {
    Lease lease = Lease.fitting(settings(version, centis, Map.of(address("192.0.2.2"), peer)));
    assertThat(lease.lifetimeSeconds()).isEqualTo(seconds);
    assertThat(lease.windowNanos() / MILLI).isEqualTo(windowMillis);
  }

  @Test
  void withoutKnowledgeOfTheOthersTheSoonestIsAssumed() {
    assertThat(Lease.fitting(settings(ProtocolVersion.V2, 100, Map.of())))
        .isEqualTo(
            Lease.fitting(settings(ProtocolVersion.V2, 100, Map.of(address("192.0.2.2"), 254))));
  }

  @Test
  void aPriorityThatIsKnownWithoutItsAddressCountsToo() {
    RouterSettings known =
        settings(ProtocolVersion.V2, 100, Map.of(address("192.0.2.2"), 80))
            .but()
            .highestPeer(OptionalInt.of(90))
            .build();
    assertThat(Lease.fitting(known))
        .isEqualTo(
            Lease.fitting(settings(ProtocolVersion.V2, 100, Map.of(address("192.0.2.2"), 90))));
  }

  @Test
  void noRenewalOutlivesADownIntervalWhereverThePriorityLies() {
    for (int peer = 1; peer <= 254; peer++) {
      Lease lease =
          Lease.fitting(settings(ProtocolVersion.V2, 100, Map.of(address("192.0.2.2"), peer)));
      long down = 3_000 * MILLI + (256L - peer) * 1_000 * MILLI / 256;
      assertThat(lease.windowNanos() + lease.lifetimeNanos() + LATEST_NANOS).isLessThan(down);
    }
  }

  @Test
  void aRenewalThatWasMissedComesWithTheNextAdvertisement() {
    Lease lease = new Lease(2, 400 * MILLI);
    LeaseClock clock = LeaseClock.started(lease, 0);
    assertThat(clock.deadline(0)).isEqualTo(400 * MILLI);
    assertThat(clock.isDue(400 * MILLI, 0)).isTrue();
    assertThat(clock.isDue(401 * MILLI, 0)).isFalse();
    LeaseClock postponed = clock.postponed(0);
    assertThat(postponed.deadline(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(postponed.isDue(1_000 * MILLI, 1_000 * MILLI)).isTrue();
    assertThat(postponed.isExpired(2_000 * MILLI - 1)).isFalse();
    assertThat(postponed.isExpired(2_000 * MILLI)).isTrue();
  }
}
