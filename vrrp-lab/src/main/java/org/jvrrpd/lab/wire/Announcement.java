package org.jvrrpd.lab.wire;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * A gratuitous ARP message that was seen on the wire: sender and target address are the same (RFC
 * 5227 section 3).
 *
 * @param epochNanos when it was on the wire, in nanoseconds since 1970
 * @param senderMac the MAC address that it announces, lower case with colons
 * @param address the IPv4 address that it announces
 */
public record Announcement(long epochNanos, String senderMac, String address) {
  private static final int ETHERTYPE_ARP = 0x0806;
  private static final int ARP_BYTES = 28;
  private static final int ETHERNET_OVER_IPV4 = 0x0001_0800;
  private static final int ADDRESS_LENGTHS = 0x0604;

  /** When it was on the wire. */
  public Instant at() {
    return Instant.ofEpochSecond(0, epochNanos);
  }

  /** The announcement in a frame; empty if the frame is something else. */
  static Optional<Announcement> in(CapturedFrame frame) {
    ByteBuffer bytes = frame.bytes();
    if (bytes.remaining() < Ethernet.HEADER_BYTES + ARP_BYTES
        || Ethernet.type(bytes) != ETHERTYPE_ARP) {
      return Optional.empty();
    }
    ByteBuffer arp = bytes.slice(Ethernet.HEADER_BYTES, ARP_BYTES);
    boolean gratuitous =
        arp.getInt(0) == ETHERNET_OVER_IPV4
            && arp.getShort(4) == ADDRESS_LENGTHS
            && arp.getInt(14) == arp.getInt(24);
    return gratuitous
        ? Optional.of(
            new Announcement(frame.epochNanos(), Ethernet.mac(arp, 8), Ethernet.ipv4(arp, 14)))
        : Optional.empty();
  }
}
