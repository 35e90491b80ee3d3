package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jvrrpd.core.packet.Packets.address;
import static org.jvrrpd.core.packet.Packets.buffer;
import static org.jvrrpd.core.packet.Packets.bytes;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacTrailerTest {
  private static final int CHECKSUM_BITS_FROM = 6 * 8;
  private static final int CHECKSUM_BITS_TO = 8 * 8;

  private static HmacTrailer.Binding binding(String source) {
    return new HmacTrailer.Binding(ProtocolVersion.V3, 51, address(source));
  }

  @ParameterizedTest
  @CsvSource({
    HmacVectors.IPV4 + ", 198.51.100.10, 224.0.0.18, 192.0.2.100, MESSAGE_ONLY",
    HmacVectors.IPV6 + ", fe80::10, fe80::20, fe80::100, PSEUDO_HEADER"
  })
  void theVectorsAreDecodedVerifiedAndEncoded(
      String hex, String source, String destination, String vip, ChecksumForm form) {
    Envelope envelope = new Envelope(address(source), address(destination), 255);
    ByteBuffer message = buffer(hex);
    Advertisement said =
        new Advertisement(
            ProtocolVersion.V3, 51, 200, 100, new Authentication.None(), List.of(address(vip)));

    assertThat(HmacTrailer.isBehind(message, envelope.family())).isTrue();
    assertThat(AdvertisementDecoder.decodeWithTrailer(message, envelope))
        .isEqualTo(new Decoded.Accepted(said, form));
    assertThat(HmacTrailer.of(message))
        .isEqualTo(new HmacTrailer(1, 1, 0, HmacVectors.SEQUENCE))
        .matches(HmacTrailer::isWellFormed);
    assertThat(HmacTrailer.of(message).seconds()).isEqualTo((int) HmacVectors.SECONDS);
    assertThat(HmacTrailer.verifies(message, binding(source), HmacVectors.KEY)).isTrue();
    assertThat(message.remaining()).isEqualTo(bytes(hex).length);

    ByteBuffer target = ByteBuffer.allocate(bytes(hex).length);
    AdvertisementEncoder.encodeWithTrailer(
        said,
        envelope.source(),
        envelope.destination(),
        form,
        HmacVectors.KEY,
        HmacVectors.SEQUENCE,
        target);
    assertThat(HexFormat.of().formatHex(target.array())).isEqualTo(hex);
  }

  /** The checksum is not protected, since a kernel may write it after the tag was computed. */
  @ParameterizedTest
  @CsvSource({HmacVectors.IPV4 + ", 198.51.100.10", HmacVectors.IPV6 + ", fe80::10"})
  void everyBitIsProtectedExceptThoseOfTheChecksum(String hex, String source) {
    for (int bit = 0; bit < bytes(hex).length * 8; bit++) {
      byte[] flipped = bytes(hex);
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      boolean ofChecksum = bit >= CHECKSUM_BITS_FROM && bit < CHECKSUM_BITS_TO;
      assertThat(HmacTrailer.verifies(ByteBuffer.wrap(flipped), binding(source), HmacVectors.KEY))
          .as("bit %d", bit)
          .isEqualTo(ofChecksum);
    }
  }

  @Test
  void noVectorIsOfUseElsewhere() {
    ByteBuffer message = buffer(HmacVectors.IPV4);
    IpAddress source = address("198.51.100.10");
    assertThat(HmacTrailer.verifies(message, binding("198.51.100.11"), HmacVectors.KEY)).isFalse();
    assertThat(HmacTrailer.verifies(message, binding("c633:640a::"), HmacVectors.KEY)).isFalse();
    assertThat(
            HmacTrailer.verifies(
                message, new HmacTrailer.Binding(ProtocolVersion.V3, 52, source), HmacVectors.KEY))
        .isFalse();
    assertThat(
            HmacTrailer.verifies(
                message, new HmacTrailer.Binding(ProtocolVersion.V2, 51, source), HmacVectors.KEY))
        .isFalse();
    assertThat(HmacTrailer.verifies(message, binding("198.51.100.10"), HmacKey.of(1, new byte[32])))
        .isFalse();
  }

  /** Behind a buffer's other contents, and with the reading of the checksum that names a header. */
  @ParameterizedTest
  @CsvSource({
    "V2, 192.0.2.1, 224.0.0.18, 192.0.2.10, MESSAGE_ONLY",
    "V3, 192.0.2.1, 192.0.2.2, 192.0.2.10, PSEUDO_HEADER",
    "V3, fe80::1, ff02::12, 2001:db8::10, PSEUDO_HEADER"
  })
  void whatIsEncodedIsDecoded(
      ProtocolVersion version, String source, String destination, String vip, ChecksumForm form) {
    Envelope envelope = new Envelope(address(source), address(destination), 255);
    Advertisement said =
        new Advertisement(version, 51, 100, 100, new Authentication.None(), List.of(address(vip)));
    ByteBuffer target = ByteBuffer.allocate(200).position(3);
    AdvertisementEncoder.encodeWithTrailer(
        said,
        envelope.source(),
        envelope.destination(),
        form,
        HmacVectors.KEY,
        HmacVectors.SEQUENCE,
        target);
    ByteBuffer message = target.flip().position(3);
    assertThat(message.remaining()).isEqualTo(AdvertisementEncoder.length(said) + 28);
    assertThat(AdvertisementDecoder.decodeWithTrailer(message, envelope))
        .isEqualTo(new Decoded.Accepted(said, form));
    assertThat(
            HmacTrailer.verifies(
                message, new HmacTrailer.Binding(version, 51, envelope.source()), HmacVectors.KEY))
        .isTrue();
  }

  @Test
  void whoKnowsOfNoTrailerFindsTheMessageTooLong() {
    Envelope envelope = Packets.sentFrom("198.51.100.10");
    assertThat(AdvertisementDecoder.decode(buffer(HmacVectors.IPV4), envelope))
        .isEqualTo(Decoded.Rejected.of(Rejection.LENGTH_WRONG));
  }

  @ParameterizedTest
  @CsvSource({
    "'', IPV4",
    "3133c80100644402c0000264, IPV4",
    // A byte less, a byte more, another count of addresses, another family, another version.
    "3133c80100644402c00002640101000068000000800000001b84bc4e8e43892dc6d98448f8ee22, IPV4",
    HmacVectors.IPV4 + "00, IPV4",
    "3133c80200644402c00002640101000068000000800000001b84bc4e8e43892dc6d98448f8ee2265, IPV4",
    HmacVectors.IPV4 + ", IPV6",
    "4133c80100644402c00002640101000068000000800000001b84bc4e8e43892dc6d98448f8ee2265, IPV4",
    "2133c80100644402c00002640101000068000000800000001b84bc4e8e43892dc6d98448f8ee2265, IPV4"
  })
  void whatIsNotExactly28BytesLongerHasNone(String hex, AddressFamily family) {
    assertThat(HmacTrailer.isBehind(buffer(hex), family)).isFalse();
  }

  @Test
  void nothingIsWrittenWhereThereIsNoRoom() {
    Advertisement said =
        new Advertisement(
            ProtocolVersion.V2,
            51,
            100,
            100,
            new Authentication.None(),
            List.of(address("192.0.2.10")));
    ByteBuffer target = ByteBuffer.allocate(AdvertisementEncoder.length(said) + 27);
    assertThatThrownBy(
            () ->
                AdvertisementEncoder.encodeWithTrailer(
                    said,
                    address("192.0.2.1"),
                    Envelope.group(AddressFamily.IPV4),
                    ChecksumForm.MESSAGE_ONLY,
                    HmacVectors.KEY,
                    HmacVectors.SEQUENCE,
                    target))
        .isInstanceOf(BufferOverflowException.class);
    assertThat(target.array()).containsOnly(0);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, true", "1, 2, false", "1, 1, false",
    // Beyond the end, where seconds of 32 bits begin anew.
    "0, -1, true", "-1, 0, false", "-9223372036854775808, 9223372036854775807, true"
  })
  void sequenceNumbersGrowAroundTheirEnd(long sequence, long other, boolean after) {
    assertThat(HmacTrailer.isAfter(sequence, other)).isEqualTo(after);
  }
}
