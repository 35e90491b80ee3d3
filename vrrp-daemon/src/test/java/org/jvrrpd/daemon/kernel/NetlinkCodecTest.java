package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.IpAddress;

/** Reading what the kernel sent, and what it would never send. */
class NetlinkCodecTest {
  @Test
  void linkIsReadWithItsNameStateAddressAndMtu() {
    assertThat(Link.decode(payload(Bytes.link(0, 5, 0x41, "eth0"))))
        .hasValue(new Link(5, "eth0", true, new MacAddress(0x02_00_00_00_00_09L), 1500));
  }

  @Test
  void linkThatIsUpWithoutALowerLayerIsDown() {
    assertThat(Link.decode(payload(Bytes.link(0, 5, 0x01, "eth0"))).orElseThrow().up()).isFalse();
    assertThat(Link.decode(payload(Bytes.link(0, 5, 0x40, "eth0"))).orElseThrow().up()).isFalse();
  }

  @Test
  void whatABridgeSaysOfItsPortIsNotALink() {
    assertThat(Link.decode(payload(Bytes.link(7, 5, 0x41, "eth0")))).isEmpty();
  }

  @Test
  void addressIsReadWithItsLifetimeAndOwner() {
    assertThat(InterfaceAddress.decode(payload(Bytes.ipv4Address(5, "192.0.2.10", 2))))
        .hasValue(
            new InterfaceAddress(
                5, IpAddress.ofIpv4(0xc000020a), 24, 0, 0, OptionalLong.of(2), 112));
  }

  @Test
  void lifetimeOfAllOnesIsForEver() {
    assertThat(InterfaceAddress.decode(payload(Bytes.ipv4Address(5, "192.0.2.10", -1))))
        .get()
        .extracting(InterfaceAddress::validLifetimeSeconds)
        .isEqualTo(OptionalLong.empty());
  }

  @Test
  void addressOfAnImpossiblePrefixLengthIsNone() {
    byte[] bytes = Bytes.ipv4Address(5, "192.0.2.10", 2);
    bytes[1] = 33;
    assertThat(InterfaceAddress.decode(payload(bytes))).isEmpty();
  }

  @Test
  void messagesOfOneDatagramAreReadInOrder() {
    ByteBuffer datagram = Bytes.buffer(256);
    datagram.put(Bytes.message(20, new byte[5])).position(24);
    datagram.put(Bytes.message(21, new byte[3])).flip();
    assertThat(types(datagram)).containsExactly(20, 21);
  }

  @Test
  void lengthThatLiesEndsTheReading() {
    for (int length : new int[] {0, 1, 15, 17, 1_000, -1, Integer.MIN_VALUE}) {
      ByteBuffer datagram = Bytes.message(20, new byte[0]);
      datagram.putInt(0, length);
      assertThat(types(datagram)).as("length %d", length).isEmpty();
      assertThat(datagram.hasRemaining()).isFalse();
    }
  }

  @Test
  void attributeLengthThatLiesEndsTheReading() {
    for (int length : new int[] {0, 3, 9, 0xffff}) {
      ByteBuffer payload = Bytes.buffer(16);
      payload.putShort((short) 8).putShort((short) 1).putInt(42);
      payload.putShort((short) length).putShort((short) 2).putInt(43).flip();
      RouteAttributes attributes = RouteAttributes.read(payload, 0);
      assertThat(attributes.number(1)).as("length %d", length).hasValue(42);
      assertThat(attributes.number(2)).as("length %d", length).isEmpty();
    }
  }

  @Test
  void everyTruncationIsSurvived() {
    for (byte[] whole :
        List.of(Bytes.link(0, 5, 0x41, "eth0"), Bytes.ipv4Address(5, "192.0.2.10", 2))) {
      for (int type : new int[] {16, 17, 20, 21}) {
        for (int length = 0; length < whole.length; length++) {
          takeAll(new KernelView(), Bytes.message(type, Arrays.copyOf(whole, length)));
        }
      }
    }
  }

  @Test
  void everyFlippedBitIsSurvived() {
    byte[] whole = Bytes.message(20, Bytes.ipv4Address(5, "192.0.2.10", 2)).array();
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      takeAll(new KernelView(), payload(flipped));
    }
  }

  @Test
  void noiseIsSurvived() {
    SplittableRandom random = new SplittableRandom(20_260_101);
    KernelView view = new KernelView();
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(120)];
      random.nextBytes(noise);
      takeAll(view, Bytes.message(random.nextInt(16, 22), noise));
    }
  }

  private static void takeAll(KernelView view, ByteBuffer datagram) {
    NetlinkMessage.forEach(datagram, view::take);
  }

  private static List<Integer> types(ByteBuffer datagram) {
    List<Integer> types = new ArrayList<>();
    NetlinkMessage.forEach(datagram, message -> types.add(message.type()));
    return types;
  }

  private static ByteBuffer payload(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }
}
