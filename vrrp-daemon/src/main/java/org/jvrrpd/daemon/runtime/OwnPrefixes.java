package org.jvrrpd.daemon.runtime;

import java.util.List;
import java.util.function.Predicate;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.kernel.AddressRequest;
import org.jvrrpd.daemon.kernel.InterfaceAddress;

/**
 * The IPv6 prefixes that an interface has by addresses of the host's own: the routes to them are
 * not ours to bring.
 *
 * @param own these addresses
 */
record OwnPrefixes(List<InterfaceAddress> own) {

  /** Those among all addresses of an interface. */
  static OwnPrefixes among(List<InterfaceAddress> present, Predicate<IpAddress> isVirtual) {
    return new OwnPrefixes(
        present.stream()
            .filter(each -> each.address().family() == AddressFamily.IPV6)
            .filter(each -> !isVirtual.test(each.address()))
            .toList());
  }

  /** The same requests, without routes that the host has. */
  List<AddressRequest> beside(List<AddressRequest> requests) {
    if (own.isEmpty()) {
      return requests;
    }
    return requests.stream()
        .map(each -> own.stream().anyMatch(each::sharesRouteWith) ? each.besideAnother() : each)
        .toList();
  }
}
