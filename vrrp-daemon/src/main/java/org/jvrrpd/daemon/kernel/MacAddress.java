package org.jvrrpd.daemon.kernel;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A 48-bit Ethernet address.
 *
 * @param bits the six bytes, the first one on the wire in bits 47 to 40
 */
public record MacAddress(long bits) {
  /** The length on the wire, in bytes. */
  public static final int BYTES = 6;

  /** The address of a link that has none, as the kernel shows it for {@code lo}: all zeros. */
  public static final MacAddress NONE = new MacAddress(0);

  /** Everyone on the segment. */
  public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

  private static final Pattern TEXT = Pattern.compile("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}");

  private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if there are more than 48 bits
   */
  public MacAddress {
    if (bits >>> 48 != 0) {
      throw new IllegalArgumentException("an Ethernet address has 48 bits");
    }
  }

  /** The address that people write as {@code 52:54:00:ce:d1:a3}; empty for any other text. */
  public static Optional<MacAddress> parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(new MacAddress(Long.parseLong(text.replace(":", ""), 16)));
  }

  /** Reads six bytes at the buffer's position, whatever its byte order, and moves past them. */
  static MacAddress read(ByteBuffer buffer) {
    long bits = 0;
    for (int i = 0; i < BYTES; i++) {
      bits = bits << 8 | (buffer.get() & 0xff);
    }
    return new MacAddress(bits);
  }

  /** Writes six bytes at the buffer's position, whatever its byte order. */
  void write(ByteBuffer buffer) {
    for (int shift = 40; shift >= 0; shift -= 8) {
      buffer.put((byte) (bits >>> shift));
    }
  }

  /** The address as people write it, {@code 52:54:00:ce:d1:a3}. */
  @Override
  public String toString() {
    return COLONS.formatHex(ByteBuffer.allocate(Long.BYTES).putLong(bits).array(), 2, 8);
  }
}
