package org.jvrrpd.daemon.runtime;

import java.util.IdentityHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.daemon.config.VirtualMacInterface;
import org.jvrrpd.daemon.kernel.Link;
import org.jvrrpd.daemon.kernel.MacAddress;
import org.jvrrpd.daemon.kernel.VirtualMacLinks;
import org.jvrrpd.daemon.kernel.VirtualMacRequest;

/**
 * The macvlans of instances that want one, made when their interface is there. An instance whose
 * macvlan is missing lacks an interface. Nothing is opened for a daemon without any. Event loop
 * only.
 */
final class VirtualMacs implements AutoCloseable {
  private final Surroundings surroundings;
  private final IdentityHashMap<Instance, VirtualMacRequest> made = new IdentityHashMap<>();
  private @Nullable VirtualMacLinks links;

  VirtualMacs(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Makes what the instance wants now.
   *
   * @param base its interface; null while there is none
   */
  void review(Instance instance, @Nullable Link base) {
    Optional<VirtualMacInterface> wanted = instance.settings().particulars().virtualMac();
    if (wanted.isEmpty() || base == null) {
      if (wanted.isEmpty()) {
        forget(instance);
      }
      return;
    }
    VirtualMacRequest request = request(instance.settings(), wanted.get(), base);
    VirtualMacRequest before = made.get(instance);
    boolean isThere = surroundings.monitor().link(request.name()).isPresent();
    if (before != null && same(before, request) && isThere) {
      return;
    }
    if (before != null && !before.name().equals(request.name())) {
      forget(instance);
    }
    made.put(instance, request);
    // When it is there, the monitor says so, and everybody looks again.
    links()
        .make(
            request,
            _ -> {},
            failure -> {
              made.remove(instance, request);
              surroundings.observer().failed(instance, String.valueOf(failure.getMessage()));
            });
  }

  private static boolean same(VirtualMacRequest one, VirtualMacRequest other) {
    return one.name().equals(other.name())
        && one.address().equals(other.address())
        && one.base().index() == other.base().index();
  }

  private static VirtualMacRequest request(
      InstanceSettings settings, VirtualMacInterface wanted, Link base) {
    int vrid = settings.router().vrid();
    MacAddress usual = VirtualMacRequest.address(vrid, settings.family());
    return new VirtualMacRequest(
        wanted.name(), base, wanted.macAddress().flatMap(MacAddress::parse).orElse(usual));
  }

  /**
   * The macvlan from which an instance's advertisements leave, so that switches learn where the
   * virtual MAC address is. Over IPv6 they leave from the link below: a macvlan has no link-local
   * address but those of the MASTER.
   */
  Optional<Link> transmitting(Instance instance) {
    InstanceSettings settings = instance.settings();
    return settings.family() == AddressFamily.IPV6
        ? Optional.empty()
        : settings
            .particulars()
            .virtualMac()
            .filter(each -> !each.transmitFromBase())
            .flatMap(each -> surroundings.monitor().link(each.name()));
  }

  /** The instance needs none any more. */
  void forget(Instance instance) {
    VirtualMacRequest gone = made.remove(instance);
    if (gone != null) {
      links()
          .remove(
              gone.name(),
              failure ->
                  failure.ifPresent(
                      e -> surroundings.log().warning(String.valueOf(e.getMessage()))));
    }
  }

  private VirtualMacLinks links() {
    if (links == null) {
      links = new VirtualMacLinks(surroundings.loop());
    }
    return links;
  }

  /** Removes all of them. */
  @Override
  public void close() {
    if (links != null) {
      links.close();
    }
  }
}
