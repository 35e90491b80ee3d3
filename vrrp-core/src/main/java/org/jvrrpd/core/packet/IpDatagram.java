package org.jvrrpd.core.packet;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An IP packet of protocol 112, of either family, from its IP header on: as captures have it, and
 * whoever listens on a link.
 */
public sealed interface IpDatagram {
  int IPV4_HEADER = 20;
  int IPV4_PROTOCOL = 9;
  int IPV4_SOURCE = 12;

  /** RFC 8200 section 3. VRRP sends no extension headers, so the first next header counts. */
  int IPV6_HEADER = 40;

  int IPV6_PAYLOAD_LENGTH = 4;
  int IPV6_NEXT_HEADER = 6;
  int IPV6_HOP_LIMIT = 7;
  int IPV6_SOURCE = 8;
  int IPV6_DESTINATION = 24;

  /** One that holds a whole message; the message is valid as long as the packet. */
  record Whole(Envelope envelope, ByteBuffer message) implements IpDatagram {}

  /** One that is dropped for its IP header. */
  record Refused(Rejection reason, IpAddress source) implements IpDatagram {}

  /** The datagram in a packet; empty if that is no VRRP at all, or too short to tell. */
  static Optional<IpDatagram> read(ByteBuffer packet) {
    if (packet.remaining() < IPV4_HEADER) {
      return Optional.empty();
    }
    return switch (packet.get(0) >> 4) {
      case 4 -> readIpv4(packet);
      case 6 -> readIpv6(packet);
      default -> Optional.empty();
    };
  }

  private static Optional<IpDatagram> readIpv4(ByteBuffer packet) {
    if (Byte.toUnsignedInt(packet.get(IPV4_PROTOCOL)) != Envelope.PROTOCOL) {
      return Optional.empty();
    }
    return Optional.of(
        switch (Ipv4Datagram.read(packet)) {
          case Ipv4Datagram.Whole(Envelope envelope, ByteBuffer message) ->
              new Whole(envelope, message);
          case Ipv4Datagram.Refused(Rejection reason) ->
              new Refused(reason, IpAddress.ofIpv4(packet.getInt(IPV4_SOURCE)));
        });
  }

  private static Optional<IpDatagram> readIpv6(ByteBuffer packet) {
    if (packet.remaining() < IPV6_HEADER
        || Byte.toUnsignedInt(packet.get(IPV6_NEXT_HEADER)) != Envelope.PROTOCOL) {
      return Optional.empty();
    }
    IpAddress source = IpAddress.readAt(AddressFamily.IPV6, packet, IPV6_SOURCE);
    int length = Short.toUnsignedInt(packet.getShort(IPV6_PAYLOAD_LENGTH));
    if (length > packet.remaining() - IPV6_HEADER) {
      return Optional.of(new Refused(Rejection.IP_TRUNCATED, source));
    }
    Envelope envelope =
        new Envelope(
            source,
            IpAddress.readAt(AddressFamily.IPV6, packet, IPV6_DESTINATION),
            Byte.toUnsignedInt(packet.get(IPV6_HOP_LIMIT)));
    return Optional.of(new Whole(envelope, packet.slice(IPV6_HEADER, length)));
  }
}
