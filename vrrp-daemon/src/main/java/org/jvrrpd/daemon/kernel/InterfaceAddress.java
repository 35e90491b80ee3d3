package org.jvrrpd.daemon.kernel;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;

/**
 * An address on an interface of this namespace (rtnetlink(7), RTM_NEWADDR).
 *
 * @param linkIndex the interface's number
 * @param address the host's own address
 * @param prefixLength 0 to 32 or 128; the same address may exist with two prefix lengths
 * @param scope 0 is global, 253 link, 254 host (linux/rtnetlink.h, RT_SCOPE_*)
 * @param flags IFA_F_* of linux/if_addr.h; 0x01 secondary, 0x40 tentative, 0x80 permanent
 * @param validLifetimeSeconds what was left of its lifetime when the kernel spoke of it; empty for
 *     an address that stays
 * @param protocol who installed it (IFA_PROTO): {@link AddressWriter#ADDRESS_PROTOCOL} is this
 *     program; 0 where nobody said so, and on kernels before 5.18
 */
public record InterfaceAddress(
    int linkIndex,
    IpAddress address,
    int prefixLength,
    int scope,
    int flags,
    OptionalLong validLifetimeSeconds,
    int protocol) {

  // struct ifaddrmsg (linux/if_addr.h).
  private static final int HEADER_BYTES = 8;
  private static final int FAMILY = 0;
  private static final int PREFIX_LENGTH = 1;
  private static final int FLAGS = 2;
  private static final int SCOPE = 3;
  private static final int LINK_INDEX = 4;

  /** What makes it one address and not another, to the kernel and here. */
  record Key(int linkIndex, IpAddress address, int prefixLength) {}

  Key key() {
    return new Key(linkIndex, address, prefixLength);
  }

  /**
   * Whether the kernel still asks the neighbours if somebody else has this IPv6 address (RFC 4862
   * section 5.4); nothing can be sent from it until then.
   */
  public boolean isTentative() {
    return (flags & Rtnetlink.IFA_F_TENTATIVE) != 0 && !isDuplicate();
  }

  /** Whether somebody else has this IPv6 address, so that the kernel does not use it. */
  public boolean isDuplicate() {
    return (flags & Rtnetlink.IFA_F_DADFAILED) != 0;
  }

  /** Whether {@code other} differs in nothing but the lifetime, as after a renewal. */
  boolean equalsButForLifetime(InterfaceAddress other) {
    return key().equals(other.key())
        && scope == other.scope
        && flags == other.flags
        && protocol == other.protocol;
  }

  /** Reads an RTM_NEWADDR or RTM_DELADDR; empty if it is malformed or of another family. */
  static Optional<InterfaceAddress> decode(ByteBuffer payload) {
    if (payload.remaining() < HEADER_BYTES) {
      return Optional.empty();
    }
    return switch (payload.get(FAMILY)) {
      case Rtnetlink.AF_INET -> decode(AddressFamily.IPV4, payload);
      case Rtnetlink.AF_INET6 -> decode(AddressFamily.IPV6, payload);
      default -> Optional.empty();
    };
  }

  private static Optional<InterfaceAddress> decode(AddressFamily family, ByteBuffer payload) {
    int prefixLength = Byte.toUnsignedInt(payload.get(PREFIX_LENGTH));
    if (prefixLength > family.addressBits()) {
      return Optional.empty();
    }
    RouteAttributes attributes = RouteAttributes.read(payload, HEADER_BYTES);
    int shortFlags = Byte.toUnsignedInt(payload.get(FLAGS));
    return attributes
        // On a point-to-point link IFA_ADDRESS is the peer's address; elsewhere they are equal.
        .address(Rtnetlink.IFA_LOCAL, family)
        .or(() -> attributes.address(Rtnetlink.IFA_ADDRESS, family))
        .map(
            address ->
                new InterfaceAddress(
                    payload.getInt(LINK_INDEX),
                    address,
                    prefixLength,
                    Byte.toUnsignedInt(payload.get(SCOPE)),
                    attributes.number(Rtnetlink.IFA_FLAGS).orElse(shortFlags),
                    validLifetime(attributes),
                    attributes
                        .exactly(Rtnetlink.IFA_PROTO, 1)
                        .map(value -> Byte.toUnsignedInt(value.get(0)))
                        .orElse(0)));
  }

  private static OptionalLong validLifetime(RouteAttributes attributes) {
    return attributes
        .atLeast(Rtnetlink.IFA_CACHEINFO, Rtnetlink.CACHEINFO_BYTES)
        .map(value -> value.getInt(Rtnetlink.CACHEINFO_VALID))
        .filter(seconds -> seconds != Rtnetlink.LIFETIME_FOREVER)
        .map(seconds -> OptionalLong.of(Integer.toUnsignedLong(seconds)))
        .orElseGet(OptionalLong::empty);
  }
}
