package org.jvrrpd.daemon.kernel;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.PacketSocket;
import org.jvrrpd.daemon.jna.SystemCallException;

/** Sends announcements of one EtherType, on any link. Owns its socket; confined to one thread. */
final class AnnouncementSocket implements AutoCloseable {
  /** A link that does not exist, for rehearsals. */
  private static final Link NOWHERE =
      new Link(Integer.MAX_VALUE, "no link", true, MacAddress.BROADCAST, 0);

  private final PacketSocket socket;
  private final int etherType;

  private AnnouncementSocket(PacketSocket socket, int etherType) {
    this.socket = socket;
    this.etherType = etherType;
  }

  /**
   * Opens a socket in the network namespace of the calling thread.
   *
   * @param purpose what it is for, in words that go on after "a packet socket for"
   * @throws SystemCallException EPERM without CAP_NET_RAW
   */
  static AnnouncementSocket open(String purpose, int etherType) throws SystemCallException {
    return new AnnouncementSocket(PacketSocket.open(purpose), etherType);
  }

  /**
   * Sends one frame, as {@link Announcer#announce} says.
   *
   * @param frame writes it, whole
   * @throws SystemCallException also EOPNOTSUPP for a link without an Ethernet address
   */
  boolean announce(Link link, IpAddress vip, Consumer<ByteBuffer> frame)
      throws SystemCallException {
    String operation = "announcing " + vip + " on " + link.name();
    if (link.address().equals(MacAddress.NONE)) {
      throw new SystemCallException(
          operation, Errno.EOPNOTSUPP.number(), "the link has no Ethernet address");
    }
    frame.accept(socket.frameBuffer());
    return socket.send(link.index(), etherType, operation);
  }

  /**
   * Runs the whole way of an announcement on a link that does not exist: its code is loaded then.
   */
  static void rehearse(Announcer announcer, IpAddress address) {
    try {
      announcer.announce(NOWHERE, address);
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
