package org.jvrrpd.daemon.kernel;

import java.util.OptionalInt;

/** Where an address is valid: the numbers of linux/rtnetlink.h, RT_SCOPE_*. */
public final class AddressScope {
  /** Everywhere. */
  public static final int GLOBAL = 0;

  /** Inside the site, a word of IPv6's that Linux does not tell from global for IPv4. */
  public static final int SITE = 200;

  /** On its link. */
  public static final int LINK = 253;

  /** In this host. */
  public static final int HOST = 254;

  /** Nowhere. */
  public static final int NOWHERE = 255;

  private AddressScope() {}

  /**
   * The scope of a word as ip-address(8) has it: {@code global}, {@code site}, {@code link}, {@code
   * host}, {@code nowhere}, or a number of 0 to 255 as {@code 12} or {@code 0xc}. Empty for any
   * other; names from iproute2's file rt_scopes are not known.
   */
  public static OptionalInt parse(String word) {
    return switch (word) {
      case "global" -> OptionalInt.of(GLOBAL);
      case "site" -> OptionalInt.of(SITE);
      case "link" -> OptionalInt.of(LINK);
      case "host" -> OptionalInt.of(HOST);
      case "nowhere" -> OptionalInt.of(NOWHERE);
      default -> number(word);
    };
  }

  private static OptionalInt number(String word) {
    try {
      int number = Integer.decode(word);
      return number >= GLOBAL && number <= NOWHERE ? OptionalInt.of(number) : OptionalInt.empty();
    } catch (NumberFormatException _) {
      return OptionalInt.empty();
    }
  }
}
