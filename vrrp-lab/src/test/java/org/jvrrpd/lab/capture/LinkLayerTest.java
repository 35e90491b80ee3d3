package org.jvrrpd.lab.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.lab.capture.LinkLayer.NetworkPacket;

class LinkLayerTest {
  private static final String MACS = "01005e00001200005e000133";

  private static Optional<NetworkPacket> packet(int linkType, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return LinkLayer.packet(new StoredFrame(3, linkType, 0, bytes.length, ByteBuffer.wrap(bytes)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 01005e00001200005e0001330800, 0, 3",
    "1, 33330000001200005e00013386dd, 0, 3",
    "1, 01005e00001200005e00013381002005" + "0800, 5, 3",
    "1, 01005e00001200005e000133" + "88a80002" + "81000005" + "0800, 8197, 3",
    "113, 00010001000600005e000133" + "0000" + "0800, 0, 3",
    "113, 00010001000600005e000133" + "0000" + "8100" + "0024" + "86dd, 36, 3",
    "276, 08000000" + "00000007" + "0001" + "00" + "06" + "00005e0001330000, 0, 7",
    "101, '', 0, 3",
    "228, '', 0, 3",
    "229, '', 0, 3",
  })
  void thePacketIsFoundBehindItsHeader(int linkType, String header, int vlan, int interfaceId) {
    NetworkPacket found = packet(linkType, header + "4511").orElseThrow();
    assertThat(found.bytes().remaining()).isEqualTo(2);
    assertThat(found.bytes().get(0)).isEqualTo((byte) 0x45);
    assertThat(found.vlan()).isEqualTo(vlan);
    assertThat(found.interfaceId()).isEqualTo(interfaceId);
    assertThat(LinkLayer.isKnown(linkType)).isTrue();
  }

  @Test
  void noCutOfAHeaderBreaksTheReader() {
    String whole = MACS + "88a80002" + "81000005" + "0800";
    for (int linkType : new int[] {1, 113, 276}) {
      for (int length = 0; length < whole.length(); length += 2) {
        assertThat(packet(linkType, whole.substring(0, length))).isEmpty();
      }
    }
  }

  @Test
  void whatIsNoIpPacketIsNone() {
    assertThat(packet(1, MACS + "0806" + "00010800")).isEmpty();
    assertThat(packet(1, MACS + "8100000581000005810000050800" + "4511")).isEmpty();
    assertThat(packet(107, "184103cc4511")).isEmpty();
    assertThat(LinkLayer.isKnown(107)).isFalse();
  }
}
