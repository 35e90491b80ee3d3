package org.jvrrpd.daemon.kernel;

import java.nio.charset.StandardCharsets;
import org.jvrrpd.core.packet.AddressFamily;

/**
 * A link that has an Ethernet address of its own on the segment of another one (a macvlan).
 *
 * @param name of the link to make, 1 to 15 bytes
 * @param base the link below it; its index and name count
 * @param address its Ethernet address
 */
public record VirtualMacRequest(String name, Link base, MacAddress address) {
  /** IFNAMSIZ of linux/if.h, without the NUL. */
  private static final int MAX_NAME_BYTES = 15;

  /** 00-00-5E-00-01-{VRID} for IPv4, 00-00-5E-00-02-{VRID} for IPv6 (RFC 9568 section 7.3). */
  private static final long IPV4_PREFIX = 0x00_00_5e_00_01_00L;

  private static final long IPV6_PREFIX = 0x00_00_5e_00_02_00L;

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if no interface can have it
   */
  public VirtualMacRequest {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    // What dev_valid_name() of the kernel's net/core/dev.c refuses.
    if (bytes == 0
        || bytes > MAX_NAME_BYTES
        || name.equals(".")
        || name.equals("..")
        || !name.chars().allMatch(c -> c > ' ' && c != '/' && c != ':')) {
      throw new IllegalArgumentException("not an interface's name: " + name);
    }
  }

  /**
   * The link of a virtual router as keepalived names it: {@code vrrp.VRID}.
   *
   * @param vrid 1 to 255
   * @param family of its addresses, which decides about the Ethernet address
   * @param base its interface
   */
  public static VirtualMacRequest of(int vrid, AddressFamily family, Link base) {
    return new VirtualMacRequest("vrrp." + vrid, base, address(vrid, family));
  }

  /**
   * The Ethernet address of a virtual router.
   *
   * @param vrid 1 to 255
   */
  public static MacAddress address(int vrid, AddressFamily family) {
    return new MacAddress((family == AddressFamily.IPV6 ? IPV6_PREFIX : IPV4_PREFIX) + vrid);
  }

  /** For messages, {@code vrrp.51 over eth0}. */
  @Override
  public String toString() {
    return name + " over " + base.name();
  }
}
