package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jvrrpd.core.packet.Packets.address;
import static org.jvrrpd.core.packet.Packets.buffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumTest {
  /** The first is the worked example of RFC 1071 section 3, whose sum is ddf2. */
  @ParameterizedTest
  @CsvSource({
    "0001f203f4f5f6f7, 220d",
    "'', ffff",
    "00, ffff",
    "0000, ffff",
    "ffff, 0000",
    "ffffffff, 0000",
    "01, feff",
    "000102, fdfe",
    "0001020304, f9fb",
    "000102030405, f9f6",
    "00010203040506, f3f6",
    "80008001, fffd",
    "ffffffffffff, 0000",
    "45c0002800000000ff700000c0a86402e0000012, b5e8",
  })
  void isTheComplementOfTheOnesComplementSum(String hex, String checksum) {
    ByteBuffer buffer = buffer(hex);
    long sum = Checksum.partialSum(buffer, 0, buffer.limit());
    assertThat(Checksum.complementOf(sum)).isEqualTo(Integer.parseInt(checksum, 16));
    assertThat(Checksum.verifies(sum + Checksum.complementOf(sum))).isTrue();
    assertThat(Checksum.verifies(sum + Checksum.complementOf(sum) + 1)).isFalse();
  }

  @Test
  void sumsFromAnyIndexWithoutMovingThePosition() {
    ByteBuffer buffer = buffer("ffffff0001f203f4f5f6f7ffff");
    buffer.position(2);
    assertThat(Checksum.complementOf(Checksum.partialSum(buffer, 3, 8))).isEqualTo(0x220d);
    assertThat(buffer.position()).isEqualTo(2);
    assertThatThrownBy(() -> Checksum.partialSum(buffer, 10, 8))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void pseudoHeaderIsAddressesProtocolAndLength() {
    assertThat(
            Checksum.complementOf(
                Checksum.pseudoHeaderSum(address("192.0.2.11"), address("224.0.0.18"), 112, 20)))
        .isEqualTo(checksumOf("c000020be000001200700014"));
    assertThat(
            Checksum.complementOf(
                Checksum.pseudoHeaderSum(
                    address("2001:db8:1:2:3:4:5:6"), address("ff02::12"), 58, 32)))
        .isEqualTo(
            checksumOf(
                "20010db8000100020003000400050006ff020000000000000000000000000012"
                    + "000000200000003a"));
  }

  private static int checksumOf(String hex) {
    ByteBuffer buffer = buffer(hex);
    return Checksum.complementOf(Checksum.partialSum(buffer, 0, buffer.limit()));
  }

  /** The group and source chosen so that the pseudo-header adds up to 0xffff. */
  @Test
  void messageOnlyIsReportedWhereBothReadingsAreRight() {
    IpAddress destination = Envelope.group(AddressFamily.IPV4);
    int rest = 0xffff - (0xe000 + 0x0012 + 112 + 12);
    Envelope envelope = new Envelope(IpAddress.ofIpv4(rest), destination, 255);
    byte[] message = Packets.bytes("310ac8010064448ec0000201");
    assertThat(Packets.withChecksum(message, envelope, ChecksumForm.PSEUDO_HEADER))
        .isEqualTo(message);
    assertThat(Packets.decode(message, envelope))
        .isInstanceOfSatisfying(
            Decoded.Accepted.class,
            accepted -> assertThat(accepted.form()).isEqualTo(ChecksumForm.MESSAGE_ONLY));
  }

  @Test
  void aBufferInHostOrderIsOurMistake() {
    ByteBuffer little = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    assertThatThrownBy(() -> Checksum.partialSum(little, 0, 20))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AdvertisementDecoder.decode(little, Packets.sentFrom("192.0.2.11")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
