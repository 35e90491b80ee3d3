package org.jvrrpd.lab.wire;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The few fields of Ethernet frames that an observer reads (IEEE 802.3, untagged). */
final class Ethernet {
  static final int HEADER_BYTES = 14;
  static final int SOURCE_OFFSET = 6;

  private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

  private Ethernet() {}

  static int type(ByteBuffer frame) {
    return frame.getShort(12) & 0xffff;
  }

  static String mac(ByteBuffer buffer, int offset) {
    byte[] mac = new byte[6];
    buffer.get(offset, mac);
    return COLONS.formatHex(mac);
  }

  static String ipv4(ByteBuffer buffer, int offset) {
    return "%d.%d.%d.%d"
        .formatted(
            buffer.get(offset) & 0xff,
            buffer.get(offset + 1) & 0xff,
            buffer.get(offset + 2) & 0xff,
            buffer.get(offset + 3) & 0xff);
  }
}
