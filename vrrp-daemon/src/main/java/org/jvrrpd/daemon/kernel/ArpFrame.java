package org.jvrrpd.daemon.kernel;

import java.nio.ByteBuffer;
import org.jvrrpd.core.packet.IpAddress;

/**
 * The Ethernet frame of a gratuitous ARP request (RFC 5227 section 3, RFC 826), 60 bytes: the
 * shortest that Ethernet carries without its checksum.
 *
 * <pre>
 *  0 destination  ff:ff:ff:ff:ff:ff
 *  6 source       the sender's MAC
 * 12 EtherType    0x0806
 * 14 hardware     0x0001 (Ethernet), protocol 0x0800 (IPv4), lengths 6 and 4
 * 20 operation    0x0001 (request)
 * 22 sender       MAC, then the announced address
 * 32 target       ff:ff:ff:ff:ff:ff, then the announced address
 * 42 padding      18 zeros
 * </pre>
 */
final class ArpFrame {
  static final int ETHER_TYPE = 0x0806;
  static final int BYTES = 60;

  private static final short HARDWARE_ETHERNET = 0x0001;
  private static final short PROTOCOL_IPV4 = 0x0800;
  private static final short OPERATION_REQUEST = 0x0001;

  private ArpFrame() {}

  /** Writes the frame at the buffer's position; the buffer is in network byte order. */
  static void write(MacAddress sender, IpAddress announced, ByteBuffer buffer) {
    int end = buffer.position() + BYTES;
    MacAddress.BROADCAST.write(buffer);
    sender.write(buffer);
    buffer.putShort((short) ETHER_TYPE);
    buffer.putShort(HARDWARE_ETHERNET).putShort(PROTOCOL_IPV4);
    buffer.put((byte) MacAddress.BYTES).put((byte) Integer.BYTES);
    buffer.putShort(OPERATION_REQUEST);
    sender.write(buffer);
    buffer.putInt(announced.ipv4Bits());
    MacAddress.BROADCAST.write(buffer);
    buffer.putInt(announced.ipv4Bits());
    while (buffer.position() < end) {
      buffer.put((byte) 0);
    }
  }
}
