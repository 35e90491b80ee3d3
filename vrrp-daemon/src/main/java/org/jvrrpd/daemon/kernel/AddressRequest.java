package org.jvrrpd.daemon.kernel;

import org.jvrrpd.core.packet.IpAddress;

/**
 * An address to install or to remove, with its prefix length.
 *
 * @param address the virtual IP address
 * @param prefixLength 0 to 32 for IPv4, 0 to 128 for IPv6
 * @param bringsRoute whether the kernel makes the route to an IPv6 address's prefix along with it;
 *     IPv4 always has it
 */
public record AddressRequest(IpAddress address, int prefixLength, boolean bringsRoute) {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the family has no such prefix length
   */
  public AddressRequest {
    if (prefixLength < 0 || prefixLength > address.family().addressBits()) {
      throw new IllegalArgumentException(prefixLength + " is not a prefix length");
    }
  }

  /** A request for an address with its route. */
  public AddressRequest(IpAddress address, int prefixLength) {
    this(address, prefixLength, true);
  }

  /**
   * The same without the route, for a prefix that the link has by another address: the kernel keeps
   * one route for both, gives it the lease's lifetime at every renewal unless the other address is
   * permanent, and lets it end with the lease (net/ipv6/addrconf.c, modify_prefix_route).
   */
  public AddressRequest besideAnother() {
    return new AddressRequest(address, prefixLength, false);
  }

  /** Whether the kernel has one route for the prefixes of both. */
  public boolean sharesRouteWith(InterfaceAddress other) {
    return prefixLength == other.prefixLength()
        && address.sharesPrefix(other.address(), prefixLength);
  }

  /** As people write it, {@code 192.0.2.10/24}. */
  @Override
  public String toString() {
    return address + "/" + prefixLength;
  }
}
