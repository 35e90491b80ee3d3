package org.jvrrpd.daemon.kernel;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A network interface of this namespace as the kernel describes it (rtnetlink(7), RTM_NEWLINK).
 *
 * @param index the kernel's number of it, at least 1; not used again while the machine runs, unless
 *     someone asks for it
 * @param name at most 15 bytes; it can change while the index stays
 * @param up whether packets can pass: administratively up and its lower layer running (IFF_UP and
 *     IFF_RUNNING, netdevice(7))
 * @param address its Ethernet address; {@link MacAddress#NONE} for a link without one
 * @param mtu the largest packet in bytes
 */
public record Link(int index, String name, boolean up, MacAddress address, int mtu) {
  // struct ifinfomsg (linux/rtnetlink.h).
  private static final int HEADER_BYTES = 16;
  private static final int FAMILY = 0;
  private static final int INDEX = 4;
  private static final int FLAGS = 8;

  /**
   * Reads an RTM_NEWLINK or RTM_DELLINK. Empty for a message that is malformed, that carries no
   * name (wireless events), or that is a bridge's about its port: those have the family AF_BRIDGE,
   * and their RTM_DELLINK means that the port left the bridge, not that it is gone.
   */
  static Optional<Link> decode(ByteBuffer payload) {
    if (payload.remaining() < HEADER_BYTES || payload.get(FAMILY) != Rtnetlink.AF_UNSPEC) {
      return Optional.empty();
    }
    int flags = payload.getInt(FLAGS);
    int index = payload.getInt(INDEX);
    boolean up = (flags & Rtnetlink.IFF_UP) != 0 && (flags & Rtnetlink.IFF_RUNNING) != 0;
    RouteAttributes attributes = RouteAttributes.read(payload, HEADER_BYTES);
    MacAddress address =
        attributes
            .exactly(Rtnetlink.IFLA_ADDRESS, MacAddress.BYTES)
            .map(MacAddress::read)
            .orElse(MacAddress.NONE);
    int mtu = attributes.number(Rtnetlink.IFLA_MTU).orElse(0);
    return attributes
        .text(Rtnetlink.IFLA_IFNAME)
        .map(name -> new Link(index, name, up, address, mtu));
  }
}
