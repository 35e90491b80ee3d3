package org.jvrrpd.lab;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What one host of a lab is called and which addresses its interface gets.
 *
 * @param name 1 to 15 characters, lower-case letters, digits and hyphens, beginning with a letter;
 *     also the name of its port on the bridge, hence the kernel's limit for interface names
 * @param addresses addresses of its interface as {@code ip addr add} takes them, each with its
 *     prefix length, in the order in which they are added; may be empty
 */
public record HostPlan(String name, List<String> addresses) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,14}");
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}/[0-9]{1,3}");

  /**
   * Checks the spelling; whether an address is one, {@code ip} decides.
   *
   * @throws IllegalArgumentException if the name or an address is not spelled as described, or the
   *     name is {@code switch} or {@code br0}, which the lab needs itself
   */
  public HostPlan {
    addresses = List.copyOf(addresses);
    if (!NAME.matcher(name).matches() || name.equals(Switch.NAME) || name.equals(Switch.BRIDGE)) {
      throw new IllegalArgumentException("\"" + name + "\" cannot be the name of a host in a lab");
    }
    for (String address : addresses) {
      if (!ADDRESS.matcher(address).matches()) {
        throw new IllegalArgumentException(
            "\"" + address + "\" of host " + name + " is not ADDRESS/PREFIXLENGTH");
      }
    }
  }

  /** A host with these addresses, for example {@code host("server1", "192.0.2.101/24")}. */
  public static HostPlan host(String name, String... addresses) {
    return new HostPlan(name, List.of(addresses));
  }
}
