package org.jvrrpd.daemon.kernel.command;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;

/**
 * The table of an {@link AcceptFilter} in the language of nft(8).
 *
 * @param name of the table, in the family inet
 * @param priority of its hook
 */
record FilterTable(String name, int priority) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,62}");

  /**
   * Packets to an address are dropped.
   *
   * @param interfaceName where; counts for a link-local address, which others may have elsewhere
   */
  record Refused(String interfaceName, IpAddress address) {}

  FilterTable {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name for a table of nftables: " + name);
    }
  }

  /** Takes the table away, whether it is there or not. */
  String removal() {
    return "add table inet " + name + "\ndelete table inet " + name + "\n";
  }

  /** Makes it anew with these addresses, in one transaction with the removal. */
  String script(Collection<Refused> refused) {
    return removal()
        + "table inet "
        + name
        + " {\n"
        + set("ipv4", "ipv4_addr", everywhere(refused, AddressFamily.IPV4))
        + set("ipv6", "ipv6_addr", everywhere(refused, AddressFamily.IPV6))
        + set("link_local", "ipv6_addr . ifname", onLinks(refused))
        + "chain input {\n"
        + ("type filter hook input priority " + priority + "; policy accept;\n")
        // The neighbours have to find the address all the same.
        + "icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept\n"
        + "ip daddr @ipv4 drop\n"
        + "ip6 daddr @ipv6 drop\n"
        + "ip6 daddr . iifname @link_local drop\n"
        + "}\n}\n";
  }

  private static Stream<String> everywhere(Collection<Refused> refused, AddressFamily family) {
    return refused.stream()
        .map(Refused::address)
        .filter(address -> address.family() == family && !isOfALink(address))
        .map(IpAddress::toString);
  }

  private static Stream<String> onLinks(Collection<Refused> refused) {
    return refused.stream()
        .filter(each -> isOfALink(each.address()))
        .map(each -> each.address() + " . \"" + each.interfaceName() + "\"");
  }

  private static boolean isOfALink(IpAddress address) {
    return address.family() == AddressFamily.IPV6 && address.isLinkLocal();
  }

  private static String set(String name, String type, Stream<String> elements) {
    String list = elements.distinct().collect(Collectors.joining(", "));
    String content = list.isEmpty() ? "" : "elements = { " + list + " }\n";
    return "set " + name + " {\ntype " + type + "\n" + content + "}\n";
  }
}
