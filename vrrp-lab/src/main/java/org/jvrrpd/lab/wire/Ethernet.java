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

  /** The address in the kernel's spelling, which is RFC 5952's. */
  static String ipv6(ByteBuffer buffer, int offset) {
    int[] words = new int[8];
    for (int i = 0; i < words.length; i++) {
      words[i] = buffer.getShort(offset + 2 * i) & 0xffff;
    }
    int zerosAt = -1;
    int zeros = 1;
    for (int i = 0; i < words.length; i++) {
      int end = i;
      while (end < words.length && words[end] == 0) {
        end++;
      }
      if (end - i > zeros) {
        zerosAt = i;
        zeros = end - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      if (i == zerosAt) {
        text.append("::");
        i += zeros - 1;
      } else {
        text.append(i == 0 || i == zerosAt + zeros ? "" : ":")
            .append(Integer.toHexString(words[i]));
      }
    }
    return text.toString();
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
