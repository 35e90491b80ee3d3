package org.jvrrpd.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EchoReplyTest {
  /** Ethernet, IPv4 from 192.0.2.10 to 192.0.2.1 with protocol 1, ICMP type 0. */
  private static final String REPLY =
      "020000000001"
          + "02000000000a"
          + "0800"
          + "4500001c00004000400100"
          + "00"
          + "c000020a"
          + "c0000201"
          + "0000000000010001";

  @Test
  void anEchoReplyOfTheVipIsOne() {
    assertThat(EchoReply.isOne(frame(REPLY))).isTrue();
  }

  @Test
  void aRequestAnotherSenderAndAnotherProtocolAreNone() {
    assertThat(EchoReply.isOne(changed(34, 8))).as("type 8").isFalse();
    assertThat(EchoReply.isOne(changed(29, 0x65))).as("192.0.2.101").isFalse();
    assertThat(EchoReply.isOne(changed(23, 112))).as("protocol 112").isFalse();
    assertThat(EchoReply.isOne(changed(13, 0x06))).as("ARP").isFalse();
  }

  @Test
  void aFrameThatIsCutAnywhereIsNone() {
    byte[] whole = HexFormat.of().parseHex(REPLY);
    for (int length = 0; length <= 34; length++) {
      assertThat(EchoReply.isOne(ByteBuffer.wrap(whole, 0, length).slice())).isFalse();
    }
  }

  @Test
  void aHeaderThatClaimsMoreThanThereIsMakesNone() {
    assertThat(EchoReply.isOne(changed(14, 0x4f))).isFalse();
    assertThat(EchoReply.isOne(changed(14, 0x40))).isFalse();
  }

  private static ByteBuffer frame(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }

  private static ByteBuffer changed(int index, int value) {
    ByteBuffer frame = frame(REPLY);
    return frame.put(index, (byte) value);
  }
}
