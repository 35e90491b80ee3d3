package org.jvrrpd.core.packet;

import java.nio.ByteBuffer;

/**
 * What a raw IPv4 socket delivers: an IP header (RFC 791 section 3.1), the VRRP message, and
 * perhaps the padding of a short Ethernet frame. Bytes of the header that are looked at:
 *
 * <pre>
 *  0  version (4 bits), header length in words of 4 bytes (4)
 *  2  total length of header and message in bytes
 *  6  flags (3 bits: reserved, don't fragment, more fragments), fragment offset (13)
 *  8  TTL
 *  9  protocol
 * 12  source
 * 16  destination
 * </pre>
 *
 * <p>The header checksum is left to the kernel, which verified it before it delivered the datagram.
 */
public sealed interface Ipv4Datagram {

  /**
   * A datagram that holds a whole message.
   *
   * @param envelope source, destination and TTL
   * @param message a view of the received bytes from the end of the IP header, options included, to
   *     the total length; valid for as long as the buffer that it was read from keeps its contents
   */
  record Whole(Envelope envelope, ByteBuffer message) implements Ipv4Datagram {}

  /**
   * A datagram that is dropped.
   *
   * @param reason what is wrong with its IP header
   */
  record Refused(Rejection reason) implements Ipv4Datagram {
    private static final Refused MALFORMED = new Refused(Rejection.IP_HEADER_MALFORMED);
    private static final Refused TRUNCATED = new Refused(Rejection.IP_TRUNCATED);
    private static final Refused PROTOCOL = new Refused(Rejection.IP_PROTOCOL_OTHER);
    private static final Refused FRAGMENT = new Refused(Rejection.IP_FRAGMENT);
  }

  /** The length in bytes of an IPv4 header without options. */
  int MIN_HEADER_LENGTH = 20;

  /**
   * Reads the IP header of a received datagram. It makes no exception of what a peer sent, and a
   * refusal allocates nothing. Any thread may call it.
   *
   * @param datagram from position to limit what was received; position and limit stay as they are
   * @throws IllegalArgumentException if the buffer's order is not big-endian
   */
  static Ipv4Datagram read(ByteBuffer datagram) {
    Checksum.requireNetworkOrder(datagram);
    int start = datagram.position();
    int available = datagram.remaining();
    if (available < MIN_HEADER_LENGTH) {
      return Refused.TRUNCATED;
    }
    int versionAndLength = Byte.toUnsignedInt(datagram.get(start));
    int headerLength = (versionAndLength & 0xf) * Integer.BYTES;
    int totalLength = Short.toUnsignedInt(datagram.getShort(start + 2));
    if (versionAndLength >> 4 != 4
        || headerLength < MIN_HEADER_LENGTH
        || totalLength < headerLength) {
      return Refused.MALFORMED;
    }
    if (totalLength > available) {
      return Refused.TRUNCATED;
    }
    if (Byte.toUnsignedInt(datagram.get(start + 9)) != Envelope.PROTOCOL) {
      return Refused.PROTOCOL;
    }
    // More fragments follow, or this is not the first; don't-fragment and the reserved bit pass.
    if ((datagram.getShort(start + 6) & 0x3fff) != 0) {
      return Refused.FRAGMENT;
    }
    return new Whole(
        new Envelope(
            IpAddress.ofIpv4(datagram.getInt(start + 12)),
            IpAddress.ofIpv4(datagram.getInt(start + 16)),
            Byte.toUnsignedInt(datagram.get(start + 8))),
        datagram.slice(start + headerLength, totalLength - headerLength));
  }
}
