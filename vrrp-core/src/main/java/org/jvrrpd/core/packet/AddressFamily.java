package org.jvrrpd.core.packet;

/** The two families of IP addresses that VRRP protects. A virtual router belongs to one of them. */
public enum AddressFamily {
  IPV4(4),
  IPV6(16);

  private final int addressLength;

  AddressFamily(int addressLength) {
    this.addressLength = addressLength;
  }

  /** The length of an address in bytes: 4 or 16. */
  public int addressLength() {
    return addressLength;
  }

  /** The longest prefix in bits: 32 or 128. */
  public int addressBits() {
    return addressLength * Byte.SIZE;
  }
}
