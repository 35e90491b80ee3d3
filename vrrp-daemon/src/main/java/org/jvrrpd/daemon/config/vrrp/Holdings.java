package org.jvrrpd.daemon.config.vrrp;

import java.util.List;
import java.util.Optional;
import org.jvrrpd.daemon.config.statement.Location;

/**
 * What the MASTER holds.
 *
 * @param addresses the virtual addresses, in the order of the advertisement
 * @param excluded further ones, which are not advertised
 * @param routes its routes
 * @param rules its rules
 * @param accept where it says that it answers on its addresses
 * @param noAccept where it says that it does not unless it is their owner
 * @param meantToBeEmpty whether it says that it has no address on purpose
 */
public record Holdings(
    List<Address> addresses,
    List<Address> excluded,
    List<IpRouteLine> routes,
    List<IpRouteLine> rules,
    Optional<Location> accept,
    Optional<Location> noAccept,
    boolean meantToBeEmpty) {
  /** Copies the lists. */
  public Holdings {
    addresses = List.copyOf(addresses);
    excluded = List.copyOf(excluded);
    routes = List.copyOf(routes);
    rules = List.copyOf(rules);
  }
}
