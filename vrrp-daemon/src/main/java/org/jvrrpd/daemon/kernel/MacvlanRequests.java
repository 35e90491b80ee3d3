package org.jvrrpd.daemon.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.NetlinkSocket;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * Makes, finds and removes macvlan links of the mode private over rtnetlink: frames pass between
 * them and the segment, and not between them and their base. Blocks; not thread-safe. Owns its
 * socket. Needs CAP_NET_ADMIN.
 */
final class MacvlanRequests implements AutoCloseable {
  private static final String KIND = "macvlan";
  private static final int RECEIVE_QUEUE_BYTES = 64 * 1024;
  private static final int ACKNOWLEDGED = Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK;

  private final NetlinkSocket socket;
  private int sequence;

  private MacvlanRequests(NetlinkSocket socket) {
    this.socket = socket;
  }

  static MacvlanRequests open() throws SystemCallException {
    return new MacvlanRequests(NetlinkSocket.open(0, RECEIVE_QUEUE_BYTES));
  }

  /**
   * A link as it was found.
   *
   * @param link its name, address and state
   * @param kind what it is, {@code macvlan}; empty for one that is real
   * @param baseIndex the link below it, or 0
   */
  record Found(Link link, String kind, int baseIndex) {
    /** Whether it is what is asked for, up or down. */
    boolean satisfies(VirtualMacRequest request) {
      return kind.equals(KIND)
          && baseIndex == request.base().index()
          && link.address().equals(request.address());
    }

    static Optional<Found> decode(NetlinkMessage message) {
      RouteAttributes attributes =
          RouteAttributes.read(message.payload(), Rtnetlink.IFINFOMSG_BYTES);
      String kind =
          attributes
              .atLeast(Rtnetlink.IFLA_LINKINFO, 0)
              .flatMap(nested -> RouteAttributes.read(nested, 0).text(Rtnetlink.IFLA_INFO_KIND))
              .orElse("");
      int base = attributes.number(Rtnetlink.IFLA_LINK).orElse(0);
      return Link.decode(message.payload()).map(link -> new Found(link, kind, base));
    }
  }

  /** The link of this name. */
  Optional<Found> find(String name) throws SystemCallException {
    RouteRequest.begin(socket.sendBuffer(), Rtnetlink.RTM_GETLINK, ACKNOWLEDGED, ++sequence)
        .linkHeader(0, 0, 0)
        .text(Rtnetlink.IFLA_IFNAME, name)
        .end();
    List<Found> found = new ArrayList<>();
    try {
      run("looking for " + name, found);
    } catch (SystemCallException e) {
      if (e.errno() == Errno.ENODEV) {
        return Optional.empty();
      }
      throw e;
    }
    return found.stream().findFirst();
  }

  /**
   * Makes the link, which is down.
   *
   * @throws SystemCallException ENODEV if the base is gone, EEXIST if there is one of this name
   */
  void make(VirtualMacRequest request) throws SystemCallException {
    RouteRequest message =
        RouteRequest.begin(
                socket.sendBuffer(),
                Rtnetlink.RTM_NEWLINK,
                ACKNOWLEDGED | Rtnetlink.NLM_F_CREATE | Rtnetlink.NLM_F_EXCL,
                ++sequence)
            .linkHeader(0, 0, 0)
            .text(Rtnetlink.IFLA_IFNAME, request.name())
            .number(Rtnetlink.IFLA_LINK, request.base().index())
            .address(Rtnetlink.IFLA_ADDRESS, request.address());
    int information = message.nest(Rtnetlink.IFLA_LINKINFO);
    message.text(Rtnetlink.IFLA_INFO_KIND, KIND);
    int details = message.nest(Rtnetlink.IFLA_INFO_DATA);
    message.number(Rtnetlink.IFLA_MACVLAN_MODE, Rtnetlink.MACVLAN_MODE_PRIVATE);
    message.unnest(details);
    message.unnest(information);
    message.end();
    run("making " + request, new ArrayList<>());
  }

  /** Sets it up (IFF_UP). */
  void raise(Link link) throws SystemCallException {
    RouteRequest.begin(socket.sendBuffer(), Rtnetlink.RTM_NEWLINK, ACKNOWLEDGED, ++sequence)
        .linkHeader(link.index(), Rtnetlink.IFF_UP, Rtnetlink.IFF_UP)
        .end();
    run("setting " + link.name() + " up", new ArrayList<>());
  }

  /** Removes it; one that is gone is no failure. */
  void remove(Link link) throws SystemCallException {
    RouteRequest.begin(socket.sendBuffer(), Rtnetlink.RTM_DELLINK, ACKNOWLEDGED, ++sequence)
        .linkHeader(link.index(), 0, 0)
        .end();
    try {
      run("removing " + link.name(), new ArrayList<>());
    } catch (SystemCallException e) {
      if (e.errno() != Errno.ENODEV) {
        throw e;
      }
    }
  }

  private void run(String operation, List<Found> found) throws SystemCallException {
    NetlinkExchange.run(
        socket,
        operation,
        sequence,
        message -> {
          if (message.type() == Rtnetlink.RTM_NEWLINK) {
            Found.decode(message).ifPresent(found::add);
          }
        });
  }

  @Override
  public void close() {
    socket.close();
  }
}
