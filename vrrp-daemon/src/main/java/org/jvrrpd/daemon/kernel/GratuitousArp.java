package org.jvrrpd.daemon.kernel;

import java.io.IOException;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.PacketSocket;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * Announces IPv4 addresses by gratuitous ARP ({@link ArpFrame}), over one packet socket for all
 * links. Sending does not wait. Owns the socket; confined to one thread, the event loop's. Needs
 * CAP_NET_RAW.
 */
public final class GratuitousArp implements Announcer, AutoCloseable {
  /** A link that does not exist, and an address of RFC 5737, for rehearsals. */
  private static final Link NOWHERE =
      new Link(Integer.MAX_VALUE, "no link", true, MacAddress.BROADCAST, 0);

  private static final IpAddress REHEARSED = IpAddress.ofIpv4(0xc0000201);

  private final PacketSocket socket;

  private GratuitousArp(PacketSocket socket) {
    this.socket = socket;
  }

  /**
   * Opens the socket in the network namespace of the calling thread.
   *
   * @throws IOException EPERM without CAP_NET_RAW
   */
  public static GratuitousArp open() throws IOException {
    return new GratuitousArp(PacketSocket.open("gratuitous ARP"));
  }

  /**
   * Sends one frame from the link's own Ethernet address.
   *
   * @param link its index and Ethernet address count; the name is for error messages
   * @param vip an IPv4 address
   * @throws SystemCallException ENETDOWN if the link is down, ENXIO or ENODEV if it is gone,
   *     EOPNOTSUPP if it has no Ethernet address
   * @throws IllegalArgumentException for an IPv6 address
   */
  @Override
  public boolean announce(Link link, IpAddress vip) throws SystemCallException {
    if (vip.family() != AddressFamily.IPV4) {
      throw new IllegalArgumentException("ARP announces IPv4 addresses, not " + vip);
    }
    if (link.address().equals(MacAddress.NONE)) {
      throw new SystemCallException(
          operation(link, vip), Errno.EOPNOTSUPP.number(), "the link has no Ethernet address");
    }
    ArpFrame.write(link.address(), vip, socket.frameBuffer());
    return socket.send(link.index(), ArpFrame.ETHER_TYPE, operation(link, vip));
  }

  private static String operation(Link link, IpAddress vip) {
    return "announcing " + vip + " on " + link.name();
  }

  /**
   * Runs the whole way of an announcement, on a link that does not exist, so that the first real
   * one finds its code loaded. Nothing is sent.
   */
  public void warmUp() {
    try {
      announce(NOWHERE, REHEARSED);
    } catch (SystemCallException _) {
      // ENXIO: the frame led nowhere, as it should.
    }
  }

  /** Closes the socket; a second call does nothing. */
  @Override
  public void close() {
    socket.close();
  }
}
