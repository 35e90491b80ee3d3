package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jvrrpd.core.packet.Packets.address;
import static org.jvrrpd.core.packet.Packets.bytes;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link AcceptedVectorsTest} and {@link RandomPacketsTest} do not show of the encoder. */
class AdvertisementEncoderTest {
  private static final IpAddress SOURCE = address("192.0.2.11");
  private static final IpAddress GROUP = Envelope.group(AddressFamily.IPV4);
  private static final Advertisement ADVERTISEMENT =
      new Advertisement(
          ProtocolVersion.V2,
          10,
          200,
          100,
          new Authentication.None(),
          List.of(address("192.0.2.1")));

  @Test
  void writesAtThePositionAndMovesItPastTheMessage() {
    ByteBuffer target = ByteBuffer.allocateDirect(30);
    target.position(5);
    encode(ADVERTISEMENT, target);
    assertThat(target.position()).isEqualTo(25);
    byte[] written = new byte[20];
    target.get(5, written);
    assertThat(written).isEqualTo(bytes("210ac801000154f1c00002010000000000000000"));
  }

  @Test
  void leftoversOfAnEarlierMessageDoNotGoOut() {
    ByteBuffer target = ByteBuffer.allocate(20);
    Arrays.fill(target.array(), (byte) 0xff);
    encode(ADVERTISEMENT, target);
    assertThat(target.array()).isEqualTo(bytes("210ac801000154f1c00002010000000000000000"));
  }

  @Test
  void writesNothingWhereTheMessageDoesNotFit() {
    ByteBuffer target = ByteBuffer.allocate(19);
    assertThatThrownBy(() -> encode(ADVERTISEMENT, target))
        .isInstanceOf(BufferOverflowException.class);
    assertThat(target.position()).isZero();
    assertThat(target.array()).containsOnly(0);
  }

  @Test
  void sendsNoAuthenticationThatNobodyComputed() {
    Advertisement unverified =
        new Advertisement(
            ProtocolVersion.V2,
            10,
            200,
            100,
            new Authentication.Unverified(2),
            ADVERTISEMENT.addresses());
    assertThatThrownBy(() -> encode(unverified, ByteBuffer.allocate(20)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sourceAndDestinationAreOfTheFamilyOfTheAddresses() {
    IpAddress ipv6 = address("fe80::b");
    ByteBuffer target = ByteBuffer.allocate(20);
    assertThatThrownBy(
            () ->
                AdvertisementEncoder.encode(
                    ADVERTISEMENT, ipv6, GROUP, ChecksumForm.MESSAGE_ONLY, target))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                AdvertisementEncoder.encode(
                    ADVERTISEMENT, SOURCE, ipv6, ChecksumForm.MESSAGE_ONLY, target))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(target.position()).isZero();
  }

  @Test
  void aBufferInHostOrderIsOurMistake() {
    ByteBuffer target = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    assertThatThrownBy(() -> encode(ADVERTISEMENT, target))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(target.position()).isZero();
    assertThat(target.array()).containsOnly(0);
  }

  @Test
  void theLongestMessageHas255Ipv6Addresses() {
    Advertisement longest =
        new Advertisement(
            ProtocolVersion.V3,
            10,
            200,
            100,
            new Authentication.None(),
            Collections.nCopies(255, address("fe80::1")));
    assertThat(AdvertisementEncoder.length(longest))
        .isEqualTo(AdvertisementEncoder.MAX_LENGTH)
        .isEqualTo(4088);
    assertThat(AdvertisementEncoder.length(ADVERTISEMENT)).isEqualTo(20);
  }

  private static void encode(Advertisement advertisement, ByteBuffer target) {
    AdvertisementEncoder.encode(advertisement, SOURCE, GROUP, ChecksumForm.PSEUDO_HEADER, target);
  }
}
