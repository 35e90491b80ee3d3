package org.jvrrpd.daemon.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.IpAddress;

/** Reads the virtual addresses of one virtual router: {@code address}, then {@code addresses}. */
final class VipAddresses {
  /**
   * What fits beside the headers of IPv6 and VRRP into 1,500 bytes, the usual MTU; keepalived has
   * the same bound and leaves the rest unadvertised. Of IPv4, more fit than can be counted.
   */
  private static final int MOST_OF_IPV6 = (1500 - 40 - 8) / 16;

  private final Problems problems;

  VipAddresses(Problems problems) {
    this.problems = problems;
  }

  /**
   * A virtual address.
   *
   * @param address with its prefix length
   * @param place where it stands
   */
  record Placed(VirtualAddress address, Place place) {}

  /**
   * All of them, of one family and without repetitions, in the order of advertisements: that of the
   * file, except that over IPv6 link-local ones come first (RFC 9568 section 5.2.9).
   *
   * @param first the value of {@code address}
   * @param section holds {@code addresses} and {@code netmask}
   */
  List<Placed> read(Optional<Text> first, Section section) {
    List<Placed> placed = new ArrayList<>();
    first.flatMap(text -> address(text, section)).ifPresent(each -> add(each, placed));
    for (Text text : section.texts("addresses")) {
      address(text, section).ifPresent(each -> add(each, placed));
    }
    int most = family(placed) == AddressFamily.IPV6 ? MOST_OF_IPV6 : Advertisement.MAX_ADDRESSES;
    if (placed.size() > most) {
      problems.error(
          section.place("addresses"),
          "there are "
              + placed.size()
              + " virtual addresses, and one advertisement has room for "
              + most);
    }
    placed.sort(Comparator.comparing(each -> !comesFirst(each.address().address())));
    return List.copyOf(placed);
  }

  private static boolean comesFirst(IpAddress address) {
    return address.family() == AddressFamily.IPV6 && address.isLinkLocal();
  }

  /** The family of the first; IPv4 where there is none. */
  static AddressFamily family(List<Placed> placed) {
    return placed.isEmpty() ? AddressFamily.IPV4 : placed.getFirst().address().address().family();
  }

  private void add(Placed candidate, List<Placed> placed) {
    IpAddress address = candidate.address().address();
    if (!placed.isEmpty() && address.family() != family(placed)) {
      problems.error(
          candidate.place(),
          address
              + " is not of the family of "
              + placed.getFirst().address().address()
              + "; a virtual router has one");
    } else if (placed.stream().anyMatch(each -> each.address().address().equals(address))) {
      problems.error(candidate.place(), address + " is in the list already");
    } else {
      placed.add(candidate);
    }
  }

  /** An address, or an address with its prefix length as in {@code 192.0.2.10/24}. */
  private Optional<Placed> address(Text text, Section section) {
    int slash = text.value().indexOf('/');
    String literal = slash < 0 ? text.value() : text.value().substring(0, slash);
    Optional<IpAddress> address = Addresses.ofHost(literal);
    if (address.isEmpty()) {
      problems.error(text.place(), text.shown() + " is not the IP address of a host");
      return Optional.empty();
    }
    AddressFamily family = address.orElseThrow().family();
    return (slash < 0 ? netmask(section, family) : suffix(text, slash, section, family))
        .map(length -> new Placed(new VirtualAddress(address.orElseThrow(), length), text.place()));
  }

  private Optional<Integer> netmask(Section section, AddressFamily family) {
    int prefix =
        section
            .convert(
                mask -> Addresses.prefixLength(mask, family), expectedPrefix(family), "netmask")
            .orElse(family == AddressFamily.IPV4 ? 24 : 64);
    warnOfForeignMask(family, prefix, section.place("netmask"));
    return Optional.of(prefix);
  }

  private Optional<Integer> suffix(Text text, int slash, Section section, AddressFamily family) {
    if (section.has("netmask") && !section.has("addresses")) {
      problems.error(
          section.place("netmask"), "is there a second time, after the / of the address");
    }
    Text suffix =
        new Text(
            text.value().substring(slash + 1), text.written(), text.heldByFile(), text.place());
    Optional<Integer> prefix = Addresses.prefixLength(suffix, family);
    if (prefix.isEmpty()) {
      problems.error(text.place(), text.shown() + " does not end with " + expectedPrefix(family));
    }
    prefix.ifPresent(length -> warnOfForeignMask(family, length, text.place()));
    return prefix;
  }

  private static String expectedPrefix(AddressFamily family) {
    return "a prefix length (0 to " + family.addressBits() + ")";
  }

  /** The netmask that stayed when the address was changed to IPv6. */
  private void warnOfForeignMask(AddressFamily family, int prefixLength, Place place) {
    if (family == AddressFamily.IPV6 && prefixLength <= AddressFamily.IPV4.addressBits()) {
      problems.warning(
          place,
          "gives the IPv6 address a prefix of "
              + prefixLength
              + " bits, as if a whole provider's network were on this link; 64 is usual");
    }
  }
}
