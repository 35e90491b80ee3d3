package org.jvrrpd.lab.wire;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * A gratuitous ARP message that was seen on the wire, whose sender and target address are the same
 * (RFC 5227 section 3), or an unsolicited neighbour advertisement (RFC 4861 section 7.2.6).
 *
 * @param epochNanos when it was on the wire, in nanoseconds since 1970
 * @param senderMac the MAC address that it announces, lower case with colons
 * @param address the address that it announces
 */
public record Announcement(long epochNanos, String senderMac, String address) {
  private static final int ETHERTYPE_ARP = 0x0806;
  private static final int ARP_BYTES = 28;
  private static final int ETHERNET_OVER_IPV4 = 0x0001_0800;
  private static final int ADDRESS_LENGTHS = 0x0604;

  private static final int ETHERTYPE_IPV6 = 0x86dd;
  private static final int NEIGHBOUR_FRAME_BYTES = 86;
  private static final int NEXT_HEADER_ICMPV6 = 58;
  private static final int NEIGHBOUR_ADVERTISEMENT = 136;
  private static final int FLAG_SOLICITED = 0x40;
  private static final int OPTION_TARGET_LINK_LAYER_ADDRESS = 2;

  /** When it was on the wire. */
  public Instant at() {
    return Instant.ofEpochSecond(0, epochNanos);
  }

  /** The announcement in a frame; empty if the frame is something else. */
  static Optional<Announcement> in(CapturedFrame frame) {
    ByteBuffer bytes = frame.bytes();
    if (bytes.remaining() < Ethernet.HEADER_BYTES + ARP_BYTES) {
      return Optional.empty();
    }
    return switch (Ethernet.type(bytes)) {
      case ETHERTYPE_ARP -> inArp(frame.epochNanos(), bytes);
      case ETHERTYPE_IPV6 -> inIpv6(frame.epochNanos(), bytes);
      default -> Optional.empty();
    };
  }

  private static Optional<Announcement> inArp(long epochNanos, ByteBuffer bytes) {
    ByteBuffer arp = bytes.slice(Ethernet.HEADER_BYTES, ARP_BYTES);
    boolean gratuitous =
        arp.getInt(0) == ETHERNET_OVER_IPV4
            && arp.getShort(4) == ADDRESS_LENGTHS
            && arp.getInt(14) == arp.getInt(24);
    return gratuitous
        ? Optional.of(new Announcement(epochNanos, Ethernet.mac(arp, 8), Ethernet.ipv4(arp, 14)))
        : Optional.empty();
  }

  private static Optional<Announcement> inIpv6(long epochNanos, ByteBuffer bytes) {
    if (bytes.remaining() < NEIGHBOUR_FRAME_BYTES) {
      return Optional.empty();
    }
    boolean unsolicited =
        (bytes.get(20) & 0xff) == NEXT_HEADER_ICMPV6
            && (bytes.get(54) & 0xff) == NEIGHBOUR_ADVERTISEMENT
            && (bytes.get(58) & FLAG_SOLICITED) == 0
            && bytes.get(78) == OPTION_TARGET_LINK_LAYER_ADDRESS;
    return unsolicited
        ? Optional.of(
            new Announcement(epochNanos, Ethernet.mac(bytes, 80), Ethernet.ipv6(bytes, 62)))
        : Optional.empty();
  }
}
