package org.jvrrpd.core.packet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An IPv4 or IPv6 address as a number. Ordered as VRRP compares addresses: unsigned, in network
 * byte order (RFC 9568 section 6.4.3); every IPv4 address comes before every IPv6 one.
 *
 * @param family the address family
 * @param high the upper 64 bits of an IPv6 address; 0 for IPv4
 * @param low the lower 64 bits of an IPv6 address; the 32 bits of an IPv4 one, not sign-extended
 */
public record IpAddress(AddressFamily family, long high, long low)
    implements Comparable<IpAddress> {

  private static final long IPV4_MASK = 0xffff_ffffL;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if an IPv4 address has bits beyond its 32
   */
  public IpAddress {
    if (family == AddressFamily.IPV4 && (high != 0 || (low & ~IPV4_MASK) != 0)) {
      throw new IllegalArgumentException("an IPv4 address has 32 bits");
    }
  }

  /** The IPv4 address with these 32 bits, the first octet in the most significant byte. */
  public static IpAddress ofIpv4(int bits) {
    return new IpAddress(AddressFamily.IPV4, 0, bits & IPV4_MASK);
  }

  /** The IPv6 address with these 128 bits. */
  public static IpAddress ofIpv6(long high, long low) {
    return new IpAddress(AddressFamily.IPV6, high, low);
  }

  /**
   * Reads an address of {@code family} from the buffer's position and moves the position past it.
   */
  public static IpAddress read(AddressFamily family, ByteBuffer buffer) {
    return switch (family) {
      case IPV4 -> ofIpv4(buffer.getInt());
      case IPV6 -> ofIpv6(buffer.getLong(), buffer.getLong());
    };
  }

  /** Reads an address of {@code family} at the absolute {@code index}; the position stays. */
  public static IpAddress readAt(AddressFamily family, ByteBuffer buffer, int index) {
    return switch (family) {
      case IPV4 -> ofIpv4(buffer.getInt(index));
      case IPV6 -> ofIpv6(buffer.getLong(index), buffer.getLong(index + Long.BYTES));
    };
  }

  /**
   * The address in {@code bytes}, in network byte order.
   *
   * @throws IllegalArgumentException if there are neither 4 nor 16 bytes
   */
  public static IpAddress of(byte[] bytes) {
    return switch (bytes.length) {
      case 4 -> read(AddressFamily.IPV4, ByteBuffer.wrap(bytes));
      case 16 -> read(AddressFamily.IPV6, ByteBuffer.wrap(bytes));
      default -> throw new IllegalArgumentException("an address has 4 or 16 bytes");
    };
  }

  /**
   * The address that a literal spells: four decimal octets, or RFC 4291 section 2.2 for IPv6,
   * without a zone. Host names are never looked up.
   */
  public static Optional<IpAddress> parse(String literal) {
    try {
      if (literal.indexOf(':') >= 0) {
        return literal.indexOf('%') >= 0 || literal.indexOf('[') >= 0
            ? Optional.empty()
            : Optional.of(of(InetAddress.ofLiteral(literal).getAddress()))
                .filter(address -> address.family == AddressFamily.IPV6);
      }
      return parseIpv4(literal);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Exactly four octets: the JDK's parser also takes {@code 10.1} for 10.0.0.1. */
  private static Optional<IpAddress> parseIpv4(String literal) {
    String[] octets = literal.split("\\.", -1);
    if (octets.length != 4) {
      return Optional.empty();
    }
    int bits = 0;
    for (String octet : octets) {
      boolean plain = octet.length() <= 3 && octet.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!plain || octet.isEmpty() || (octet.length() > 1 && octet.charAt(0) == '0')) {
        return Optional.empty();
      }
      int value = Integer.parseInt(octet);
      if (value > 0xff) {
        return Optional.empty();
      }
      bits = bits << 8 | value;
    }
    return Optional.of(ofIpv4(bits));
  }

  /** Writes the address at the buffer's position, 4 or 16 bytes in network byte order. */
  public void write(ByteBuffer buffer) {
    if (family == AddressFamily.IPV6) {
      buffer.putLong(high).putLong(low);
    } else {
      buffer.putInt((int) low);
    }
  }

  /** The address as 4 or 16 bytes in network byte order. */
  public byte[] toBytes() {
    byte[] bytes = new byte[family.addressLength()];
    write(ByteBuffer.wrap(bytes));
    return bytes;
  }

  /** The 32 bits of an IPv4 address, the first octet in the most significant byte. */
  public int ipv4Bits() {
    if (family != AddressFamily.IPV4) {
      throw new IllegalStateException(this + " is not an IPv4 address");
    }
    return (int) low;
  }

  /** Whether the first {@code prefixLength} bits (0 to 32 or 128) are those of {@code other}. */
  public boolean sharesPrefix(IpAddress other, int prefixLength) {
    if (family != other.family) {
      return false;
    }
    if (family == AddressFamily.IPV4) {
      return ((low ^ other.low) & mask(prefixLength, 32)) == 0;
    }
    return ((high ^ other.high) & mask(Math.min(prefixLength, 64), 64)) == 0
        && ((low ^ other.low) & mask(Math.max(prefixLength - 64, 0), 64)) == 0;
  }

  private static long mask(int prefixLength, int bits) {
    return prefixLength == 0 ? 0 : -1L << (bits - prefixLength);
  }

  /** Whether this is in 169.254.0.0/16 or fe80::/10. */
  public boolean isLinkLocal() {
    return family == AddressFamily.IPV4 ? low >>> 16 == 0xa9fe : high >>> 54 == 0xfe80L >>> 6;
  }

  /** Whether this is in 224.0.0.0/4 or ff00::/8. */
  public boolean isMulticast() {
    return family == AddressFamily.IPV4 ? low >>> 28 == 0xe : high >>> 56 == 0xff;
  }

  @Override
  public int compareTo(IpAddress other) {
    int byFamily = family.compareTo(other.family);
    if (byFamily != 0) {
      return byFamily;
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** The address as people write it; IPv6 in the form of RFC 5952. */
  @Override
  public String toString() {
    return family == AddressFamily.IPV4 ? ipv4Text() : ipv6Text();
  }

  private String ipv4Text() {
    return (low >>> 24) + "." + (low >>> 16 & 0xff) + "." + (low >>> 8 & 0xff) + "." + (low & 0xff);
  }

  private String ipv6Text() {
    int[] groups = new int[8];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = (int) ((i < 4 ? high >>> (48 - 16 * i) : low >>> (112 - 16 * i)) & 0xffff);
    }
    int longest = 0;
    int longestAt = -1;
    for (int i = 0; i < groups.length; i++) {
      int run = i;
      while (run < groups.length && groups[run] == 0) {
        run++;
      }
      if (run - i > Math.max(longest, 1)) {
        longest = run - i;
        longestAt = i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < groups.length; i++) {
      if (i == longestAt) {
        text.append("::");
        i += longest - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  /** The JDK's form of this address. */
  public InetAddress toInetAddress() {
    try {
      return InetAddress.getByAddress(toBytes());
    } catch (UnknownHostException e) {
      throw new AssertionError("4 and 16 bytes are an address", e);
    }
  }
}
