package org.jvrrpd.daemon.config;

import java.util.Optional;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;

/** Which addresses and masks can belong to a host. */
final class Addresses {
  private Addresses() {}

  /** The address of one host that a text spells. */
  static Optional<IpAddress> ofHost(String text) {
    return IpAddress.parse(text).filter(address -> !address.isMulticast() && isHost(address));
  }

  /** Neither "this network", loopback nor reserved (RFC 6890). */
  private static boolean isHost(IpAddress address) {
    if (address.family() == AddressFamily.IPV6) {
      return address.high() != 0 || Long.compareUnsigned(address.low(), 1) > 0;
    }
    int firstOctet = address.ipv4Bits() >>> 24;
    return firstOctet != 0 && firstOctet != 127 && firstOctet < 224;
  }

  /** A prefix length in bits from a number or, for IPv4, a dotted mask without holes. */
  static Optional<Integer> prefixLength(Text text, AddressFamily family) {
    return family == AddressFamily.IPV4 && text.value().indexOf('.') >= 0
        ? IpAddress.parse(text.value()).flatMap(mask -> prefixLength(mask.ipv4Bits()))
        : text.wholeNumber(0, family.addressBits());
  }

  private static Optional<Integer> prefixLength(int mask) {
    int length = Integer.bitCount(mask);
    boolean contiguous = Integer.numberOfTrailingZeros(mask) == Integer.SIZE - length;
    return contiguous ? Optional.of(length) : Optional.empty();
  }

  /**
   * Whether an address stands for its subnet or for everybody in it (RFC 1122 3.2.1.3), or for any
   * of its routers (RFC 4291 2.6.1).
   */
  static boolean isSubnetOrBroadcast(VirtualAddress virtual) {
    if (virtual.address().family() == AddressFamily.IPV6) {
      return virtual.prefixLength() <= 64 && virtual.address().low() == 0;
    }
    if (virtual.prefixLength() > 30) {
      return false;
    }
    int hostBits = virtual.address().ipv4Bits() & (-1 >>> virtual.prefixLength());
    return hostBits == 0 || hostBits == -1 >>> virtual.prefixLength();
  }
}
