package org.jvrrpd.daemon.runtime;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.VirtualMacInterface;
import org.jvrrpd.daemon.jna.SystemCallException;
import org.jvrrpd.daemon.kernel.Link;
import org.jvrrpd.daemon.transport.VrrpInterface;

/**
 * Through which link of an interface's sockets an instance's advertisements leave: the interface
 * itself, or the macvlan of the instance. Event loop only.
 */
final class Departures {
  private final Surroundings surroundings;

  Departures(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  private Optional<Link> macvlan(Instance instance) {
    return surroundings.belongings().virtualMacs().transmitting(instance);
  }

  /** The names of all macvlans that these instances want, whether they are there or not. */
  static Set<String> macvlans(Collection<Instance> instances) {
    return instances.stream()
        .flatMap(each -> each.settings().particulars().virtualMac().stream())
        .map(VirtualMacInterface::name)
        .collect(Collectors.toSet());
  }

  /** So that a first advertisement finds everything there. */
  void prepare(VrrpInterface sockets, Instance instance) {
    Optional<Link> macvlan = macvlan(instance);
    for (IpAddress destination : instance.settings().router().reach().destinations()) {
      if (macvlan.isEmpty()) {
        sockets.prepare(destination);
        continue;
      }
      try {
        sockets.prepareThrough(macvlan.get().name(), macvlan.get().index(), destination);
      } catch (SystemCallException _) {
        // The macvlan may not be up yet. Sending tries again, and reports.
      }
    }
  }

  /** Sends a message at once, as {@link VrrpInterface#send} does. */
  void send(
      VrrpInterface sockets,
      Instance instance,
      ByteBuffer message,
      IpAddress destination,
      int hopLimit)
      throws SystemCallException {
    Optional<Link> macvlan = macvlan(instance);
    if (macvlan.isPresent()) {
      sockets.sendThrough(
          macvlan.get().name(), macvlan.get().index(), message, destination, hopLimit);
    } else {
      sockets.send(message, destination, hopLimit);
    }
  }
}
