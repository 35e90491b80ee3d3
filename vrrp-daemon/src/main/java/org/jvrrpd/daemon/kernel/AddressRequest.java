package org.jvrrpd.daemon.kernel;

import org.jvrrpd.core.packet.IpAddress;

/**
 * An address to install or to remove, with its prefix length.
 *
 * @param address the virtual IP address
 * @param prefixLength 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record AddressRequest(IpAddress address, int prefixLength) {
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

  /** As people write it, {@code 192.0.2.10/24}. */
  @Override
  public String toString() {
    return address + "/" + prefixLength;
  }
}
