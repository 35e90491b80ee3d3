package org.jvrrpd.daemon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.HmacKey;
import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.core.packet.HmacTrailer;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.Reception;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.router.VirtualRouter;

class OutgoingAdvertisementTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long WALL = 1_700_000_000L * SECOND;
  private static final IpAddress GROUP = Envelope.group(AddressFamily.IPV4);

  private final OutgoingAdvertisement outgoing = new OutgoingAdvertisement();

  private static RouterSettings settings(
      ProtocolVersion version, String source, Optional<HmacSettings> hmac) {
    return RouterSettings.of(
            "VI_MAIN",
            version,
            51,
            IpAddress.parse(source).orElseThrow(),
            List.of(IpAddress.parse("192.0.2.100").orElseThrow()))
        .hmac(hmac)
        .build();
  }

  private static Optional<HmacSettings> hmac(HmacSettings.Mode mode) {
    return Optional.of(
        new HmacSettings(
            List.of(HmacKey.of(1, new byte[32])), 1, 5, HmacSettings.AntiReplay.TIME, mode));
  }

  @Test
  void withoutAnHmacAMessageStaysAsLongAsPriorityAndDestinationDo() {
    RouterSettings settings = settings(ProtocolVersion.V3, "192.0.2.101", Optional.empty());
    byte[] first = bytes(outgoing.encode(settings, 100, GROUP, 0));
    assertThat(bytes(outgoing.encode(settings, 100, GROUP, 0))).isEqualTo(first);
    assertThat(bytes(outgoing.encode(settings, 99, GROUP, 0))).isNotEqualTo(first);
    IpAddress peer = IpAddress.parse("192.0.2.102").orElseThrow();
    assertThat(bytes(outgoing.encode(settings, 100, peer, 0))).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource
  void withAnHmacEveryMessageIsNewAndTheNeighbourAdmitsThemAll(ProtocolVersion version) {
    Optional<HmacSettings> hmac = hmac(HmacSettings.Mode.ENFORCE);
    RouterSettings settings = settings(version, "192.0.2.101", hmac);
    VirtualRouter neighbour = new VirtualRouter(settings(version, "192.0.2.102", hmac));
    neighbour.on(new Input.Startup(), 0);
    Envelope envelope = new Envelope(settings.source(), GROUP, Envelope.HOP_LIMIT);
    // Several at one time, as to several peers, and then at another.
    for (long wall : new long[] {WALL, WALL, WALL, WALL - 1, WALL + SECOND}) {
      ByteBuffer message = outgoing.encode(settings, 200, GROUP, wall);
      assertThat(neighbour.receive(message, envelope, 1, WALL))
          .isInstanceOf(Reception.Admitted.class);
      assertThat(neighbour.receive(message, envelope, 1, WALL))
          .isInstanceOf(Reception.Refused.class);
    }
  }

  @Test
  void whoOnlyReceivesThemSendsNone() {
    RouterSettings settings =
        settings(ProtocolVersion.V3, "192.0.2.101", hmac(HmacSettings.Mode.RECEIVE_ONLY));
    ByteBuffer message = outgoing.encode(settings, 100, GROUP, WALL);
    assertThat(HmacTrailer.isBehind(message, AddressFamily.IPV4)).isFalse();
    assertThat(message.remaining()).isEqualTo(12);
  }

  private static byte[] bytes(ByteBuffer message) {
    byte[] bytes = new byte[message.remaining()];
    message.get(message.position(), bytes);
    return bytes;
  }
}
