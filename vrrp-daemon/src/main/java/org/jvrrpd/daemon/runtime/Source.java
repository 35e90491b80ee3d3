package org.jvrrpd.daemon.runtime;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.kernel.InterfaceAddress;
import org.jvrrpd.daemon.kernel.Link;

/** The address from which virtual routers speak on an interface, or why there is none. */
sealed interface Source {

  /** An address that can be used now. */
  record Usable(IpAddress address) implements Source {}

  /**
   * None.
   *
   * @param detail why, in words
   */
  record Missing(String detail) implements Source {}

  /**
   * Looks for one among what an interface has: the attachment's own address if it will do, else the
   * one that was used before, else the first that the kernel lists and that is not virtual, as
   * keepalived does. An IPv6 address for which duplicate address detection has not ended cannot be
   * sent from (RFC 4862 section 5.4).
   *
   * @param present all addresses of {@code link}
   * @param before what was found the last time; null if there was nothing
   * @param isVirtual tells virtual addresses of this node's from its own
   */
  static Source on(
      Link link,
      List<InterfaceAddress> present,
      Attachment attachment,
      @Nullable IpAddress before,
      Predicate<IpAddress> isVirtual) {
    Optional<IpAddress> own = attachment.ownAddress();
    if (own.isPresent() && present.stream().noneMatch(each -> own.get().equals(each.address()))) {
      return new Missing(own.get() + " is not on " + link.name());
    }
    Optional<IpAddress> fixed = attachment.fixedSource();
    List<InterfaceAddress> candidates =
        present.stream()
            .filter(each -> attachment.canSpeakFrom(each.address()))
            .filter(
                each ->
                    fixed.isPresent()
                        ? fixed.get().equals(each.address())
                        : !isVirtual.test(each.address()))
            .toList();
    List<IpAddress> usable =
        candidates.stream()
            .filter(each -> !each.isTentative() && !each.isDuplicate())
            .map(InterfaceAddress::address)
            .toList();
    if (usable.isEmpty()) {
      return new Missing(whyNone(link, attachment.family(), candidates));
    }
    return new Usable(before != null && usable.contains(before) ? before : usable.getFirst());
  }

  private static String whyNone(
      Link link, AddressFamily family, List<InterfaceAddress> candidates) {
    if (candidates.isEmpty()) {
      return switch (family) {
        case IPV4 -> link.name() + " has no IPv4 address of its own";
        case IPV6 ->
            link.name()
                + " has no link-local IPv6 address; look at net.ipv6.conf."
                + link.name()
                + ".disable_ipv6 and addr_gen_mode";
      };
    }
    InterfaceAddress first = candidates.getFirst();
    return first.isDuplicate()
        ? first.address() + " of " + link.name() + " is another host's too, says the kernel"
        : first.address()
            + " of "
            + link.name()
            + " is tentative: the kernel still asks whether another host has it";
  }
}
