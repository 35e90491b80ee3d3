package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;

/**
 * Signals of one number that all threads of this process block, read one by one (signalfd(2)).
 * Belongs to one thread.
 */
public final class SignalDescriptor {
  /** sigset_t of glibc. */
  private static final int SET_BYTES = 128;

  /** struct signalfd_siginfo. */
  private static final int INFO_BYTES = 128;

  private static final int SFD_CLOEXEC = 0x80000;
  private static final int NEW = -1;

  private final int fd;
  private final Memory received = new Memory(INFO_BYTES);

  private SignalDescriptor(int fd) {
    this.fd = fd;
  }

  /**
   * Opens one.
   *
   * @param number of the signal, 1 to 64
   * @throws SystemCallException if the process has no descriptor left
   */
  public static SignalDescriptor open(int number) throws SystemCallException {
    try (Memory set = new Memory(SET_BYTES)) {
      set.clear();
      set.setLong(0, 1L << (number - 1));
      return new SignalDescriptor(LibC.signalfd(NEW, set, SFD_CLOEXEC));
    } catch (LastErrorException e) {
      throw new SystemCallException("opening a descriptor for signals", e.getErrorCode());
    }
  }

  /**
   * Waits for the next one.
   *
   * @throws SystemCallException if it cannot be read
   */
  public void await() throws SystemCallException {
    while (LibC.read(fd, received, INFO_BYTES) < 0) {
      int error = Native.getLastError();
      if (Errno.of(error) != Errno.EINTR) {
        throw new SystemCallException("waiting for a signal", error);
      }
    }
  }
}
