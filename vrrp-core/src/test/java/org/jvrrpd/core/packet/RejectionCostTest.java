package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jvrrpd.core.Allocations.ROUNDS;
import static org.jvrrpd.core.Allocations.bytesAllocatedBy;
import static org.jvrrpd.core.packet.Packets.buffer;
import static org.jvrrpd.core.packet.Packets.sentFrom;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A flood of junk must not feed the garbage collector. */
class RejectionCostTest {
  @ParameterizedTest
  @CsvSource({
    "210ac801000154, 192.0.2.11, TRUNCATED",
    "210ac8ff000153f3c00002010000000000000000, 192.0.2.11, TRUNCATED",
    "210ac801000154f1c0000201000000000000000000, 192.0.2.11, LENGTH_WRONG",
    "210a00070001961d0123456789abcdef1111111111111111111111111111111111111111, 192.0.2.11, CARP",
    "410ac801000134f1c00002010000000000000000, 192.0.2.11, VERSION_UNKNOWN",
    "220ac801000153f1c00002010000000000000000, 192.0.2.11, TYPE_UNKNOWN",
    "210ac800000154f2c00002010000000000000000, 192.0.2.11, ADDRESS_COUNT_ZERO",
    "21016401fe01e76ec0a82a010000000000000000fe1c, 192.168.42.5, CISCO_MD5",
    "210ac801000154f0c00002010000000000000000, 192.0.2.11, CHECKSUM_WRONG",
    "310ac80100640000c0000201, 192.0.2.11, CHECKSUM_WRONG",
    "2100c801000154fbc00002010000000000000000, 192.0.2.11, VRID_ZERO",
    "210ac801000054f2c00002010000000000000000, 192.0.2.11, INTERVAL_ZERO",
    "210ac801fe0156f0c00002010000000000000000, 192.0.2.11, AUTH_TYPE_UNKNOWN",
    "210ac801000154f1c00002010000000000000000, fe80::b, VERSION_2_OVER_IPV6",
    "3102fe020001481b20010db800000000000000000000000220010db8000000000000000000000003,"
        + " 2001:db8::1, SOURCE_NOT_LINK_LOCAL",
  })
  void rejectingAMessageAllocatesNothing(String hex, String source, Rejection reason) {
    ByteBuffer message = buffer(hex);
    Envelope envelope = sentFrom(source);
    assertThat(AdvertisementDecoder.decode(message, envelope))
        .isSameAs(Decoded.Rejected.of(reason));
    assertThat(
            bytesAllocatedBy(
                () -> {
                  for (int i = 0; i < ROUNDS; i++) {
                    AdvertisementDecoder.decode(message, envelope);
                  }
                }))
        .isZero();
  }

  @Test
  void refusingADatagramAllocatesNothing() {
    ByteBuffer fragment = buffer("45c0001400002000ff70b5e8c0a86402e0000012");
    assertThat(
            bytesAllocatedBy(
                () -> {
                  for (int i = 0; i < ROUNDS; i++) {
                    Ipv4Datagram.read(fragment);
                  }
                }))
        .isZero();
  }

  @Test
  void theMeasurementSeesWhatAcceptingAllocates() {
    ByteBuffer message = buffer("210ac801000154f1c00002010000000000000000");
    Envelope envelope = sentFrom("192.0.2.11");
    Decoded[] kept = new Decoded[ROUNDS];
    assertThat(
            bytesAllocatedBy(
                () -> {
                  for (int i = 0; i < ROUNDS; i++) {
                    kept[i] = AdvertisementDecoder.decode(message, envelope);
                  }
                }))
        .isGreaterThan(ROUNDS * 16L);
    assertThat(kept).doesNotContainNull();
  }
}
