package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;

/**
 * A non-blocking Unix datagram socket that sends to one address (unix(7)), which Java lacks: its
 * Unix-domain channels are streams. It owns its descriptor. Not thread-safe.
 */
public final class UnixDatagram implements AutoCloseable {
  /** The longest address in bytes: the size of sun_path, which need not end with a NUL. */
  public static final int MAX_ADDRESS_BYTES = 108;

  /** The longest datagram in bytes that {@link #send} takes. */
  public static final int MAX_DATAGRAM_BYTES = 4096;

  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** sun_path follows the 16 bits of sun_family. */
  private static final int PATH_OFFSET = Short.BYTES;

  private final int fd;
  private final String name;
  private final Memory address;
  private final Memory datagram = new Memory(MAX_DATAGRAM_BYTES);

  private UnixDatagram(int fd, String name, Memory address) {
    this.fd = fd;
    this.name = name;
    this.address = address;
  }

  /**
   * Opens a socket that sends to {@code name}. Nothing is sent yet, and nobody need be there.
   *
   * @param name a path, or {@code @} and a name in the abstract namespace
   * @throws IllegalArgumentException if the name is empty or longer than {@value
   *     #MAX_ADDRESS_BYTES} bytes
   * @throws SystemCallException if the process has no descriptor left
   */
  public static UnixDatagram to(String name) throws SystemCallException {
    Memory address = address(name);
    try {
      int fd = LibC.socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
      return new UnixDatagram(fd, name, address);
    } catch (LastErrorException e) {
      throw new SystemCallException("opening a Unix datagram socket", e.getErrorCode());
    }
  }

  /** The sockaddr_un of {@code name}, exactly as long as the name needs. */
  static Memory address(String name) {
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    if (path.length == 0 || path.length > MAX_ADDRESS_BYTES) {
      throw new IllegalArgumentException(
          "a socket's name has 1 to " + MAX_ADDRESS_BYTES + " bytes, not " + path.length);
    }
    if (path[0] == '@') {
      path[0] = 0;
    }
    Memory address = new Memory(PATH_OFFSET + path.length);
    address.setShort(0, (short) AF_UNIX);
    address.write(PATH_OFFSET, path, 0, path.length);
    return address;
  }

  /**
   * Sends one datagram, or fails at once where the receiver's queue is full (EAGAIN) or nobody
   * listens (ECONNREFUSED, ENOENT).
   *
   * @throws IllegalArgumentException if it is longer than {@value #MAX_DATAGRAM_BYTES} bytes
   */
  public void send(byte[] bytes) throws SystemCallException {
    if (bytes.length > MAX_DATAGRAM_BYTES) {
      throw new IllegalArgumentException(bytes.length + " bytes are too many for a datagram");
    }
    datagram.write(0, bytes, 0, bytes.length);
    try {
      LibC.sendto(fd, datagram, bytes.length, MSG_NOSIGNAL, address, (int) address.size());
    } catch (LastErrorException e) {
      throw new SystemCallException("sending to " + name, e.getErrorCode());
    }
  }

  /** Closes the descriptor. Call it once. */
  @Override
  public void close() {
    LibC.close(fd);
  }
}
