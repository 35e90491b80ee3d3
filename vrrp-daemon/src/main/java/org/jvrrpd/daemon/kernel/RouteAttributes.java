package org.jvrrpd.daemon.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;

/**
 * The attributes of a message (rtnetlink(7), struct rtattr): length u16, type u16, value, padded to
 * four bytes. A value of the wrong length counts as absent. Of two with one type the later counts.
 */
final class RouteAttributes {
  static final int HEADER_BYTES = 4;

  /** The upper two bits are NLA_F_NESTED and NLA_F_NET_BYTEORDER (linux/netlink.h). */
  private static final int TYPE_MASK = 0x3fff;

  private final Map<Integer, ByteBuffer> values = new HashMap<>();

  private RouteAttributes() {}

  /**
   * Reads the attributes that follow a fixed header of {@code skipBytes} bytes in the payload, up
   * to its end or to the first one whose length lies. The payload's position does not move.
   */
  static RouteAttributes read(ByteBuffer payload, int skipBytes) {
    RouteAttributes attributes = new RouteAttributes();
    int at = payload.position() + NetlinkMessage.align(skipBytes);
    while (payload.limit() - at >= HEADER_BYTES) {
      int length = Short.toUnsignedInt(payload.getShort(at));
      if (length < HEADER_BYTES || length > payload.limit() - at) {
        break;
      }
      int type = Short.toUnsignedInt(payload.getShort(at + 2)) & TYPE_MASK;
      attributes.values.put(
          type, payload.slice(at + HEADER_BYTES, length - HEADER_BYTES).order(payload.order()));
      at += NetlinkMessage.align(length);
    }
    return attributes;
  }

  /** A value of at least {@code bytes} bytes. */
  Optional<ByteBuffer> atLeast(int type, int bytes) {
    return Optional.ofNullable(values.get(type)).filter(value -> value.remaining() >= bytes);
  }

  /** A value of exactly {@code bytes} bytes. */
  Optional<ByteBuffer> exactly(int type, int bytes) {
    return Optional.ofNullable(values.get(type)).filter(value -> value.remaining() == bytes);
  }

  /** A 32-bit number. */
  OptionalInt number(int type) {
    return exactly(type, Integer.BYTES)
        .map(value -> OptionalInt.of(value.getInt(0)))
        .orElseGet(OptionalInt::empty);
  }

  /** An address in network byte order. */
  Optional<IpAddress> address(int type, AddressFamily family) {
    return exactly(type, family.addressLength())
        .map(
            value -> {
              byte[] bytes = new byte[family.addressLength()];
              value.get(0, bytes);
              return IpAddress.of(bytes);
            });
  }

  /** A text that ends with the value or with its first NUL. */
  Optional<String> text(int type) {
    return Optional.ofNullable(values.get(type))
        .map(
            value -> {
              byte[] bytes = new byte[value.remaining()];
              value.get(0, bytes);
              int length = 0;
              while (length < bytes.length && bytes[length] != 0) {
                length++;
              }
              return new String(bytes, 0, length, StandardCharsets.UTF_8);
            });
  }
}
