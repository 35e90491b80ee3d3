package org.jvrrpd.core.packet;

import java.util.List;
import java.util.Optional;

/** To whom a virtual router's advertisements go, and from whom it takes any. Immutable. */
public sealed interface Reach {

  /**
   * Everybody on the link who has joined a multicast group, as the RFC wants it.
   *
   * @param address the group, which advertisements are sent to
   */
  record Group(IpAddress address) implements Reach {
    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException if it is no group's
     */
    public Group {
      if (!address.isMulticast()) {
        throw new IllegalArgumentException(address + " is not a multicast group");
      }
    }

    @Override
    public List<IpAddress> destinations() {
      return List.of(address);
    }

    @Override
    public int hopLimit() {
      return Envelope.HOP_LIMIT;
    }
  }

  /**
   * A number of nodes, each by unicast, which may be some hops away (keepalived.conf(5),
   * unicast_peer).
   *
   * @param peers the nodes, at least one, each with an address of its own
   * @param hopLimit the TTL or hop limit of what is sent to them, 0 to 255
   * @param exclusive whether what others than these send is refused
   */
  record Peers(List<Peer> peers, int hopLimit, boolean exclusive) implements Reach {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if it is empty, which must not mean multicast, or names one
     *     twice, or if the hop limit is no byte
     */
    public Peers {
      if (peers.isEmpty() || peers.stream().map(Peer::address).distinct().count() < peers.size()) {
        throw new IllegalArgumentException("at least one peer, and each of them once");
      }
      if (hopLimit < 0 || hopLimit > Envelope.HOP_LIMIT) {
        throw new IllegalArgumentException("hop limit " + hopLimit);
      }
      peers = List.copyOf(peers);
    }

    @Override
    public List<IpAddress> destinations() {
      return peers.stream().map(Peer::address).toList();
    }

    /** The peer with this address, if there is one. */
    public Optional<Peer> find(IpAddress address) {
      return peers.stream().filter(each -> each.address().equals(address)).findFirst();
    }
  }

  /**
   * One node.
   *
   * @param address whom it is sent to, and who is expected to send
   * @param leastHopLimit of what it sends, as it arrives, 0 to 255
   * @param mostHopLimit the same, not below {@code leastHopLimit}
   */
  record Peer(IpAddress address, int leastHopLimit, int mostHopLimit) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a limit is no byte, or the address is a group's
     */
    public Peer {
      if (leastHopLimit < 0
          || mostHopLimit > Envelope.HOP_LIMIT
          || leastHopLimit > mostHopLimit
          || address.isMulticast()) {
        throw new IllegalArgumentException(
            address + " with hop limits " + leastHopLimit + " to " + mostHopLimit);
      }
    }

    /** Whether what arrives with this hop limit can be from it. */
    public boolean isWithinReach(int hopLimit) {
      return hopLimit >= leastHopLimit && hopLimit <= mostHopLimit;
    }
  }

  /** Where each advertisement is sent, in this order. */
  List<IpAddress> destinations();

  /** The TTL or hop limit with which it is sent, 0 to 255. */
  int hopLimit();

  /** The group of the RFC. */
  static Reach ofLink(AddressFamily family) {
    return new Group(Envelope.group(family));
  }
}
