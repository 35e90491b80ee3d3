package org.jvrrpd.lab.wire;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * A VRRP message that was seen on the wire, taken apart only as far as version 2 and 3 agree (RFC
 * 9568 section 5). Nothing was checked: this is an observer, and a forged or broken message is an
 * observation too.
 *
 * @param epochNanos when it was on the wire, in nanoseconds since 1970
 * @param sourceMac the frame's source, lower case with colons
 * @param source the packet's source address
 * @param destination the packet's destination address
 * @param ttl the packet's time to live or hop limit, 0 to 255
 * @param tos the packet's type of service or traffic class, 0 to 255: DSCP and ECN
 * @param version the VRRP version, 0 to 15
 * @param vrid the virtual router, 0 to 255
 * @param priority 0 to 255; 0 says that the sender leaves
 * @param message the whole VRRP message, read-only; position 0 is the version and type
 */
public record Advertisement(
    long epochNanos,
    String sourceMac,
    String source,
    String destination,
    int ttl,
    int tos,
    int version,
    int vrid,
    int priority,
    ByteBuffer message) {

  private static final int PROTOCOL_VRRP = 112;
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_IPV6 = 0x86dd;
  private static final int SHORTEST_IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;
  private static final int SHORTEST_MESSAGE = 3;

  /** Keeps a read-only view of the message. */
  public Advertisement {
    message = message.asReadOnlyBuffer();
  }

  /** A view of the message with a position of its own. */
  @Override
  public ByteBuffer message() {
    return message.duplicate();
  }

  /** When it was on the wire. */
  public Instant at() {
    return Instant.ofEpochSecond(0, epochNanos);
  }

  /** The message in a frame; empty if the frame carries none or is cut before its priority. */
  static Optional<Advertisement> in(CapturedFrame frame) {
    ByteBuffer bytes = frame.bytes();
    if (bytes.remaining() < Ethernet.HEADER_BYTES) {
      return Optional.empty();
    }
    ByteBuffer packet = bytes.slice(Ethernet.HEADER_BYTES, bytes.limit() - Ethernet.HEADER_BYTES);
    String mac = Ethernet.mac(bytes, Ethernet.SOURCE_OFFSET);
    return switch (Ethernet.type(bytes)) {
      case ETHERTYPE_IPV4 -> inIpv4(frame.epochNanos(), mac, packet);
      case ETHERTYPE_IPV6 -> inIpv6(frame.epochNanos(), mac, packet);
      default -> Optional.empty();
    };
  }

  private static Optional<Advertisement> inIpv4(long epochNanos, String mac, ByteBuffer packet) {
    if (packet.limit() < SHORTEST_IPV4_HEADER) {
      return Optional.empty();
    }
    int headerLength = (packet.get(0) & 0xf) * 4;
    // Ethernet pads short frames, so the packet's own length counts.
    int totalLength = Math.min(packet.getShort(2) & 0xffff, packet.limit());
    boolean vrrp =
        (packet.get(0) & 0xf0) == 0x40
            && (packet.get(9) & 0xff) == PROTOCOL_VRRP
            && headerLength >= SHORTEST_IPV4_HEADER
            && totalLength >= headerLength + SHORTEST_MESSAGE;
    return vrrp
        ? Optional.of(
            of(
                epochNanos,
                mac,
                Ethernet.ipv4(packet, 12),
                Ethernet.ipv4(packet, 16),
                packet.get(8) & 0xff,
                packet.get(1) & 0xff,
                packet.slice(headerLength, totalLength - headerLength)))
        : Optional.empty();
  }

  /** Without extension headers: no daemon sends any. */
  private static Optional<Advertisement> inIpv6(long epochNanos, String mac, ByteBuffer packet) {
    if (packet.limit() < IPV6_HEADER) {
      return Optional.empty();
    }
    int length = Math.min(packet.getShort(4) & 0xffff, packet.limit() - IPV6_HEADER);
    boolean vrrp =
        (packet.get(0) & 0xf0) == 0x60
            && (packet.get(6) & 0xff) == PROTOCOL_VRRP
            && length >= SHORTEST_MESSAGE;
    return vrrp
        ? Optional.of(
            of(
                epochNanos,
                mac,
                Ethernet.ipv6(packet, 8),
                Ethernet.ipv6(packet, 24),
                packet.get(7) & 0xff,
                packet.getShort(0) >> 4 & 0xff,
                packet.slice(IPV6_HEADER, length)))
        : Optional.empty();
  }

  private static Advertisement of(
      long epochNanos,
      String mac,
      String source,
      String destination,
      int ttl,
      int tos,
      ByteBuffer message) {
    return new Advertisement(
        epochNanos,
        mac,
        source,
        destination,
        ttl,
        tos,
        (message.get(0) & 0xff) >> 4,
        message.get(1) & 0xff,
        message.get(2) & 0xff,
        message);
  }
}
