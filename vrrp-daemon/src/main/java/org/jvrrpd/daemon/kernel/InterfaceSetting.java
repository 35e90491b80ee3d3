package org.jvrrpd.daemon.kernel;

/**
 * A setting that each interface has of its own (ip-sysctl in the kernel's documentation).
 *
 * @param family {@code ipv4} or {@code ipv6}
 * @param name as under /proc/sys/net/FAMILY/conf/INTERFACE
 */
record InterfaceSetting(String family, String name) {
  static InterfaceSetting ipv4(String name) {
    return new InterfaceSetting("ipv4", name);
  }

  static InterfaceSetting ipv6(String name) {
    return new InterfaceSetting("ipv6", name);
  }
}
