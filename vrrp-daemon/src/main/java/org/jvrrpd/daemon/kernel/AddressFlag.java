package org.jvrrpd.daemon.kernel;

/** What somebody may say of an address they install, in the words of ip-address(8). */
public enum AddressFlag {
  /** {@code home}: the home address of a mobile host (RFC 6275); IPv6 only. */
  HOME(0x10),
  /** {@code mngtmpaddr}: the kernel makes temporary addresses of its prefix; IPv6 only. */
  MANAGE_TEMPORARY(0x100),
  /** {@code noprefixroute}: no route to its prefix comes with it. */
  NO_PREFIX_ROUTE(0x200),
  /** {@code autojoin}: the host joins the multicast group that it is. */
  AUTOJOIN(0x400),
  /**
   * The neighbours are asked whether somebody has it already (RFC 4862 section 5.4), which takes a
   * second in which it is of no use; by default nobody is asked. IPv6 only.
   */
  DETECT_DUPLICATES(0);

  private final int bits;

  AddressFlag(int bits) {
    this.bits = bits;
  }

  /** IFA_F_* of linux/if_addr.h. */
  int bits() {
    return bits;
  }
}
