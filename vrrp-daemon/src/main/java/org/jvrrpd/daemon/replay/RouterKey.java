package org.jvrrpd.daemon.replay;

import java.util.Comparator;
import org.jvrrpd.core.packet.AddressFamily;

/**
 * What tells virtual routers apart: the same VRID over IPv4 and over IPv6 is two of them (RFC 9568
 * section 1.7), and on two networks as well.
 *
 * @param interfaceId the number of the interface at which it was captured
 * @param vlan the VLAN, 0 without a tag
 * @param family the address family
 * @param vrid 1 to 255
 */
record RouterKey(int interfaceId, int vlan, AddressFamily family, int vrid)
    implements Comparable<RouterKey> {
  private static final Comparator<RouterKey> ORDER =
      Comparator.comparingInt(RouterKey::vrid)
          .thenComparing(RouterKey::family)
          .thenComparingInt(RouterKey::vlan)
          .thenComparingInt(RouterKey::interfaceId);

  private static final int INNER_TAG = 0xfff;
  private static final int TAG_BITS = 12;

  @Override
  public int compareTo(RouterKey other) {
    return ORDER.compare(this, other);
  }

  /** The family as {@code status} spells it. */
  String familyName() {
    return switch (family) {
      case IPV4 -> "IPv4";
      case IPV6 -> "IPv6";
    };
  }

  /** The VLAN as people write it: 36, or 2.36 where one tag is around another; empty without. */
  String vlanName() {
    if (vlan == 0) {
      return "";
    }
    int outer = vlan >>> TAG_BITS;
    return outer == 0 ? Integer.toString(vlan) : outer + "." + (vlan & INNER_TAG);
  }

  /** For a heading, for example {@code VRID 51, IPv4, VLAN 36}. */
  String words(boolean severalInterfaces) {
    return "VRID "
        + vrid
        + ", "
        + familyName()
        + (vlan == 0 ? "" : ", VLAN " + vlanName())
        + (severalInterfaces ? ", interface " + interfaceId : "");
  }
}
