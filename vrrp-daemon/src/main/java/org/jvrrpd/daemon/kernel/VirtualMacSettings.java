package org.jvrrpd.daemon.kernel;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The settings of macvlans and of the links below them. Confined to one thread. */
final class VirtualMacSettings {
  private static final String ALL = "all";

  /** Without it each of the two would answer ARP for the other's addresses. */
  private static final InterfaceSetting ARP_IGNORE = InterfaceSetting.ipv4("arp_ignore");

  /**
   * Without 2 the base would ask for a neighbour in the name of the VIP that it answers from, and
   * the neighbour would learn the base's Ethernet address for it.
   */
  private static final InterfaceSetting ARP_ANNOUNCE = InterfaceSetting.ipv4("arp_announce");

  private static final InterfaceSetting RP_FILTER = InterfaceSetting.ipv4("rp_filter");

  private record Value(InterfaceSetting setting, String value) {}

  /**
   * IPv6: no address but the VIPs, and those at once (addr_gen_mode 1 is "none"). All of it before
   * the link is up.
   */
  private static final List<Value> IPV6 =
      List.of(
          new Value(InterfaceSetting.ipv6("addr_gen_mode"), "1"),
          new Value(InterfaceSetting.ipv6("autoconf"), "0"),
          new Value(InterfaceSetting.ipv6("accept_ra"), "0"),
          new Value(InterfaceSetting.ipv6("dad_transmits"), "0"));

  private final InterfaceSettings settings = new InterfaceSettings();
  private final Set<Pair> pairs = new HashSet<>();

  private record Pair(String name, String baseName) {}

  /** Sets both links' up; only the base's are to be put back. */
  void apply(String name, String baseName) throws IOException {
    pairs.add(new Pair(name, baseName));
    settings.set(name, ARP_IGNORE, "1");
    settings.set(name, InterfaceSetting.ipv4("accept_local"), "1");
    settings.set(name, InterfaceSetting.ipv4("promote_secondaries"), "1");
    settings.set(name, RP_FILTER, sourceValidation());
    if (InterfaceSettings.exist("ipv6")) {
      for (Value each : IPV6) {
        settings.set(name, each.setting, each.value);
      }
    }
    settings.set(baseName, ARP_IGNORE, "1");
    settings.set(baseName, ARP_ANNOUNCE, "2");
  }

  /**
   * The way back to a sender leads over the base, so strict validation would drop what arrives
   * here. The kernel takes the greater of this value and that of all interfaces (ip-sysctl): where
   * that is 1, only the loose 2 helps, and nothing has to be changed for the others.
   */
  private static String sourceValidation() throws IOException {
    return InterfaceSettings.get(ALL, RP_FILTER).equals("0") ? "0" : "2";
  }

  /** Puts the base's back if there is no other link over it. The others' went with their link. */
  void forget(String name, String baseName) throws IOException {
    pairs.remove(new Pair(name, baseName));
    settings.restore(name);
    if (pairs.stream().noneMatch(pair -> pair.baseName.equals(baseName))) {
      settings.restore(baseName);
    }
  }
}
