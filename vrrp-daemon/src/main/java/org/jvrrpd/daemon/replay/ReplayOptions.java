package org.jvrrpd.daemon.replay;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jvrrpd.core.packet.IpAddress;

/**
 * What is wanted of a capture.
 *
 * @param vrids the VRIDs that are ours, 1 to 255; all where it is empty
 * @param standIn in whose place one of our routers is put
 * @param priority its priority, 1 to 255; that of the one whose place it takes where it is empty
 */
public record ReplayOptions(Set<Integer> vrids, Optional<IpAddress> standIn, OptionalInt priority) {

  /** Keeps its own copy. */
  public ReplayOptions {
    vrids = Set.copyOf(vrids);
  }

  boolean isOurs(RouterKey router) {
    return vrids.isEmpty() || vrids.contains(router.vrid());
  }
}
