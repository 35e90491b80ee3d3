package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.core.packet.HmacSettings.AntiReplay;
import org.jvrrpd.core.packet.HmacSettings.Mode;
import org.jvrrpd.core.packet.HmacVectors;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.packet.Rejection;

/** The example over IPv6, and what was recorded of it and changed. */
class HmacWatchTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long WALL = HmacVectors.SECONDS * SECOND + SECOND / 2;
  private static final IpAddress SENDER = LeaseTest.address("fe80::10");
  private static final HmacSettings TIME = settings(AntiReplay.TIME);
  private static final HmacSettings MONOTONIC = settings(AntiReplay.MONOTONIC);

  private final HmacWatch watch = new HmacWatch();

  private static HmacSettings settings(AntiReplay antiReplay) {
    return new HmacSettings(List.of(HmacVectors.KEY), 1, 5, antiReplay, Mode.ENFORCE);
  }

  private static RouterSettings router(int vrid) {
    return RouterSettings.of(
            "VI_6",
            ProtocolVersion.V3,
            vrid,
            LeaseTest.address("fe80::20"),
            List.of(LeaseTest.address("fe80::100")))
        .build();
  }

  private static byte[] example() {
    return HexFormat.of().parseHex(HmacVectors.IPV6);
  }

  private @Nullable Rejection refusal(byte[] message, HmacSettings settings, long wallNanos) {
    return watch.refusal(ByteBuffer.wrap(message), SENDER, router(51), settings, wallNanos);
  }

  @ParameterizedTest
  @CsvSource({
    "2, HMAC_INVALID", // priority
    "5, HMAC_INVALID", // interval
    "23, HMAC_INVALID", // virtual address
    "24, HMAC_MALFORMED", // type
    "25, HMAC_KEY_UNKNOWN",
    "26, HMAC_MALFORMED", // reserved
    "27, HMAC_MALFORMED",
    "31, HMAC_INVALID", // seconds
    "33, HMAC_INVALID", // fraction
    "35, HMAC_INVALID", // counter
    "36, HMAC_INVALID", // tag
    "51, HMAC_INVALID",
    "7, " // the checksum is not protected
  })
  void oneBitThatIsFlippedIsFound(int at, @Nullable Rejection expected) {
    byte[] message = example();
    message[at] ^= 1;
    assertThat(refusal(message, TIME, WALL)).isEqualTo(expected);
    // And what was refused displaces nothing.
    assertThat(refusal(example(), TIME, WALL))
        .isEqualTo(expected == null ? Rejection.HMAC_REPLAY : null);
  }

  @Test
  void itIsForItsSourceAndItsVirtualRouterOnly() {
    ByteBuffer message = ByteBuffer.wrap(example());
    IpAddress other = LeaseTest.address("fe80::11");
    assertThat(watch.refusal(message, other, router(51), TIME, WALL))
        .isEqualTo(Rejection.HMAC_INVALID);
    assertThat(watch.refusal(message, SENDER, router(52), TIME, WALL))
        .isEqualTo(Rejection.HMAC_INVALID);
    assertThat(watch.refusal(message, SENDER, router(51), TIME, WALL)).isNull();
  }

  @Test
  void theSecondOfTwoIsAReplayAndNotToAnotherReceiver() {
    assertThat(refusal(example(), TIME, WALL)).isNull();
    assertThat(refusal(example(), TIME, WALL)).isEqualTo(Rejection.HMAC_REPLAY);
    ByteBuffer message = ByteBuffer.wrap(example());
    assertThat(new HmacWatch().refusal(message, SENDER, router(51), TIME, WALL)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"-6, HMAC_STALE", "-5, ", "0, ", "5, ", "6, HMAC_STALE", "31536000, HMAC_STALE"})
  void whatIsFromOutsideOfTheWindowIsStale(int secondsLater, @Nullable Rejection expected) {
    assertThat(refusal(example(), TIME, WALL + secondsLater * SECOND)).isEqualTo(expected);
  }

  /** So that a flood of what was recorded earlier costs no digest. */
  @Test
  void whatIsStaleIsNotLookedAtAnyFurther() {
    byte[] message = example();
    message[25] = 2;
    message[51] ^= 1;
    assertThat(refusal(message, TIME, WALL + 6 * SECOND)).isEqualTo(Rejection.HMAC_STALE);
    assertThat(refusal(message, TIME, WALL)).isEqualTo(Rejection.HMAC_KEY_UNKNOWN);
  }

  @Test
  void whereOnlyTheOrderCountsTheTimeMakesNoDifference() {
    assertThat(refusal(example(), MONOTONIC, WALL + 3_600 * SECOND)).isNull();
    assertThat(refusal(example(), MONOTONIC, WALL + 7_200 * SECOND))
        .isEqualTo(Rejection.HMAC_REPLAY);
  }

  /** A sender whose clock was set back would be refused for as long as it had been ahead. */
  @Test
  void aNumberFromOutsideOfTheWindowIsForgotten() {
    Talker talker = new Talker(TIME);
    assertThat(talker.saysAt(watch, WALL)).isNull();
    assertThat(talker.saysAt(watch, WALL - 3_600 * SECOND)).isNull();
    assertThat(talker.saysAt(watch, WALL - 3_600 * SECOND)).isNull();
  }

  @Test
  void ofAGroupFourSendersAreKnownAndTheOneSilentLongestGivesWay() {
    List<Talker> talkers =
        List.of("fe80::1", "fe80::2", "fe80::3", "fe80::4", "fe80::5").stream()
            .map(each -> new Talker(MONOTONIC, LeaseTest.address(each)))
            .toList();
    talkers.forEach(each -> assertThat(each.saysAt(watch, WALL)).isNull());
    // The fifth has displaced the first, which now displaces the second.
    assertThat(talkers.getLast().repeats(watch, WALL)).isEqualTo(Rejection.HMAC_REPLAY);
    assertThat(talkers.get(1).repeats(watch, WALL)).isEqualTo(Rejection.HMAC_REPLAY);
    assertThat(talkers.getFirst().repeats(watch, WALL)).isNull();
    assertThat(talkers.get(1).repeats(watch, WALL)).isNull();
    assertThat(talkers.getLast().repeats(watch, WALL)).isEqualTo(Rejection.HMAC_REPLAY);
  }
}
