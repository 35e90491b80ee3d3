package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jvrrpd.core.packet.Packets.address;
import static org.jvrrpd.core.packet.Packets.buffer;
import static org.jvrrpd.core.packet.Packets.bytes;
import static org.jvrrpd.core.packet.Packets.decode;
import static org.jvrrpd.core.packet.Packets.sentFrom;
import static org.jvrrpd.core.packet.Packets.withChecksum;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvrrpd.core.conformance.Covers;

/**
 * Messages that must not become an advertisement, each with the reason. D: one change to a right
 * packet, the checksum made right again where it is not what is tested. H, PPP, SC, LG: rows of
 * other projects' suites (holo, PcapPlusPlus, scapy, lagopus). TD: crashers of an old tcpdump. HM:
 * keepalived's HMAC trailer, which is not spoken here.
 */
class RejectedVectorsTest {
  @ParameterizedTest(name = "{0} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
            H-empty |                                                              | TRUNCATED
            H1-zero | 21331e01000100000a0001050000000000000000                      | CHECKSUM_WRONG
            D1      | 210ac801000154f0c00002010000000000000000                     | CHECKSUM_WRONG
            D2      | 110ac801000164f1c00002010000000000000000                     | VERSION_UNKNOWN
            D3      | 410ac801000134f1c00002010000000000000000                     | VERSION_UNKNOWN
            D4      | 220ac801000153f1c00002010000000000000000                     | TYPE_UNKNOWN
            D5      | 2100c801000154fbc00002010000000000000000                     | VRID_ZERO
            D6      | 210ac800000154f2c00002010000000000000000                     | ADDRESS_COUNT_ZERO
            D7      | 210ac802000154f0c00002010000000000000000                     | TRUNCATED
            D8      | 210ac8ff000153f3c00002010000000000000000                     | TRUNCATED
            D9      | 210ac801000154f1c0000201                                     | TRUNCATED
            D10     | 210ac801000154f1c0000201000000000000000000                   | LENGTH_WRONG
            D11     | 210ac801000154f1c000020100000000000000000000000000000000     | LENGTH_WRONG
            D3-8    | 410ac80100013400                                             | VERSION_UNKNOWN
            D12     | 210ac801000154                                               | TRUNCATED
            D15     | 210ac801fe0156f0c00002010000000000000000                     | AUTH_TYPE_UNKNOWN
            D17     | 210ac801000054f2c00002010000000000000000                     | INTERVAL_ZERO
            D19     | 310ac801000044f2c0000201                                     | INTERVAL_ZERO
            D22     | 310ac8010064448ec00002010000000000000000                     | LENGTH_WRONG
            D30     | 210a00070001961d0123456789abcdef1111111111111111111111111111111111111111 | CARP
            B3-none | 310ac80100640000c0000201                                     | CHECKSUM_WRONG
            HM4     | 3133c80100644402c00002640101000068000000800000001b84bc4e8e43892dc6d98448f8ee2265 | LENGTH_WRONG
            PPP     | 21016401000100000a000001ff                                   | TRUNCATED
            SC1     | 2101640000017afd0000000000000000                             | ADDRESS_COUNT_ZERO
            SC4     | 1102fe020001c6f414000102140001030000000000000000             | VERSION_UNKNOWN
            TD1     | 31ff1103010da20000000000000002000000ff                       | TRUNCATED
            TD2     | 31ff1103890000000000000000000300000000                       | TRUNCATED
            TD3     | 31ff11030100a2000000000000000300000000                       | TRUNCATED
            TD4     | 31000400890000000000000000000300000000                       | ADDRESS_COUNT_ZERO
            TD5     | 31ff11030100a2                                               | TRUNCATED
            TD6     | f2f2f2f2f20000000000000000000300000000                       | VERSION_UNKNOWN
            """)
  @Covers({
    "RFC3768-5.3.1-1",
    "RFC3768-5.3.2-1",
    "RFC3768-5.3.3-1",
    "RFC3768-7.1-2",
    "RFC3768-7.1-3",
    "RFC3768-7.1-4",
    "RFC9568-5.2.1-1",
    "RFC9568-5.2.2-1",
    "RFC9568-5.2.3-1",
    "RFC9568-5.2.5-1",
    "RFC9568-5.2.7-1",
    "RFC9568-7.1-1"
  })
  void areRejectedOverIpv4(String id, String hex, Rejection reason) {
    assertThat(decode(bytes(hex == null ? "" : hex), sentFrom("192.0.2.11")))
        .isEqualTo(new Decoded.Rejected(reason));
  }

  @ParameterizedTest(name = "{0} {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
            PPP1    | 21016403000138fac0a80001c0a80002c0a80003   | 192.168.0.30    | TRUNCATED
            LG-sum  | 3132ff020064b5380a0000010a000002           | 192.168.100.238 | CHECKSUM_WRONG
            LG-ver  | 4132ff020064b5390a0000010a000002           | 192.168.100.238 | VERSION_UNKNOWN
            LG-type | 3232ff020064b5390a0000010a000002           | 192.168.100.238 | TYPE_UNKNOWN
            LG-none | 3132ff000064b5390a0000010a000002           | 192.168.100.238 | ADDRESS_COUNT_ZERO
            LG-more | 3132ff030064b5380a0000010a000002           | 192.168.100.238 | TRUNCATED
            LG-odd  | 3132ff020064bf3f0a0000010a000002ff         | 192.168.100.238 | LENGTH_WRONG
            MD5     | 21016401fe01e76ec0a82a010000000000000000fe1c01000000c0a82a0500000000c010264f5ec8561d45c7a086694bd638 | 192.168.42.5 | CISCO_MD5
            """)
  void areRejectedFromTheirSource(String id, String hex, String source, Rejection reason) {
    assertThat(decode(bytes(hex), sentFrom(source))).isEqualTo(new Decoded.Rejected(reason));
  }

  @ParameterizedTest(name = "{0} {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
            H2-ver  | 410116010001b57f20010db8000000000000000003707334 | fe80::200:5eff:fe00:201 | VERSION_UNKNOWN
            SC2     | 3101640100646a1f                                 | ::1                     | TRUNCATED
            SC5     | 3102fe020001481b20010db800000000000000000000000220010db8000000000000000000000003 | 2001:db8::1 | SOURCE_NOT_LINK_LOCAL
            B2      | 210ac801000154f1c00002010000000000000000         | fe80::b                 | VERSION_2_OVER_IPV6
            D30     | 210a00070001961d0123456789abcdef1111111111111111111111111111111111111111 | fe80::b | CARP
            HM6     | 3133c8010064a2e9fe800000000000000000000000000100010100006800000080000000c8c56146ebfd66ee10ec4d8186461b78 | fe80::10 | LENGTH_WRONG
            B6-sum  | 310ac8020064dc18fe80000000000000000000000000000120010db8000000000000000000000001 | fe80::b | CHECKSUM_WRONG
            B6-v4   | 310ac80200643f52fe80000000000000000000000000000120010db8000000000000000000000001 | fe80::b | CHECKSUM_WRONG
            """)
  @Covers({"RFC9568-5.2.8-2", "RFC9568-7.1-1"})
  void areRejectedOverIpv6(String id, String hex, String source, Rejection reason) {
    assertThat(decode(bytes(hex), sentFrom(source))).isEqualTo(new Decoded.Rejected(reason));
  }

  @Test
  void messageIsLongerThanItsAddressesInALargeBuffer() {
    byte[] large = new byte[1000];
    System.arraycopy(bytes("310116010001b57f20010db8000000000000000003707334"), 0, large, 0, 24);
    assertThat(decode(large, sentFrom("fe80::200:5eff:fe00:201")))
        .isEqualTo(new Decoded.Rejected(Rejection.LENGTH_WRONG));
  }

  @Test
  @Covers("RFC9568-5.1.2-2")
  void ipv6SourceBeyondTheLinkIsRejectedThoughTheChecksumIsRight() {
    Envelope envelope = sentFrom("2001:db8::b");
    byte[] message =
        withChecksum(
            bytes("310ac80100640000fe800000000000000000000000000001"),
            envelope,
            ChecksumForm.PSEUDO_HEADER);
    assertThat(decode(message, envelope))
        .isEqualTo(new Decoded.Rejected(Rejection.SOURCE_NOT_LINK_LOCAL));
  }

  @ParameterizedTest
  @CsvSource({"fe80, true", "febf, true", "fec0, false", "fe7f, false", "ff80, false"})
  @Covers("RFC9568-5.1.2-2")
  void ipv6SourceMustBeInFe80Slash10(String firstWord, boolean accepted) {
    Envelope envelope = sentFrom(firstWord + "::b");
    byte[] message =
        withChecksum(
            bytes("310ac8010064000020010db8000000000000000000000001"),
            envelope,
            ChecksumForm.PSEUDO_HEADER);
    assertThat(decode(message, envelope) instanceof Decoded.Accepted).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"3, AUTH_TYPE_UNKNOWN", "4, AUTH_TYPE_UNKNOWN", "255, AUTH_TYPE_UNKNOWN"})
  @Covers("RFC3768-5.3.6-1")
  void authenticationTypesThatNoRfcDefinesAreRejected(int type, Rejection reason) {
    byte[] message = bytes("210ac801000154f1c00002010000000000000000");
    message[4] = (byte) type;
    Envelope envelope = sentFrom("192.0.2.11");
    assertThat(decode(withChecksum(message, envelope, ChecksumForm.MESSAGE_ONLY), envelope))
        .isEqualTo(new Decoded.Rejected(reason));
  }

  @Test
  void aTrailerWithoutCiscosMarkOrTypeIsOnlyALengthThatIsWrong() {
    String base = "21016401fe01e76ec0a82a010000000000000000";
    assertThat(decode(bytes(base + "001c"), sentFrom("192.168.42.5")))
        .isEqualTo(new Decoded.Rejected(Rejection.LENGTH_WRONG));
    assertThat(decode(bytes(base.replace("fe01", "0001") + "fe1c"), sentFrom("192.168.42.5")))
        .isEqualTo(new Decoded.Rejected(Rejection.LENGTH_WRONG));
  }

  @Test
  void sevenAddressesAreNotTakenForCarp() {
    Envelope envelope = sentFrom("192.0.2.11");
    byte[] message =
        withChecksum(
            bytes("210a640700010000" + "c0000201".repeat(7) + "00".repeat(8)),
            envelope,
            ChecksumForm.MESSAGE_ONLY);
    assertThat(decode(message, envelope)).isInstanceOf(Decoded.Accepted.class);
  }

  @Test
  @Covers(negative = "RFC9568-5.2.5-1")
  void count255WithAllItsAddressesIsRead() {
    Envelope envelope = sentFrom("192.0.2.11");
    ByteBuffer message = ByteBuffer.allocate(8 + 255 * 4).put(bytes("31ff64ff00640000"));
    for (int i = 0; i < 255; i++) {
      message.putInt(i % 250);
    }
    byte[] right = withChecksum(message.array(), envelope, ChecksumForm.PSEUDO_HEADER);
    assertThat(decode(right, envelope))
        .isInstanceOfSatisfying(
            Decoded.Accepted.class,
            accepted ->
                assertThat(accepted.advertisement().addresses())
                    .hasSize(255)
                    .last()
                    .isEqualTo(address("0.0.0.4")));
  }

  @Test
  void aWrongPseudoHeaderDestinationIsAWrongChecksum() {
    ByteBuffer unicast = buffer("312a640100642377c0000264");
    assertThat(AdvertisementDecoder.decode(unicast, sentFrom("192.0.2.12")))
        .isEqualTo(new Decoded.Rejected(Rejection.CHECKSUM_WRONG));
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonHasOneInstance(Rejection reason) {
    assertThat(Decoded.Rejected.of(reason)).isSameAs(Decoded.Rejected.of(reason));
    assertThat(Decoded.Rejected.of(reason).reason()).isEqualTo(reason);
  }
}
