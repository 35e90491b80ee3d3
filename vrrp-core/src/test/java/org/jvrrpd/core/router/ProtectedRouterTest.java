package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.HmacKey;
import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.core.packet.HmacSettings.AntiReplay;
import org.jvrrpd.core.packet.HmacSettings.Mode;
import org.jvrrpd.core.packet.HmacVectors;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.packet.Reach;
import org.jvrrpd.core.packet.Rejection;

/** A virtual router with {@code auth_hmac}, and those who speak to it. */
class ProtectedRouterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long WALL = HmacVectors.SECONDS * SECOND + SECOND / 2;
  private static final IpAddress SENDER = LeaseTest.address("192.0.2.2");
  private static final HmacKey NEXT_KEY =
      HmacKey.of(2, "n".repeat(64).getBytes(StandardCharsets.US_ASCII));
  private static final HmacSettings ENFORCED = protection(Mode.ENFORCE);

  private static HmacSettings protection(Mode mode) {
    return new HmacSettings(List.of(HmacVectors.KEY), 1, 5, AntiReplay.TIME, mode);
  }

  private static HmacSettings keys(int active, HmacKey... keys) {
    return new HmacSettings(Arrays.asList(keys), active, 5, AntiReplay.TIME, Mode.ENFORCE);
  }

  private static RouterSettings.Builder settings(ProtocolVersion version, HmacSettings hmac) {
    return RouterSettings.of(
            "VI_MAIN",
            version,
            51,
            LeaseTest.address("192.0.2.1"),
            List.of(LeaseTest.address("192.0.2.10")))
        .hmac(Optional.of(hmac));
  }

  private static VirtualRouter started(RouterSettings settings) {
    VirtualRouter router = new VirtualRouter(settings);
    router.on(new Input.Startup(), 0);
    return router;
  }

  /** At a time of the election, which is as far from its start as that of the wall is from WALL. */
  private static Reception hear(VirtualRouter router, ByteBuffer message, Talker from, long now) {
    return router.receive(message, from.envelope(), now, WALL + now);
  }

  private static Reception refused(Rejection reason) {
    return new Reception.Refused(reason);
  }

  @ParameterizedTest
  @CsvSource({
    HmacVectors.IPV4 + ", 198.51.100.10, 192.0.2.100",
    HmacVectors.IPV6 + ", fe80::10, fe80::100"
  })
  void theVectorsAreAdmittedOnceAndNoneOfTheirBitsMayDiffer(String hex, String source, String vip) {
    IpAddress sender = LeaseTest.address(source);
    IpAddress own = LeaseTest.address(source.startsWith("fe80") ? "fe80::20" : "198.51.100.20");
    VirtualRouter router =
        started(
            RouterSettings.of("VI", ProtocolVersion.V3, 51, own, List.of(LeaseTest.address(vip)))
                .checksumForm(ChecksumForm.MESSAGE_ONLY)
                .reach(new Reach.Peers(List.of(new Reach.Peer(sender, 0, 255)), 255, true))
                .hmac(Optional.of(ENFORCED))
                .build());
    Envelope envelope = new Envelope(sender, own, 64);
    byte[] right = HexFormat.of().parseHex(hex);
    for (int bit = 0; bit < right.length * Byte.SIZE; bit++) {
      byte[] flipped = right.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThat(router.receive(ByteBuffer.wrap(flipped), envelope, 1, WALL))
          .as("bit %d", bit)
          .isInstanceOf(Reception.Refused.class);
    }
    assertThat(router.receive(ByteBuffer.wrap(right), envelope, 1, WALL))
        .isInstanceOf(Reception.Admitted.class);
    assertThat(router.receive(ByteBuffer.wrap(right), envelope, 2, WALL))
        .isEqualTo(refused(Rejection.HMAC_REPLAY));
  }

  @ParameterizedTest
  @EnumSource
  void aBackupRespectsAMasterWithTheSameKey(ProtocolVersion version) {
    VirtualRouter router = started(settings(version, ENFORCED).build());
    Talker master = new Talker(version, ENFORCED, SENDER);
    for (int i = 1; i <= 10; i++) {
      assertThat(hear(router, master.says(200, WALL + i * SECOND), master, i * SECOND))
          .isInstanceOf(Reception.Admitted.class);
    }
    assertThat(router.state()).isInstanceOf(State.Backup.class);
    assertThat(router.deadline().orElseThrow()).isGreaterThan(13 * SECOND);
    assertThat(router.snapshot(0).counters()).containsEntry("vrrpStatsAdvertiseRcvd", 10L);
    assertThat(router.snapshot(0).rejections()).isEmpty();
  }

  /** Without an HMAC the second of two equal messages only prolongs the wait, and is not judged. */
  @Test
  void aMessageThatIsHeardAgainProlongsNothing() {
    VirtualRouter router = started(settings(ProtocolVersion.V2, ENFORCED).build());
    Talker master = new Talker(ProtocolVersion.V2, ENFORCED, SENDER);
    ByteBuffer message = master.says(200, WALL);
    hear(router, message, master, SECOND);
    long deadline = router.deadline().orElseThrow();
    assertThat(hear(router, message, master, 2 * SECOND)).isEqualTo(refused(Rejection.HMAC_REPLAY));
    assertThat(router.deadline()).hasValue(deadline);
  }

  /** Nor does a message that was heard before the router was protected. */
  @Test
  void whatWasHeardWithoutTrailerIsJudgedAnewOnceOneIsNeeded() {
    VirtualRouter router =
        started(settings(ProtocolVersion.V2, ENFORCED).hmac(Optional.empty()).build());
    Talker master = new Talker(ProtocolVersion.V2, protection(Mode.RECEIVE_ONLY), SENDER);
    hear(router, master.says(200, WALL), master, SECOND);
    assertThat(hear(router, master.says(200, WALL), master, 2 * SECOND))
        .isInstanceOf(Reception.Repeated.class);
    router.reconfigure(settings(ProtocolVersion.V2, ENFORCED).build(), 2 * SECOND);
    assertThat(hear(router, master.says(200, WALL), master, 3 * SECOND))
        .isEqualTo(refused(Rejection.HMAC_MISSING));
  }

  @Test
  void whereNoKeyIsConfiguredATrailerMakesAMessageTooLong() {
    VirtualRouter router =
        started(settings(ProtocolVersion.V3, ENFORCED).hmac(Optional.empty()).build());
    Talker master = new Talker(ENFORCED, SENDER);
    assertThat(hear(router, master.says(200, WALL), master, 1))
        .isEqualTo(refused(Rejection.LENGTH_WRONG));
  }

  @ParameterizedTest
  @EnumSource
  void whatHasNoTrailerIsRefusedWhereItIsEnforcedAndNotedElsewhere(Mode mode) {
    VirtualRouter router = started(settings(ProtocolVersion.V3, protection(mode)).build());
    Talker open = new Talker(protection(Mode.RECEIVE_ONLY), SENDER);
    Reception reception = hear(router, open.says(200, WALL), open, 1);
    if (mode == Mode.ENFORCE) {
      assertThat(reception).isEqualTo(refused(Rejection.HMAC_MISSING));
    } else {
      assertThat(reception).isInstanceOf(Reception.Admitted.class);
      assertThat(((Reception.Admitted) reception).remarks())
          .containsExactly(Rejection.HMAC_MISSING);
    }
    assertThat(router.snapshot(1).rejections())
        .singleElement()
        .extracting(Rejections.Entry::reason)
        .isEqualTo(Rejection.HMAC_MISSING);
  }

  @ParameterizedTest
  @EnumSource
  void aTrailerThatIsThereHasToBeRightInEveryMode(Mode mode) {
    VirtualRouter router = started(settings(ProtocolVersion.V3, protection(mode)).build());
    Talker stranger = new Talker(keys(1, HmacKey.of(1, new byte[32])), SENDER);
    Talker other = new Talker(keys(2, NEXT_KEY), SENDER);
    assertThat(hear(router, stranger.says(200, WALL), stranger, 1))
        .isEqualTo(refused(Rejection.HMAC_INVALID));
    assertThat(hear(router, other.says(200, WALL), other, 1))
        .isEqualTo(refused(Rejection.HMAC_KEY_UNKNOWN));
    assertThat(hear(router, other.says(200, WALL - 10 * SECOND), other, 1))
        .isEqualTo(refused(Rejection.HMAC_STALE));
  }

  /** Receive-only, permissive, enforce: one node after the other, and nobody is ever refused. */
  @Test
  void aClusterComesToUseItInThreeSteps() {
    VirtualRouter router = started(settings(ProtocolVersion.V3, ENFORCED).build());
    Talker other = new Talker(protection(Mode.RECEIVE_ONLY), SENDER);
    long now = 0;
    for (Mode step : Mode.values()) {
      router.reconfigure(settings(ProtocolVersion.V3, protection(step)).build(), now);
      if (step != Mode.ENFORCE) {
        now += SECOND;
        assertThat(hear(router, other.says(200, WALL + now), other, now))
            .as("%s, the other not yet", step)
            .isInstanceOf(Reception.Admitted.class);
      }
      other.use(protection(step));
      now += SECOND;
      assertThat(hear(router, other.says(200, WALL + now), other, now))
          .as("%s, both", step)
          .isInstanceOf(Reception.Admitted.class);
    }
  }

  @Test
  void keysAreChangedWithoutAnybodyBeingRefused() {
    HmacSettings bothOld = keys(1, HmacVectors.KEY, NEXT_KEY);
    HmacSettings bothNew = keys(2, HmacVectors.KEY, NEXT_KEY);
    VirtualRouter router = started(settings(ProtocolVersion.V3, keys(1, HmacVectors.KEY)).build());
    Talker other = new Talker(keys(1, HmacVectors.KEY), SENDER);
    long now = SECOND;
    ByteBuffer recorded = other.says(200, WALL + now);
    hear(router, recorded, other, now);
    for (HmacSettings step : List.of(bothOld, bothNew)) {
      router.reconfigure(settings(ProtocolVersion.V3, step).build(), now);
      // The other one is a step behind, and then has caught up.
      for (int i = 0; i < 2; i++) {
        now += SECOND;
        assertThat(hear(router, other.says(200, WALL + now), other, now))
            .isInstanceOf(Reception.Admitted.class);
        other.use(step);
      }
    }
    assertThat(hear(router, recorded, other, now))
        .as("other keys make no old message new")
        .isEqualTo(refused(Rejection.HMAC_REPLAY));
    router.reconfigure(settings(ProtocolVersion.V3, keys(2, NEXT_KEY)).build(), now);
    other.use(bothNew);
    now += SECOND;
    assertThat(hear(router, other.says(200, WALL + now), other, now))
        .isInstanceOf(Reception.Admitted.class);
    other.use(bothOld);
    assertThat(hear(router, other.says(200, WALL + now), other, now))
        .isEqualTo(refused(Rejection.HMAC_KEY_UNKNOWN));
  }

  /** In keepalived, whatever has its VRID puts off a master's next advertisement. */
  @Test
  void junkMovesNoTimerOfAMaster() {
    VirtualRouter router = started(settings(ProtocolVersion.V3, ENFORCED).build());
    router.onTimer(4 * SECOND);
    assertThat(router.state()).isInstanceOf(State.Master.class);
    long deadline = router.deadline().orElseThrow();
    Talker stranger = new Talker(keys(1, HmacKey.of(1, new byte[32])), SENDER);
    Talker open = new Talker(protection(Mode.RECEIVE_ONLY), SENDER);
    for (long now = 4 * SECOND; now < 5 * SECOND; now += SECOND / 10) {
      hear(router, stranger.says(255, WALL + now), stranger, now);
      hear(router, open.says(255, WALL + now), open, now);
      assertThat(router.deadline()).hasValue(deadline);
    }
    assertThat(router.state()).isInstanceOf(State.Master.class);
    assertThat(router.split(5 * SECOND)).isPresent();
  }

  @Test
  void ourOwnMessageThatComesBackIsAnEchoAndNoReplay() {
    VirtualRouter router = started(settings(ProtocolVersion.V3, ENFORCED).build());
    Talker ourselves = new Talker(ENFORCED, LeaseTest.address("192.0.2.1"));
    ByteBuffer message = ourselves.says(100, WALL);
    for (int i = 0; i < 2; i++) {
      assertThat(hear(router, message, ourselves, i)).isEqualTo(refused(Rejection.OWN_ECHO));
    }
  }
}
