package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import org.jvrrpd.core.packet.AddressFamily;

/**
 * A raw IP socket (raw(7)), non-blocking and closed on exec. Owns its descriptor. Not for use by
 * several threads at once.
 */
public final class RawSocket implements AutoCloseable {
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x8_0000;
  private static final int AF_UNIX = 1;

  private static final int SOL_SOCKET = 1;
  private static final int SO_MEMINFO = 55;
  private static final int MEMINFO_BYTES = 36;
  private static final int MEMINFO_DROPS_AT = 32;

  private final AddressFamily family;
  private final String purpose;
  private int fd;

  private RawSocket(AddressFamily family, String purpose, int fd) {
    this.family = family;
    this.purpose = purpose;
    this.fd = fd;
  }

  /**
   * Opens a socket for one IP protocol. From here on it receives, on every interface, whatever no
   * filter stops.
   *
   * @param protocol the IP protocol number, 1 to 254
   * @param purpose what it is for, in words that go on after "a raw socket for"
   * @throws SystemCallException EPERM where CAP_NET_RAW is missing, which the message says
   */
  public static RawSocket open(AddressFamily family, int protocol, String purpose)
      throws SystemCallException {
    String operation = "opening a raw socket for " + purpose;
    try {
      int fd =
          LibC.socket(
              NativeAddress.domain(family), SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol);
      return new RawSocket(family, purpose, fd);
    } catch (LastErrorException e) {
      throw Errno.of(e.getErrorCode()) == Errno.EPERM
          ? new SystemCallException(operation, e.getErrorCode(), "the daemon needs CAP_NET_RAW")
          : new SystemCallException(operation, e.getErrorCode());
    }
  }

  /**
   * Two sockets that lead to each other and nowhere else (socketpair(2), AF_UNIX): what one sends
   * without an address the other receives. Needs no privilege and no interface; for running the
   * code around a socket before it is needed.
   */
  public static Pair pair(AddressFamily family) throws SystemCallException {
    try (Memory descriptors = new Memory(2 * Integer.BYTES)) {
      LibC.socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, descriptors);
      return new Pair(
          new RawSocket(family, "nothing", descriptors.getInt(0)),
          new RawSocket(family, "nothing", descriptors.getInt(Integer.BYTES)));
    } catch (LastErrorException e) {
      throw new SystemCallException("opening a pair of sockets", e.getErrorCode());
    }
  }

  /** Two connected sockets. */
  public record Pair(RawSocket near, RawSocket far) {}

  /** What may be set on this socket. */
  public RawSocketOptions options() {
    return new RawSocketOptions(this);
  }

  /** The descriptor, for epoll; still owned by this object. */
  public int fd() {
    if (fd < 0) {
      throw new IllegalStateException("the socket for " + purpose + " is closed");
    }
    return fd;
  }

  /** Whether it has not been closed. */
  public boolean isOpen() {
    return fd >= 0;
  }

  /** The family it was opened for. */
  public AddressFamily family() {
    return family;
  }

  /** What it is for, in words. */
  String purpose() {
    return purpose;
  }

  /**
   * Takes the oldest datagram from the queue, without waiting.
   *
   * @return false if the queue is empty
   * @throws SystemCallException if the kernel reports anything but an empty queue
   */
  public boolean receive(DatagramBuffer buffer) throws SystemCallException {
    while (true) {
      buffer.prepare();
      long length = LibC.recvmsg(fd(), buffer.messageHeader(), 0);
      if (length >= 0) {
        buffer.received(Math.toIntExact(length));
        return true;
      }
      int error = Native.getLastError();
      switch (Errno.of(error)) {
        case EAGAIN -> {
          return false;
        }
        case EINTR -> {}
        default -> throw new SystemCallException("receiving " + purpose, error);
      }
    }
  }

  /**
   * How many datagrams the kernel dropped because this socket's buffer was full, since it was
   * opened; wraps at 2^32. Those that a filter dropped do not count.
   */
  public long dropped() throws SystemCallException {
    try (Memory memory = new Memory(MEMINFO_BYTES + Integer.BYTES)) {
      memory.setInt(MEMINFO_BYTES, MEMINFO_BYTES);
      LibC.getsockopt(fd(), SOL_SOCKET, SO_MEMINFO, memory, memory.share(MEMINFO_BYTES));
      return Integer.toUnsignedLong(memory.getInt(MEMINFO_DROPS_AT));
    } catch (LastErrorException e) {
      throw new SystemCallException("reading what " + purpose + " lost", e.getErrorCode());
    }
  }

  /** Closes the descriptor; a second time does nothing. */
  @Override
  public void close() {
    if (fd < 0) {
      return;
    }
    int closing = fd;
    fd = -1;
    try {
      LibC.close(closing);
    } catch (LastErrorException _) {
      // Linux has freed the descriptor whatever close(2) reports.
    }
  }
}
