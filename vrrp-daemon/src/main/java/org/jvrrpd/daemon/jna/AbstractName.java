package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.util.OptionalInt;

/**
 * A name in the abstract namespace of unix(7), which one process at a time can have in each network
 * namespace, and which the kernel frees when that process ends, however it ends. It owns its
 * descriptor.
 */
public final class AbstractName implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOL_SOCKET = 1;
  private static final int SO_PEERCRED = 17;

  // struct ucred (unix(7)): pid s32, uid u32, gid u32.
  private static final int UCRED_BYTES = 12;
  private static final int UCRED_UID = 4;

  private final int fd;

  private AbstractName(int fd) {
    this.fd = fd;
  }

  /**
   * Takes a name. Needs no privilege.
   *
   * @param name without the leading {@code @}, at most 107 bytes
   * @throws SystemCallException EADDRINUSE if another process has it
   */
  public static AbstractName take(String name) throws SystemCallException {
    try (Memory address = UnixDatagram.address("@" + name)) {
      int fd = LibC.socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
      try {
        LibC.bind(fd, address, (int) address.size());
        LibC.listen(fd, 0);
        return new AbstractName(fd);
      } catch (LastErrorException e) {
        LibC.close(fd);
        throw e;
      }
    } catch (LastErrorException e) {
      throw new SystemCallException("taking the name " + name, e.getErrorCode());
    }
  }

  /**
   * The user whose process has a name: anybody may take any.
   *
   * @return its number; empty if nobody has the name, or who has it does not say
   */
  public static OptionalInt ownerOf(String name) {
    try (Memory address = UnixDatagram.address("@" + name);
        Memory credentials = new Memory(UCRED_BYTES);
        Memory length = new Memory(Integer.BYTES)) {
      int fd = LibC.socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      try {
        LibC.connect(fd, address, (int) address.size());
        length.setInt(0, UCRED_BYTES);
        LibC.getsockopt(fd, SOL_SOCKET, SO_PEERCRED, credentials, length);
        return OptionalInt.of(credentials.getInt(UCRED_UID));
      } finally {
        LibC.close(fd);
      }
    } catch (LastErrorException _) {
      return OptionalInt.empty();
    }
  }

  /** Frees the name. Call it once. */
  @Override
  public void close() {
    LibC.close(fd);
  }
}
