package org.jvrrpd.daemon.transport;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Reach;

/**
 * What an interface's sockets let through to the election.
 *
 * @param vrids the configured virtual routers, each 1 to 255
 * @param groups the multicast groups that are joined
 * @param anyHopLimit whether a hop limit other than 255 may decide an election, as that of a peer
 *     some hops away may
 */
public record Hearing(Set<Integer> vrids, Set<IpAddress> groups, boolean anyHopLimit) {
  /**
   * Copies the sets.
   *
   * @throws IllegalArgumentException if a VRID is out of range
   */
  public Hearing {
    if (vrids.stream().anyMatch(vrid -> vrid < 1 || vrid > 255)) {
      throw new IllegalArgumentException("VRIDs " + vrids);
    }
    vrids = Set.copyOf(vrids);
    groups = Set.copyOf(groups);
  }

  /** What the RFC wants to be heard for these virtual routers. */
  public static Hearing ofLink(AddressFamily family, Set<Integer> vrids) {
    return new Hearing(vrids, Set.of(Envelope.group(family)), false);
  }

  /** What these virtual routers together must hear. */
  public static Hearing of(Set<Integer> vrids, List<Reach> reaches) {
    Set<IpAddress> groups = new HashSet<>();
    boolean peers = false;
    for (Reach reach : reaches) {
      switch (reach) {
        case Reach.Group(IpAddress address) -> groups.add(address);
        case Reach.Peers _ -> peers = true;
      }
    }
    return new Hearing(vrids, groups, peers);
  }
}
