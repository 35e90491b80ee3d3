package org.jvrrpd.daemon.runtime;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.daemon.kernel.command.AcceptFilter;

/**
 * Refuses packets to the virtual addresses of instances that are not to accept them (RFC 9568
 * section 6.1, Accept_Mode), for as long as the instance is there: whoever does not hold an address
 * gets no packets for it, so that a take-over need not wait for the filter. Nothing is opened for a
 * daemon whose instances all accept. Event loop only.
 */
final class Acceptance implements AutoCloseable {
  /** Before the usual filters, which have 0. */
  private static final int PRIORITY = -1;

  private final Surroundings surroundings;
  private final IdentityHashMap<Instance, Map<String, List<IpAddress>>> refused =
      new IdentityHashMap<>();
  private @Nullable AcceptFilter filter;

  Acceptance(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Goes by the instance's present settings. */
  void review(Instance instance) {
    RouterSettings settings = instance.settings().router();
    boolean accepts = settings.acceptMode() || settings.isOwner();
    change(instance, accepts ? Map.of() : addresses(instance.settings()));
  }

  /** The instance is gone. */
  void forget(Instance instance) {
    change(instance, Map.of());
  }

  private void change(Instance instance, Map<String, List<IpAddress>> wanted) {
    Map<String, List<IpAddress>> before = refused.getOrDefault(instance, Map.of());
    if (before.equals(wanted)) {
      return;
    }
    if (wanted.isEmpty()) {
      refused.remove(instance);
    } else {
      refused.put(instance, wanted);
    }
    AcceptFilter nft = filter(instance);
    Consumer<Optional<String>> report =
        failure -> failure.ifPresent(why -> surroundings.observer().failed(instance, why));
    wanted.forEach((name, addresses) -> nft.refuse(name, addresses, report));
    before.forEach(
        (name, addresses) -> {
          List<IpAddress> gone = new ArrayList<>(addresses);
          gone.removeAll(wanted.getOrDefault(name, List.of()));
          nft.accept(name, gone, report);
        });
  }

  /** By the names of the interfaces that they are installed on. */
  private static Map<String, List<IpAddress>> addresses(InstanceSettings settings) {
    Map<String, List<IpAddress>> addresses = new LinkedHashMap<>();
    for (HeldAddress each : settings.held()) {
      each.device()
          .or(() -> settings.attachment().interfaceName())
          .ifPresent(
              name ->
                  addresses
                      .computeIfAbsent(name, _ -> new ArrayList<>())
                      .add(each.request().address()));
    }
    return addresses;
  }

  /**
   * Its table bears the name of the first virtual router, which no other daemon here speaks for.
   */
  private AcceptFilter filter(Instance first) {
    if (filter == null) {
      RouterSettings router = first.settings().router();
      String name =
          "jvrrpd-"
              + router.vrid()
              + "-"
              + first.settings().attachment().words().replaceAll("[^A-Za-z0-9]+", "-");
      filter =
          new AcceptFilter(
              name.substring(0, Math.min(name.length(), 60)), PRIORITY, surroundings.loop());
      filter.removeLeftOver(
          failure -> failure.ifPresent(why -> surroundings.observer().failed(first, why)));
    }
    return filter;
  }

  /** Removes the table. */
  @Override
  public void close() {
    if (filter != null) {
      filter.close();
    }
  }
}
