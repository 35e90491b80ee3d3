package org.jvrrpd.daemon.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jvrrpd.daemon.jna.UnixDatagram;

/**
 * The socket on which a service tells systemd how it is (sd_notify(3)): one datagram of {@code
 * NAME=value} lines for each message. Sending never blocks. Not thread-safe.
 */
public final class NotifySocket implements AutoCloseable {
  private final UnixDatagram socket;

  private NotifySocket(UnixDatagram socket) {
    this.socket = socket;
  }

  /**
   * Opens a socket towards the address that systemd left in NOTIFY_SOCKET.
   *
   * @param address an absolute path, or {@code @} and a name in the abstract namespace
   * @throws IOException if it is neither, or too long, or no descriptor is left; the message says
   *     which
   */
  public static NotifySocket open(String address) throws IOException {
    if (!address.startsWith("/") && !address.startsWith("@")) {
      throw new IOException("NOTIFY_SOCKET is neither a path nor an abstract name: " + address);
    }
    try {
      return new NotifySocket(UnixDatagram.to(address));
    } catch (IllegalArgumentException e) {
      throw new IOException("NOTIFY_SOCKET: " + e.getMessage(), e);
    }
  }

  /**
   * Sends one message.
   *
   * @param assignments lines like {@code READY=1}, separated by line feeds
   * @throws IOException if systemd's queue is full or nobody listens
   */
  public void send(String assignments) throws IOException {
    socket.send(assignments.getBytes(StandardCharsets.UTF_8));
  }

  /** Closes the descriptor. */
  @Override
  public void close() {
    socket.close();
  }
}
