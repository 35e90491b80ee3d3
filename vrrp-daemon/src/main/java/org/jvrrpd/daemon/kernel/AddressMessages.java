package org.jvrrpd.daemon.kernel;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.Set;
import org.jvrrpd.core.packet.AddressFamily;

/** Writes the rtnetlink(7) requests of a batch: RTM_NEWADDR and RTM_DELADDR. */
final class AddressMessages {
  private AddressMessages() {}

  /**
   * Appends the request for the address of the batch at {@code index}. The kernel answers it only
   * if it fails.
   */
  static void write(ByteBuffer buffer, AddressBatch batch, int index, int sequence) {
    AddressRequest address = batch.addresses().get(index);
    boolean ipv6 = address.address().family() == AddressFamily.IPV6;
    boolean removal = batch.kind() == AddressBatch.Kind.REMOVE;
    int linkIndex =
        batch.kind() == AddressBatch.Kind.REHEARSE ? Integer.MAX_VALUE : batch.link().index();
    RouteRequest request =
        RouteRequest.begin(
                buffer,
                removal ? Rtnetlink.RTM_DELADDR : Rtnetlink.RTM_NEWADDR,
                removal
                    ? Rtnetlink.NLM_F_REQUEST
                    : Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_CREATE | Rtnetlink.NLM_F_REPLACE,
                sequence)
            .addressHeader(
                ipv6 ? Rtnetlink.AF_INET6 : Rtnetlink.AF_INET,
                address.prefixLength(),
                address.traits().scope(),
                linkIndex)
            .address(Rtnetlink.IFA_LOCAL, address.address())
            .address(Rtnetlink.IFA_ADDRESS, address.traits().peer().orElse(address.address()));
    if (!removal) {
      writeTraits(request, address, batch.validLifetimeSeconds());
    }
    request.end();
  }

  private static void writeTraits(
      RouteRequest request, AddressRequest address, OptionalInt validLifetimeSeconds) {
    AddressTraits traits = address.traits();
    traits.broadcast().ifPresent(each -> request.address(Rtnetlink.IFA_BROADCAST, each));
    traits.label().ifPresent(each -> request.text(Rtnetlink.IFA_LABEL, each));
    request.number(Rtnetlink.IFA_FLAGS, flags(address));
    request.octet(Rtnetlink.IFA_PROTO, AddressWriter.ADDRESS_PROTOCOL);
    int valid = validLifetimeSeconds.orElse(Rtnetlink.LIFETIME_FOREVER);
    request.lifetimes(preferredSeconds(address, valid), valid);
  }

  /** In an attribute, since the header's octet has no room for all. */
  private static int flags(AddressRequest address) {
    boolean ipv6 = address.address().family() == AddressFamily.IPV6;
    Set<AddressFlag> wanted = address.traits().flags();
    int flags = wanted.stream().mapToInt(AddressFlag::bits).reduce(0, (a, b) -> a | b);
    if (ipv6 && !wanted.contains(AddressFlag.DETECT_DUPLICATES)) {
      flags |= Rtnetlink.IFA_F_NODAD;
    }
    if (ipv6 && !address.bringsRoute()) {
      flags |= Rtnetlink.IFA_F_NOPREFIXROUTE;
    }
    return flags;
  }

  /** An IPv6 VIP alone in its prefix is never chosen as a source, unless somebody wants it to. */
  private static int preferredSeconds(AddressRequest address, int valid) {
    boolean alone =
        address.address().family() == AddressFamily.IPV6 && address.prefixLength() == 128;
    int wanted = address.traits().preferredSeconds().orElse(alone ? 0 : valid);
    return Integer.compareUnsigned(wanted, valid) > 0 || wanted == Integer.MAX_VALUE
        ? valid
        : wanted;
  }
}
