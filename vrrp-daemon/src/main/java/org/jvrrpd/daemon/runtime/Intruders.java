package org.jvrrpd.daemon.runtime;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.daemon.kernel.AddressRequest;
import org.jvrrpd.daemon.kernel.AddressWriter;
import org.jvrrpd.daemon.kernel.InterfaceAddress;
import org.jvrrpd.daemon.kernel.Link;
import org.jvrrpd.daemon.log.RateLimited;
import org.jvrrpd.daemon.log.Severity;

/** Removes virtual addresses that no election of this process has put here. Event loop only. */
final class Intruders {
  private final Surroundings surroundings;
  private final RateLimited limited;

  Intruders(Surroundings surroundings, RateLimited limited) {
    this.surroundings = surroundings;
    this.limited = limited;
  }

  /**
   * A virtual address that is there before its election has begun is nobody's: a predecessor that
   * was killed, or a person, has left it.
   */
  void removeLeftOvers(Roster roster, Collection<Instance> newcomers) {
    Set<Instance> beginning = new HashSet<>(newcomers);
    for (Link link : surroundings.monitor().links()) {
      for (InterfaceAddress address : surroundings.monitor().addresses(link.index())) {
        roster.owners(address.address()).stream()
            .filter(each -> beginning.contains(each) && !each.settings().router().isOwner())
            .forEach(each -> remove(each, link, address));
      }
    }
  }

  /**
   * A VIP that somebody else puts here would be a second holder beside the MASTER.
   *
   * @param owners whose virtual address it is
   */
  void removeForeign(List<Instance> owners, InterfaceAddress address) {
    if (address.protocol() == AddressWriter.ADDRESS_PROTOCOL) {
      return;
    }
    for (Instance instance : owners) {
      if (!instance.isMaster() && !instance.settings().router().isOwner()) {
        surroundings.monitor().links().stream()
            .filter(link -> link.index() == address.linkIndex())
            .forEach(link -> remove(instance, link, address));
      }
    }
  }

  private void remove(Instance instance, Link link, InterfaceAddress address) {
    String whose = whose(address);
    limited.report(
        Severity.WARNING,
        instance.name(),
        "removing VIP from " + link.name(),
        whose,
        () ->
            "("
                + instance.name()
                + ") removing VIP "
                + address.address()
                + "/"
                + address.prefixLength()
                + " from "
                + link.name()
                + ": "
                + whose);
    if (address.address().family() == AddressFamily.IPV4) {
      try {
        surroundings.promoteSecondaries(link.name());
      } catch (IOException e) {
        surroundings.observer().failed(instance, e.toString());
      }
    }
    surroundings
        .writer()
        .remove(
            link,
            List.of(new AddressRequest(address.address(), address.prefixLength())),
            failure ->
                failure.ifPresent(
                    e -> surroundings.observer().failed(instance, String.valueOf(e.getMessage()))));
  }

  private static String whose(InterfaceAddress address) {
    if (address.protocol() == AddressWriter.ADDRESS_PROTOCOL) {
      return "a left-over of ours";
    }
    return address.validLifetimeSeconds().isPresent()
        ? "a lease, so probably a left-over of ours"
        : "configured permanently by somebody else, who should not";
  }
}
