package org.jvrrpd.lab.capture;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What lies between the beginning of a frame and its IP packet, for the link types under which VRRP
 * is captured: Ethernet, with VLAN tags or without; tcpdump's {@code -i any} in both its forms,
 * which call it Linux cooked; and no link layer at all.
 */
public final class LinkLayer {
  /** LINKTYPE_ETHERNET. */
  public static final int ETHERNET = 1;

  private static final int RAW = 101;
  private static final int COOKED = 113;
  private static final int RAW_IPV4 = 228;
  private static final int RAW_IPV6 = 229;
  private static final int COOKED_2 = 276;

  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;
  private static final int TAG_BYTES = 4;

  /** IEEE 802.1ad puts one tag around another; more are no network that anybody captures. */
  private static final int MAX_TAGS = 2;

  /**
   * An IP packet and where it was.
   *
   * @param interfaceId the interface's number: the kernel's where the frame says it, else the
   *     file's
   * @param vlan the VLAN, 0 without a tag; of two, 4,096 times the outer one and the inner one
   * @param bytes from the IP header to the end of the frame, padding included; read-only
   */
  public record NetworkPacket(int interfaceId, int vlan, ByteBuffer bytes) {
    /** A view of the bytes with a position of its own. */
    @Override
    public ByteBuffer bytes() {
      return bytes.duplicate();
    }
  }

  private LinkLayer() {}

  /** Whether frames of this link type are taken apart. */
  public static boolean isKnown(int linkType) {
    return switch (linkType) {
      case ETHERNET, RAW, COOKED, RAW_IPV4, RAW_IPV6, COOKED_2 -> true;
      default -> false;
    };
  }

  /** The IP packet in a frame; empty if there is none, or the frame is cut before it. */
  public static Optional<NetworkPacket> packet(StoredFrame frame) {
    ByteBuffer bytes = frame.bytes();
    return switch (frame.linkType()) {
      case ETHERNET -> typed(bytes, 12, 14, frame.interfaceId());
      case COOKED -> typed(bytes, 14, 16, frame.interfaceId());
      case COOKED_2 ->
          bytes.remaining() < 8 ? Optional.empty() : typed(bytes, 0, 20, bytes.getInt(4));
      case RAW, RAW_IPV4, RAW_IPV6 -> Optional.of(new NetworkPacket(frame.interfaceId(), 0, bytes));
      default -> Optional.empty();
    };
  }

  /** A header that has a type of Ethernet at {@code typeAt} and ends at {@code end}. */
  private static Optional<NetworkPacket> typed(
      ByteBuffer bytes, int typeAt, int end, int interfaceId) {
    if (bytes.remaining() < end) {
      return Optional.empty();
    }
    int type = Short.toUnsignedInt(bytes.getShort(typeAt));
    int at = end;
    int vlan = 0;
    for (int tags = 0; isTag(type) && tags < MAX_TAGS; tags++) {
      if (bytes.remaining() < at + TAG_BYTES) {
        return Optional.empty();
      }
      vlan = (vlan << 12) | (bytes.getShort(at) & 0xfff);
      type = Short.toUnsignedInt(bytes.getShort(at + 2));
      at += TAG_BYTES;
    }
    return type == IPV4 || type == IPV6
        ? Optional.of(new NetworkPacket(interfaceId, vlan, bytes.slice(at, bytes.remaining() - at)))
        : Optional.empty();
  }

  /** IEEE 802.1Q, 802.1ad, and what came before the latter. */
  private static boolean isTag(int type) {
    return type == 0x8100 || type == 0x88a8 || type == 0x9100;
  }
}
