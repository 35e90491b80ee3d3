package org.jvrrpd.daemon.runtime;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.AddressDetails;
import org.jvrrpd.daemon.config.VirtualAddress;
import org.jvrrpd.daemon.kernel.AddressFlag;
import org.jvrrpd.daemon.kernel.AddressRequest;
import org.jvrrpd.daemon.kernel.AddressScope;
import org.jvrrpd.daemon.kernel.AddressTraits;

/**
 * An address of an instance as the kernel is asked for it.
 *
 * @param device the interface that it is for; empty: the instance's own
 * @param request the address
 */
record HeldAddress(Optional<String> device, AddressRequest request) {
  static HeldAddress of(VirtualAddress configured) {
    return new HeldAddress(
        configured.device(),
        new AddressRequest(configured.address(), configured.prefixLength(), traits(configured)));
  }

  /** What its family has no use for is left out, as keepalived does. */
  private static AddressTraits traits(VirtualAddress configured) {
    AddressDetails details = configured.details();
    IpAddress address = configured.address();
    boolean ipv4 = address.family() == AddressFamily.IPV4;
    return new AddressTraits(
        details.label().filter(_ -> ipv4),
        details.scope().map(AddressScope::parse).orElseGet(OptionalInt::empty).orElse(0),
        details
            .broadcast()
            .filter(_ -> ipv4)
            .flatMap(word -> broadcast(word, address, configured.prefixLength())),
        details.peer().filter(each -> each.family() == address.family()),
        details.preferredLifetime().map(HeldAddress::seconds).orElseGet(OptionalInt::empty),
        flags(details.flags()));
  }

  private static Optional<IpAddress> broadcast(String word, IpAddress address, int prefixLength) {
    return switch (word) {
      case "+", "-" ->
          Optional.of(AddressRequest.broadcast(address, prefixLength, word.equals("+")));
      default -> IpAddress.parse(word).filter(each -> each.family() == AddressFamily.IPV4);
    };
  }

  private static OptionalInt seconds(String word) {
    if (word.equals("forever")) {
      return OptionalInt.of(Integer.MAX_VALUE);
    }
    try {
      return OptionalInt.of(Integer.parseUnsignedInt(word) & Integer.MAX_VALUE);
    } catch (NumberFormatException _) {
      return OptionalInt.empty();
    }
  }

  private static Set<AddressFlag> flags(Set<String> words) {
    Set<AddressFlag> flags = EnumSet.noneOf(AddressFlag.class);
    for (String word : words) {
      switch (word) {
        case "home" -> flags.add(AddressFlag.HOME);
        case "-nodad" -> flags.add(AddressFlag.DETECT_DUPLICATES);
        case "mngtmpaddr" -> flags.add(AddressFlag.MANAGE_TEMPORARY);
        case "noprefixroute" -> flags.add(AddressFlag.NO_PREFIX_ROUTE);
        case "autojoin" -> flags.add(AddressFlag.AUTOJOIN);
        default -> {}
      }
    }
    return flags;
  }

  @Override
  public String toString() {
    return request + device.map(name -> " on " + name).orElse("");
  }
}
