package org.jvrrpd.daemon.config.running;

import java.util.List;
import org.jvrrpd.daemon.config.IpLine;
import org.jvrrpd.daemon.config.VirtualAddress;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;

/**
 * What is in place for as long as the daemon runs, whoever is MASTER. Immutable.
 *
 * @param addresses addresses, each with its interface
 * @param routes routes
 * @param rules rules
 */
public record StaticObjects(
    List<VirtualAddress> addresses, List<IpLine> routes, List<IpLine> rules) {
  /** Nothing. */
  public static final StaticObjects NONE = new StaticObjects(List.of(), List.of(), List.of());

  private static final String USUAL_INTERFACE = "eth0";

  /** Copies the lists. */
  public StaticObjects {
    addresses = List.copyOf(addresses);
    routes = List.copyOf(routes);
    rules = List.copyOf(rules);
  }

  /** What these words say. */
  static StaticObjects of(VrrpConfiguration words) {
    String usual = words.globals().defaultInterface().orElse(USUAL_INTERFACE);
    return new StaticObjects(
        words.staticAddresses().stream()
            .map(HeldObjects::address)
            .map(each -> each.device().isPresent() ? each : each.on(usual))
            .toList(),
        HeldObjects.lines(words.staticRoutes()),
        HeldObjects.lines(words.staticRules()));
  }
}
