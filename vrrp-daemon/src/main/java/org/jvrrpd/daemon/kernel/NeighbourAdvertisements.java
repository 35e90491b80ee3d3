package org.jvrrpd.daemon.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * Announces IPv6 addresses by unsolicited neighbour advertisements ({@link NeighbourFrame}), over
 * one packet socket for all links. Sending does not wait. Owns the socket; confined to one thread,
 * the event loop's. Needs CAP_NET_RAW.
 */
public final class NeighbourAdvertisements implements Announcer, AutoCloseable {
  private static final Path IPV6_CONF = Path.of("/proc/sys/net/ipv6/conf");

  /** For how long an answer counts: a burst of 255 addresses asks once, and not 1,275 times. */
  private static final long FORWARDING_KEPT_NANOS = 1_000_000_000L;

  /** An address of RFC 3849, for rehearsals. */
  private static final IpAddress REHEARSED = IpAddress.ofIpv6(0x2001_0db8L << 32, 1);

  private final AnnouncementSocket socket;
  private final Map<String, Forwarding> forwarding = new HashMap<>();

  private record Forwarding(boolean on, long askedAtNanos) {}

  private NeighbourAdvertisements(AnnouncementSocket socket) {
    this.socket = socket;
  }

  /**
   * Opens the socket in the network namespace of the calling thread.
   *
   * @throws IOException EPERM without CAP_NET_RAW
   */
  public static NeighbourAdvertisements open() throws IOException {
    return new NeighbourAdvertisements(
        AnnouncementSocket.open("neighbour advertisements", NeighbourFrame.ETHER_TYPE));
  }

  /**
   * Sends one frame from the link's own Ethernet address. It says that this is a router where the
   * link forwards IPv6 (net.ipv6.conf.IF.forwarding), as the kernel's own answers do.
   *
   * @param link its index, name and Ethernet address count
   * @param vip an IPv6 address
   * @throws SystemCallException ENETDOWN if the link is down, ENXIO or ENODEV if it is gone,
   *     EOPNOTSUPP if it has no Ethernet address
   * @throws IllegalArgumentException for an IPv4 address
   */
  @Override
  public boolean announce(Link link, IpAddress vip) throws SystemCallException {
    if (vip.family() != AddressFamily.IPV6) {
      throw new IllegalArgumentException("neighbour discovery is for IPv6 addresses, not " + vip);
    }
    boolean router = forwards(link.name());
    return socket.announce(
        link, vip, frame -> NeighbourFrame.write(link.address(), vip, router, frame));
  }

  private boolean forwards(String interfaceName) {
    long now = System.nanoTime();
    Forwarding known = forwarding.get(interfaceName);
    if (known == null || now - known.askedAtNanos > FORWARDING_KEPT_NANOS) {
      known = new Forwarding(readForwarding(interfaceName), now);
      forwarding.put(interfaceName, known);
    }
    return known.on;
  }

  /** A link that is gone forwards nothing. */
  private static boolean readForwarding(String interfaceName) {
    Path file = IPV6_CONF.resolve(interfaceName).resolve("forwarding");
    try (InputStream in = Files.newInputStream(file)) {
      int first = in.read();
      return first >= 0 && first != '0';
    } catch (IOException _) {
      return false;
    }
  }

  /**
   * Runs the whole way of an announcement, on a link that does not exist, so that the first real
   * one finds its code loaded. Nothing is sent.
   */
  public void warmUp() {
    AnnouncementSocket.rehearse(this, REHEARSED);
  }

  /** Closes the socket; a second call does nothing. */
  @Override
  public void close() {
    socket.close();
  }
}
