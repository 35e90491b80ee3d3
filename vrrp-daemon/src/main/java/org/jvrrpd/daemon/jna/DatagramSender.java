package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.IpAddress;

/**
 * Sends datagrams from one {@link RawSocket} to one address (sendto(2)), through native memory that
 * it owns and the collector frees. The socket stays its opener's. Not for several threads.
 */
public final class DatagramSender {
  private final RawSocket socket;
  private final String operation;
  private final Memory data;
  private final ByteBuffer view;
  private final @Nullable Memory destination;

  private DatagramSender(
      RawSocket socket, String operation, int capacity, @Nullable Memory destination) {
    this.socket = socket;
    this.operation = operation;
    this.data = new Memory(capacity);
    this.view = data.getByteBuffer(0, capacity);
    this.destination = destination;
  }

  /**
   * Sends to {@code destination}.
   *
   * @param interfaceIndex the scope of an IPv6 destination
   * @param capacity the longest message in bytes
   * @param operation what sending is called where it fails, for example {@code sending an
   *     advertisement on eth0}
   */
  public static DatagramSender to(
      IpAddress destination, int interfaceIndex, RawSocket socket, int capacity, String operation) {
    return new DatagramSender(
        socket, operation, capacity, NativeAddress.of(destination, interfaceIndex));
  }

  /** Sends to the other socket of a {@link RawSocket.Pair}. */
  public static DatagramSender toPeer(RawSocket socket, int capacity) {
    return new DatagramSender(socket, "sending to the other socket of a pair", capacity, null);
  }

  /**
   * Sends what {@code message} holds between position and limit, at once or not at all; the buffer
   * is left as it was.
   *
   * @throws IllegalArgumentException if it is longer than the capacity
   * @throws SystemCallException for example ENETDOWN (interface down), EINVAL or EADDRNOTAVAIL (own
   *     address gone), ENOBUFS or EAGAIN (interface queue full), EPERM (a packet filter's verdict)
   */
  public void send(ByteBuffer message) throws SystemCallException {
    int length = message.remaining();
    if (length > view.capacity()) {
      throw new IllegalArgumentException(
          length + " bytes are more than a message of " + view.capacity() + " may have");
    }
    view.clear().put(message.duplicate());
    while (true) {
      try {
        int addressLength = destination == null ? 0 : Math.toIntExact(destination.size());
        LibC.sendto(socket.fd(), data, length, 0, destination, addressLength);
        return;
      } catch (LastErrorException e) {
        if (Errno.of(e.getErrorCode()) != Errno.EINTR) {
          throw new SystemCallException(operation, e.getErrorCode());
        }
      }
    }
  }
}
