package org.jvrrpd.core.packet;

/**
 * What the IP header around an advertisement said.
 *
 * @param source the sender's primary address
 * @param destination the group, or the receiver itself under unicast; of the source's family
 * @param hopLimit the TTL or hop limit that was left on arrival, 0 to 255
 */
public record Envelope(IpAddress source, IpAddress destination, int hopLimit) {

  /** The IP protocol and next header number of VRRP. */
  public static final int PROTOCOL = 112;

  /** What senders set and receivers require, so that nothing comes from beyond the link. */
  public static final int HOP_LIMIT = 255;

  private static final IpAddress IPV4_GROUP = IpAddress.ofIpv4(0xe000_0012);
  private static final IpAddress IPV6_GROUP = IpAddress.ofIpv6(0xff02L << 48, 0x12);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the addresses differ in family or the hop limit is no byte
   */
  public Envelope {
    if (source.family() != destination.family()) {
      throw new IllegalArgumentException("source and destination are of different families");
    }
    if (hopLimit < 0 || hopLimit > 255) {
      throw new IllegalArgumentException("hop limit " + hopLimit + " is not in 0 to 255");
    }
  }

  /** The family of both addresses. */
  public AddressFamily family() {
    return source.family();
  }

  /**
   * The group to which a family's advertisements are sent: 224.0.0.18 (RFC 9568 section 5.1.1.2) or
   * ff02::12 (section 5.1.2.2).
   */
  public static IpAddress group(AddressFamily family) {
    return family == AddressFamily.IPV4 ? IPV4_GROUP : IPV6_GROUP;
  }
}
