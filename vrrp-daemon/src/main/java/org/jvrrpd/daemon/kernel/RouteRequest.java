package org.jvrrpd.daemon.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jvrrpd.core.packet.IpAddress;

/**
 * Builds one request at the position of a buffer in the machine's byte order: {@link
 * NetlinkMessage}'s header, a fixed header that the caller puts, then attributes. {@link #end}
 * fills in the length and leaves the position where the next request may begin.
 */
final class RouteRequest {
  /** nlmsg_flags of struct nlmsghdr, behind length u32 and type u16. */
  private static final int FLAGS_AT = 6;

  private final ByteBuffer buffer;
  private final int start;

  private RouteRequest(ByteBuffer buffer) {
    this.buffer = buffer;
    this.start = buffer.position();
  }

  static RouteRequest begin(ByteBuffer buffer, int type, int flags, int sequence) {
    RouteRequest request = new RouteRequest(buffer);
    buffer.putInt(0).putShort((short) type).putShort((short) flags).putInt(sequence).putInt(0);
    return request;
  }

  /** Has the kernel acknowledge the request that begins at {@code start}, whatever comes of it. */
  static void acknowledge(ByteBuffer buffer, int start) {
    int at = start + FLAGS_AT;
    buffer.putShort(at, (short) (buffer.getShort(at) | Rtnetlink.NLM_F_ACK));
  }

  /**
   * struct ifaddrmsg (linux/if_addr.h): family u8, prefix length u8, flags u8, scope u8, link index
   * u32. The flags are left to the attribute IFA_FLAGS, which has room for all of them.
   */
  RouteRequest addressHeader(int family, int prefixLength, int scope, int linkIndex) {
    buffer.put((byte) family).put((byte) prefixLength).put((byte) 0).put((byte) scope);
    buffer.putInt(linkIndex);
    return this;
  }

  /**
   * struct ifinfomsg (linux/rtnetlink.h): family u8, padding u8, hardware type u16, index s32,
   * flags u32, and which of the flags to change u32.
   *
   * @param linkIndex 0 names no link
   */
  RouteRequest linkHeader(int linkIndex, int flags, int changedFlags) {
    buffer.putInt(0).putInt(linkIndex).putInt(flags).putInt(changedFlags);
    return this;
  }

  RouteRequest address(int type, IpAddress address) {
    // Whole bytes, not numbers: the buffer is in the machine's order, an address in the network's.
    byte[] bytes = address.toBytes();
    header(type, bytes.length);
    buffer.put(bytes);
    return this;
  }

  RouteRequest address(int type, MacAddress address) {
    header(type, MacAddress.BYTES);
    address.write(buffer);
    pad();
    return this;
  }

  /** Begins an attribute whose value is the attributes up to {@link #unnest} of the answer. */
  int nest(int type) {
    int at = buffer.position();
    header(type, 0);
    return at;
  }

  /** Ends a nested attribute. */
  void unnest(int nest) {
    buffer.putShort(nest, (short) (buffer.position() - nest));
  }

  /** A text with the NUL that ends it. */
  RouteRequest text(int type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    header(type, bytes.length + 1);
    buffer.put(bytes).put((byte) 0);
    pad();
    return this;
  }

  RouteRequest number(int type, int value) {
    header(type, Integer.BYTES);
    buffer.putInt(value);
    return this;
  }

  RouteRequest octet(int type, int value) {
    header(type, 1);
    buffer.put((byte) value);
    pad();
    return this;
  }

  /**
   * struct ifa_cacheinfo: preferred u32 and valid u32 in seconds, then two times that are
   * read-only.
   */
  RouteRequest lifetimes(int preferredSeconds, int validSeconds) {
    header(Rtnetlink.IFA_CACHEINFO, Rtnetlink.CACHEINFO_BYTES);
    buffer.putInt(preferredSeconds).putInt(validSeconds).putLong(0);
    return this;
  }

  private void header(int type, int valueBytes) {
    buffer.putShort((short) (RouteAttributes.HEADER_BYTES + valueBytes)).putShort((short) type);
  }

  private void pad() {
    while ((buffer.position() - start) % Integer.BYTES != 0) {
      buffer.put((byte) 0);
    }
  }

  void end() {
    buffer.putInt(start, buffer.position() - start);
  }
}
