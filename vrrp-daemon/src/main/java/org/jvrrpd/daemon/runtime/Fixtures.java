package org.jvrrpd.daemon.runtime;

import java.util.List;
import java.util.OptionalInt;
import org.jvrrpd.daemon.config.running.StaticObjects;
import org.jvrrpd.daemon.kernel.AddressRequest;
import org.jvrrpd.daemon.kernel.InterfaceAddress;

/**
 * What is in place from the start of the daemon to its end, whoever is MASTER (keepalived.conf(5),
 * static_ipaddress and the like). What somebody removes is put back. Event loop only.
 */
final class Fixtures {
  private final Surroundings surroundings;
  private final Lines lines;
  private final LinkAddresses kernel;
  private List<HeldAddress> addresses = List.of();

  Fixtures(Surroundings surroundings, Lines lines) {
    this.surroundings = surroundings;
    this.lines = lines;
    this.kernel = new LinkAddresses(surroundings);
  }

  /** Puts these in place, in the place of those before. */
  void put(StaticObjects wanted) {
    List<HeldAddress> before = addresses;
    addresses = wanted.addresses().stream().map(HeldAddress::of).toList();
    kernel.remove(
        null, before.stream().filter(each -> !addresses.contains(each)).toList(), _ -> {});
    restore();
    lines.hold(this, wanted.routes(), wanted.rules());
  }

  /** Puts back what is not there, as after a link has come. */
  void restore() {
    kernel
        .byLink(null, addresses)
        .forEach(
            (link, requests) -> {
              List<InterfaceAddress> present = surroundings.monitor().addresses(link.index());
              List<AddressRequest> missing =
                  requests.stream()
                      .filter(each -> present.stream().noneMatch(each::describes))
                      .toList();
              if (!missing.isEmpty()) {
                surroundings
                    .writer()
                    .install(
                        link,
                        missing,
                        OptionalInt.empty(),
                        failure ->
                            failure.ifPresent(e -> surroundings.log().warning(e.getMessage())));
              }
            });
  }

  /** An address is gone from some interface. */
  void addressGone(InterfaceAddress gone) {
    if (addresses.stream().anyMatch(each -> each.request().describes(gone))) {
      restore();
    }
  }

  /** Takes everything away. */
  void clear() {
    put(StaticObjects.NONE);
  }
}
