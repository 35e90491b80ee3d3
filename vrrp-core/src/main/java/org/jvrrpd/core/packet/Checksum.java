package org.jvrrpd.core.packet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The Internet checksum (RFC 1071): the complement of the one's complement sum of 16-bit words.
 * Partial sums are plain {@code long}s that may be added to each other in any order and are folded
 * once at the end; none of the messages summed here comes near an overflow of 64 bits.
 *
 * <p>Nothing here allocates. Any thread may call it.
 */
public final class Checksum {
  private Checksum() {}

  /**
   * The partial sum of {@code length} bytes of {@code buffer} from the absolute {@code index}. An
   * odd last byte counts as if a zero byte followed it. Position and limit stay as they are.
   *
   * @throws IllegalArgumentException if the buffer's order is not big-endian
   * @throws IndexOutOfBoundsException if the bytes are not all below the buffer's limit
   */
  public static long partialSum(ByteBuffer buffer, int index, int length) {
    requireNetworkOrder(buffer);
    int end = index + length;
    int at = index;
    long sum = 0;
    // 2^16 is 1 modulo 65535, so a 32-bit word adds what its two halves would.
    for (; end - at >= Integer.BYTES; at += Integer.BYTES) {
      sum += Integer.toUnsignedLong(buffer.getInt(at));
    }
    for (; at < end; at++) {
      int octet = Byte.toUnsignedInt(buffer.get(at));
      sum += (at - index) % 2 == 0 ? octet << 8 : octet;
    }
    return sum;
  }

  /**
   * The partial sum of a pseudo-header: RFC 8200 section 8.1 for IPv6, and for IPv4 the same fields
   * with short addresses (RFC 9293 section 3.1).
   *
   * @param protocol the IP protocol or next header, 0 to 255
   * @param length the length of the message behind it, in bytes
   */
  public static long pseudoHeaderSum(
      IpAddress source, IpAddress destination, int protocol, int length) {
    return addressSum(source) + addressSum(destination) + protocol + length;
  }

  private static long addressSum(IpAddress address) {
    return (address.high() >>> 32)
        + (address.high() & 0xffff_ffffL)
        + (address.low() >>> 32)
        + (address.low() & 0xffff_ffffL);
  }

  /** The value for a checksum field that was zero while {@code sum} was taken: 0 to 0xffff. */
  public static int complementOf(long sum) {
    return ~fold(sum) & 0xffff;
  }

  /** Whether {@code sum}, taken over a message and the checksum that it carries, is right. */
  public static boolean verifies(long sum) {
    return fold(sum) == 0xffff;
  }

  private static int fold(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return (int) folded;
  }

  static void requireNetworkOrder(ByteBuffer buffer) {
    if (buffer.order() != ByteOrder.BIG_ENDIAN) {
      throw new IllegalArgumentException("packets are read and written in network byte order");
    }
  }
}
