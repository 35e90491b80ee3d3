package org.jvrrpd.daemon.kernel;

import java.nio.ByteBuffer;
import org.jvrrpd.core.packet.Checksum;
import org.jvrrpd.core.packet.IpAddress;

/**
 * The Ethernet frame of an unsolicited neighbour advertisement (RFC 4861 sections 4.4 and 7.2.6,
 * RFC 9568 section 6.4.1), 86 bytes.
 *
 * <pre>
 *  0 destination  33:33:00:00:00:01, all nodes (RFC 2464 section 7)
 *  6 source       the sender's MAC
 * 12 EtherType    0x86dd
 * 14 IPv6         version 6, payload 32 bytes, next header 58 (ICMPv6), hop limit 255
 * 22 source       the announced address
 * 38 destination  ff02::1
 * 54 ICMPv6       type 136, code 0, checksum
 * 58 flags        R router, S solicited, O override (the upper three bits), 29 reserved bits
 * 62 target       the announced address
 * 78 option 2     target link-layer address, 1 unit of 8 bytes: the sender's MAC
 * </pre>
 */
final class NeighbourFrame {
  static final int ETHER_TYPE = 0x86dd;
  static final int BYTES = 86;

  private static final int ICMP_AT = 54;
  private static final int ICMP_BYTES = 32;
  private static final int CHECKSUM_AT = 2;

  private static final MacAddress ALL_NODES_MAC = new MacAddress(0x3333_0000_0001L);
  private static final IpAddress ALL_NODES = IpAddress.ofIpv6(0xff02L << 48, 1);

  private static final int VERSION_6 = 0x6000_0000;
  private static final byte NEXT_HEADER_ICMPV6 = 58;
  private static final byte HOP_LIMIT = (byte) 255;
  private static final short TYPE_NEIGHBOUR_ADVERTISEMENT = (short) (136 << 8);
  private static final int FLAG_ROUTER = 0x8000_0000;
  private static final int FLAG_OVERRIDE = 0x2000_0000;
  private static final byte OPTION_TARGET_LINK_LAYER_ADDRESS = 2;

  private NeighbourFrame() {}

  /**
   * Writes the frame at the buffer's position; the buffer is in network byte order.
   *
   * @param router whether the sender forwards packets: the kernel answers solicitations with the
   *     same flag, and neighbours that use the address as a gateway drop it when the flag goes
   */
  static void write(MacAddress sender, IpAddress announced, boolean router, ByteBuffer buffer) {
    int start = buffer.position();
    ALL_NODES_MAC.write(buffer);
    sender.write(buffer);
    buffer.putShort((short) ETHER_TYPE);
    buffer.putInt(VERSION_6).putShort((short) ICMP_BYTES);
    buffer.put(NEXT_HEADER_ICMPV6).put(HOP_LIMIT);
    announced.write(buffer);
    ALL_NODES.write(buffer);
    buffer.putShort(TYPE_NEIGHBOUR_ADVERTISEMENT).putShort((short) 0);
    buffer.putInt(router ? FLAG_ROUTER | FLAG_OVERRIDE : FLAG_OVERRIDE);
    announced.write(buffer);
    buffer.put(OPTION_TARGET_LINK_LAYER_ADDRESS).put((byte) 1);
    sender.write(buffer);
    long sum =
        Checksum.pseudoHeaderSum(announced, ALL_NODES, NEXT_HEADER_ICMPV6, ICMP_BYTES)
            + Checksum.partialSum(buffer, start + ICMP_AT, ICMP_BYTES);
    buffer.putShort(start + ICMP_AT + CHECKSUM_AT, (short) Checksum.complementOf(sum));
  }
}
