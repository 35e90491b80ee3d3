package org.jvrrpd.daemon.kernel;

import java.util.Optional;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;

/**
 * An address to install or to remove, with its prefix length.
 *
 * @param address the virtual IP address
 * @param prefixLength 0 to 32 for IPv4, 0 to 128 for IPv6
 * @param bringsRoute whether the kernel makes the route to an IPv6 address's prefix along with it;
 *     IPv4 has it unless its traits say otherwise
 * @param traits what else the address is to have
 */
public record AddressRequest(
    IpAddress address, int prefixLength, boolean bringsRoute, AddressTraits traits) {
  /**
   * Checks the range, and that the traits fit the family.
   *
   * @throws IllegalArgumentException if the family has no such prefix length, label or broadcast
   *     address, or the peer is of the other family
   */
  public AddressRequest {
    if (prefixLength < 0 || prefixLength > address.family().addressBits()) {
      throw new IllegalArgumentException(prefixLength + " is not a prefix length");
    }
    boolean ipv6 = address.family() == AddressFamily.IPV6;
    if (ipv6 && (traits.label().isPresent() || traits.broadcast().isPresent())) {
      throw new IllegalArgumentException("IPv6 has neither labels nor broadcast addresses");
    }
    requireSameFamily(address, traits.broadcast());
    requireSameFamily(address, traits.peer());
  }

  private static void requireSameFamily(IpAddress address, Optional<IpAddress> other) {
    if (other.isPresent() && other.get().family() != address.family()) {
      throw new IllegalArgumentException(other.get() + " is not of the family of " + address);
    }
  }

  /** A request for an address with its route. */
  public AddressRequest(IpAddress address, int prefixLength) {
    this(address, prefixLength, AddressTraits.NONE);
  }

  /** A request for an address with its route and more. */
  public AddressRequest(IpAddress address, int prefixLength, AddressTraits traits) {
    this(address, prefixLength, true, traits);
  }

  /**
   * The same without the route, for a prefix that the link has by another address: the kernel keeps
   * one route for both, gives it the lease's lifetime at every renewal unless the other address is
   * permanent, and lets it end with the lease (net/ipv6/addrconf.c, modify_prefix_route).
   */
  public AddressRequest besideAnother() {
    return new AddressRequest(address, prefixLength, false, traits);
  }

  /** Whether the kernel has one route for the prefixes of both. */
  public boolean sharesRouteWith(InterfaceAddress other) {
    return prefixLength == other.prefixLength()
        && address.sharesPrefix(other.address(), prefixLength);
  }

  /** Whether {@code other}, wherever it is, is what an installation of this makes, or made. */
  public boolean describes(InterfaceAddress other) {
    return prefixLength == other.prefixLength() && address.equals(other.address());
  }

  /**
   * The broadcast address that {@code +} stands for in ip-address(8), with every bit of the host
   * set, or that {@code -} stands for, with every one clear.
   *
   * @param address an IPv4 address
   * @param prefixLength 0 to 32
   */
  public static IpAddress broadcast(IpAddress address, int prefixLength, boolean allOnes) {
    int hostBits = prefixLength == 32 ? 0 : -1 >>> prefixLength;
    int bits = address.ipv4Bits();
    return IpAddress.ofIpv4(allOnes ? bits | hostBits : bits & ~hostBits);
  }

  /** As people write it, {@code 192.0.2.10/24}. */
  @Override
  public String toString() {
    return address + "/" + prefixLength;
  }
}
