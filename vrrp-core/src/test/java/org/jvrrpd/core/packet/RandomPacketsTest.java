package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jvrrpd.core.packet.Packets.encode;
import static org.jvrrpd.core.packet.Packets.withChecksum;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that nobody thought of; each seed makes the same ones every time. */
class RandomPacketsTest {
  private static final int PACKETS = 10_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyAdvertisementComesBackAsItWasSent(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < PACKETS; i++) {
      AddressFamily family = random.nextInt(3) == 0 ? AddressFamily.IPV6 : AddressFamily.IPV4;
      Envelope envelope = envelope(random, family);
      Advertisement sent = advertisement(random, family);
      ChecksumForm form =
          random.nextBoolean() ? ChecksumForm.MESSAGE_ONLY : ChecksumForm.PSEUDO_HEADER;
      byte[] bytes = encode(sent, envelope, form);
      assertThat(Packets.decode(bytes, envelope))
          .as("packet %d of seed %d", i, seed)
          .isEqualTo(new Decoded.Accepted(sent, expectedForm(sent, form)));
      assertThat(withChecksum(bytes, envelope, expectedForm(sent, form))).isEqualTo(bytes);
    }
  }

  /** The first bytes are made plausible, since random ones fail at the version. */
  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void junkIsNeverAnException(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int accepted = 0;
    for (int i = 0; i < PACKETS; i++) {
      AddressFamily family = random.nextBoolean() ? AddressFamily.IPV6 : AddressFamily.IPV4;
      Envelope envelope = envelope(random, family);
      byte[] junk = new byte[random.nextInt(64)];
      random.nextBytes(junk);
      if (junk.length >= 8) {
        junk[0] = (byte) (random.nextBoolean() ? 0x21 : 0x31);
        junk[3] = (byte) random.nextInt(4);
        junk = withChecksum(junk, envelope, ChecksumForm.PSEUDO_HEADER);
      }
      accepted += Packets.decode(junk, envelope) instanceof Decoded.Accepted ? 1 : 0;
      byte[] datagram = new byte[random.nextInt(64)];
      random.nextBytes(datagram);
      assertThat(Ipv4Datagram.read(ByteBuffer.wrap(datagram))).isNotNull();
    }
    assertThat(accepted).as("junk that happened to be right").isPositive();
  }

  private static ChecksumForm expectedForm(Advertisement advertisement, ChecksumForm form) {
    if (advertisement.version() == ProtocolVersion.V2) {
      return ChecksumForm.MESSAGE_ONLY;
    }
    return advertisement.family() == AddressFamily.IPV6 ? ChecksumForm.PSEUDO_HEADER : form;
  }

  private static Envelope envelope(SplittableRandom random, AddressFamily family) {
    IpAddress destination = random.nextBoolean() ? Envelope.group(family) : address(random, family);
    return new Envelope(address(random, family), destination, random.nextInt(256));
  }

  private static Advertisement advertisement(SplittableRandom random, AddressFamily family) {
    boolean version2 = family == AddressFamily.IPV4 && random.nextBoolean();
    List<IpAddress> addresses = new ArrayList<>();
    int count = random.nextInt(8) == 0 ? 255 : random.nextInt(1, 10);
    for (int i = 0; i < count; i++) {
      addresses.add(address(random, family));
    }
    return new Advertisement(
        version2 ? ProtocolVersion.V2 : ProtocolVersion.V3,
        random.nextInt(1, 256),
        random.nextInt(256),
        version2 ? random.nextInt(1, 256) * 100 : random.nextInt(1, 4096),
        version2 && random.nextBoolean() ? password(random) : new Authentication.None(),
        addresses);
  }

  private static Authentication password(SplittableRandom random) {
    byte[] bytes = new byte[8];
    random.nextBytes(bytes);
    return Authentication.SimplePassword.of(bytes);
  }

  /** Link-local if IPv6, as sources and first addresses have to be. */
  private static IpAddress address(SplittableRandom random, AddressFamily family) {
    return family == AddressFamily.IPV4
        ? IpAddress.ofIpv4(random.nextInt())
        : IpAddress.ofIpv6(0xfe80L << 48 | random.nextLong(1L << 54), random.nextLong());
  }
}
