package org.jvrrpd.daemon.kernel;

import java.io.IOException;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * Announces addresses of both families, each in its own way. Owns both sockets; confined to one
 * thread, the event loop's. Needs CAP_NET_RAW.
 */
public final class Announcers implements Announcer, AutoCloseable {
  private final GratuitousArp arp;
  private final NeighbourAdvertisements neighbours;

  private Announcers(GratuitousArp arp, NeighbourAdvertisements neighbours) {
    this.arp = arp;
    this.neighbours = neighbours;
  }

  /**
   * Opens the sockets in the network namespace of the calling thread.
   *
   * @throws IOException EPERM without CAP_NET_RAW
   */
  public static Announcers open() throws IOException {
    GratuitousArp arp = GratuitousArp.open();
    try {
      return new Announcers(arp, NeighbourAdvertisements.open());
    } catch (IOException | RuntimeException e) {
      arp.close();
      throw e;
    }
  }

  @Override
  public boolean announce(Link link, IpAddress vip) throws SystemCallException {
    return switch (vip.family()) {
      case IPV4 -> arp.announce(link, vip);
      case IPV6 -> neighbours.announce(link, vip);
    };
  }

  /** Runs the whole way of announcements that lead nowhere, so that their code is loaded. */
  public void warmUp() {
    arp.warmUp();
    neighbours.warmUp();
  }

  /** Closes the sockets; a second call does nothing. */
  @Override
  public void close() {
    arp.close();
    neighbours.close();
  }
}
