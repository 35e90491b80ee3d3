package org.jvrrpd.daemon.config;

import java.util.Optional;
import org.jvrrpd.core.packet.IpAddress;

/**
 * An address that is installed on the node that is MASTER.
 *
 * @param address the virtual IP address
 * @param prefixLength the prefix it is installed with, in bits: 0 to 32, for IPv6 to 128
 * @param device the interface that it is installed on; empty: that of its virtual router
 * @param details how it is installed
 */
public record VirtualAddress(
    IpAddress address, int prefixLength, Optional<String> device, AddressDetails details) {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the prefix is longer than the address
   */
  public VirtualAddress {
    if (prefixLength < 0 || prefixLength > address.family().addressBits()) {
      throw new IllegalArgumentException(prefixLength + " is not a prefix length of " + address);
    }
  }

  /** An address on its virtual router's interface, in the usual way. */
  public VirtualAddress(IpAddress address, int prefixLength) {
    this(address, prefixLength, Optional.empty(), AddressDetails.NONE);
  }

  /** The same on this interface. */
  public VirtualAddress on(String interfaceName) {
    return new VirtualAddress(address, prefixLength, Optional.of(interfaceName), details);
  }

  /** The address and its prefix length, for example {@code 192.0.2.10/24}. */
  @Override
  public String toString() {
    return address + "/" + prefixLength;
  }
}
