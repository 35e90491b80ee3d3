package org.jvrrpd.daemon.kernel;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.NetlinkSocket;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * All links and addresses of the caller's network namespace at one moment. Immutable.
 *
 * <p>Reading one waits for the kernel, which may have to wait for others: never on the event loop.
 */
public final class KernelSnapshot {
  /** A dump during which the lists changed may lack entries; it is thrown away and read again. */
  private static final int MAX_ATTEMPTS = 100;

  private static final int RECEIVE_QUEUE_BYTES = 256 * 1024;

  private final Map<Integer, Link> links = new LinkedHashMap<>();
  private final Map<InterfaceAddress.Key, InterfaceAddress> addresses = new LinkedHashMap<>();

  private KernelSnapshot() {}

  /**
   * Reads both lists (rtnetlink(7), RTM_GETLINK and RTM_GETADDR). Needs no capability.
   *
   * @throws IOException if the kernel refuses, does not answer within 5 s, or if the lists never
   *     held still for the time that it takes to read them
   */
  public static KernelSnapshot read() throws IOException {
    try (NetlinkSocket socket = NetlinkSocket.open(0, RECEIVE_QUEUE_BYTES)) {
      for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        KernelSnapshot snapshot = new KernelSnapshot();
        if (snapshot.dumpLinks(socket, 2 * attempt + 1)
            && snapshot.dumpAddresses(socket, 2 * attempt + 2)) {
          return snapshot;
        }
      }
    }
    throw new SystemCallException(
        "reading the lists of links and addresses",
        Errno.EBUSY.number(),
        "they changed during each of " + MAX_ATTEMPTS + " attempts");
  }

  /** The snapshot that consists of these, so that a test need not wait for the kernel to race. */
  static KernelSnapshot of(Collection<Link> links, Collection<InterfaceAddress> addresses) {
    KernelSnapshot snapshot = new KernelSnapshot();
    links.forEach(link -> snapshot.links.put(link.index(), link));
    addresses.forEach(address -> snapshot.addresses.put(address.key(), address));
    return snapshot;
  }

  /** Every link, in the kernel's order. */
  public Collection<Link> links() {
    return List.copyOf(links.values());
  }

  /** The link of this name. */
  public Optional<Link> link(String name) {
    return links.values().stream().filter(link -> link.name().equals(name)).findFirst();
  }

  /** Every address of every link. */
  public List<InterfaceAddress> addresses() {
    return List.copyOf(addresses.values());
  }

  /** The addresses of one link. */
  public List<InterfaceAddress> addresses(int linkIndex) {
    return addresses.values().stream().filter(a -> a.linkIndex() == linkIndex).toList();
  }

  private boolean dumpLinks(NetlinkSocket socket, int sequence) throws IOException {
    RouteRequest.begin(
            socket.sendBuffer(),
            Rtnetlink.RTM_GETLINK,
            Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_DUMP,
            sequence)
        .linkHeader(0, 0, 0)
        .number(Rtnetlink.IFLA_EXT_MASK, Rtnetlink.RTEXT_FILTER_SKIP_STATS)
        .end();
    return NetlinkDump.read(
        socket,
        "reading the list of links",
        sequence,
        message -> {
          if (message.type() == Rtnetlink.RTM_NEWLINK) {
            Link.decode(message.payload()).ifPresent(link -> links.put(link.index(), link));
          }
        });
  }

  private boolean dumpAddresses(NetlinkSocket socket, int sequence) throws IOException {
    RouteRequest.begin(
            socket.sendBuffer(),
            Rtnetlink.RTM_GETADDR,
            Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_DUMP,
            sequence)
        .addressHeader(Rtnetlink.AF_UNSPEC, 0, 0, 0)
        .end();
    return NetlinkDump.read(
        socket,
        "reading the list of addresses",
        sequence,
        message -> {
          if (message.type() == Rtnetlink.RTM_NEWADDR) {
            InterfaceAddress.decode(message.payload())
                .ifPresent(address -> addresses.put(address.key(), address));
          }
        });
  }
}
