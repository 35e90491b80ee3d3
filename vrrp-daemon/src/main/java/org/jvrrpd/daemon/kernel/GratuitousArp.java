package org.jvrrpd.daemon.kernel;

import java.io.IOException;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * Announces IPv4 addresses by gratuitous ARP ({@link ArpFrame}), over one packet socket for all
 * links. Sending does not wait. Owns the socket; confined to one thread, the event loop's. Needs
 * CAP_NET_RAW.
 */
public final class GratuitousArp implements Announcer, AutoCloseable {
  /** An address of RFC 5737, for rehearsals. */
  private static final IpAddress REHEARSED = IpAddress.ofIpv4(0xc0000201);

  private final AnnouncementSocket socket;

  private GratuitousArp(AnnouncementSocket socket) {
    this.socket = socket;
  }

  /**
   * Opens the socket in the network namespace of the calling thread.
   *
   * @throws IOException EPERM without CAP_NET_RAW
   */
  public static GratuitousArp open() throws IOException {
    return new GratuitousArp(AnnouncementSocket.open("gratuitous ARP", ArpFrame.ETHER_TYPE));
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
    return socket.announce(link, vip, frame -> ArpFrame.write(link.address(), vip, frame));
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
