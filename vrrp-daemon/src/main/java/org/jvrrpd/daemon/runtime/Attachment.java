package org.jvrrpd.daemon.runtime;

import java.util.Optional;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Reach;
import org.jvrrpd.daemon.config.InstanceConfiguration;

/**
 * Where on this host a virtual router lives. Those with an equal one share a {@link Segment}.
 *
 * @param family what it speaks
 * @param interfaceName the interface; empty: the one that holds {@code ownAddress}
 * @param ownAddress an address of this node that has to be on the interface, of either family
 * @param unicast whether it speaks to peers only; over IPv6 such a one need not be link-local
 */
record Attachment(
    AddressFamily family,
    Optional<String> interfaceName,
    Optional<IpAddress> ownAddress,
    boolean unicast) {

  static Attachment of(InstanceConfiguration configuration) {
    return new Attachment(
        configuration.family(),
        configuration.interfaceName(),
        configuration.ownAddress(),
        configuration.particulars().reach().filter(Reach.Peers.class::isInstance).isPresent());
  }

  /** The address that it speaks from, where that is no matter of what the interface has. */
  Optional<IpAddress> fixedSource() {
    return ownAddress.filter(this::canSpeakFrom);
  }

  boolean canSpeakFrom(IpAddress address) {
    boolean isChosen = unicast && ownAddress.filter(address::equals).isPresent();
    return isChosen
        ? address.family() == family
        : InstanceConfiguration.canAdvertiseFrom(address, family);
  }

  /** What is missing where there is no such interface. */
  Reason absence() {
    return interfaceName.isPresent() ? Reason.INTERFACE_MISSING : Reason.ADDRESS_MISSING;
  }

  /** The same in words. */
  String absenceInWords() {
    return interfaceName
        .map(name -> "there is no interface " + name)
        .or(() -> ownAddress.map(own -> "no interface holds " + own))
        .orElse("no interface is named");
  }

  /** In words: its interface's name, or which address that must hold. */
  String words() {
    return interfaceName.orElseGet(
        () -> "the interface of " + ownAddress.map(IpAddress::toString).orElse("nothing"));
  }
}
