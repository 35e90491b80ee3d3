package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The C library's functions, mapped directly. Each throws {@link LastErrorException} with errno
 * where the C function returns -1; the public classes of this package turn that into a {@link
 * SystemCallException} that says what was being done.
 */
final class LibC {
  static {
    Native.register(LibC.class, "c");
  }

  private LibC() {}

  /** socket(2). */
  static native int socket(int domain, int type, int protocol) throws LastErrorException;

  /** close(2). */
  static native int close(int fd) throws LastErrorException;

  /** bind(2). */
  static native int bind(int fd, Pointer address, int addressLength) throws LastErrorException;

  /** listen(2). */
  static native int listen(int fd, int backlog) throws LastErrorException;

  /** connect(2). */
  static native int connect(int fd, Pointer address, int addressLength) throws LastErrorException;

  /** getsockname(2). */
  static native int getsockname(int fd, Pointer address, Pointer addressLength)
      throws LastErrorException;

  /** setsockopt(2). */
  static native int setsockopt(int fd, int level, int option, Pointer value, int valueLength)
      throws LastErrorException;

  /** getsockopt(2). */
  static native int getsockopt(int fd, int level, int option, Pointer value, Pointer valueLength)
      throws LastErrorException;

  /** sendto(2). */
  static native long sendto(
      int fd, Pointer buffer, long length, int flags, @Nullable Pointer address, int addressLength)
      throws LastErrorException;

  /**
   * recvfrom(2); address and its length may be null. Throws nothing, as {@link #recvmsg}: whoever
   * reads until a queue is empty would throw with each wake-up. The result is -1 and {@link
   * Native#getLastError()} the error.
   */
  static native long recvfrom(
      int fd,
      Pointer buffer,
      long length,
      int flags,
      @Nullable Pointer address,
      @Nullable Pointer addressLength);

  /**
   * recvmsg(2). Throws nothing: an empty queue (EAGAIN) ends every batch, and an exception each
   * time would cost more than the reading. The result is -1 and {@link Native#getLastError()} the
   * error.
   */
  static native long recvmsg(int fd, Pointer message, int flags);

  /** socketpair(2); the two descriptors are written as two ints. */
  static native int socketpair(int domain, int type, int protocol, Pointer descriptors)
      throws LastErrorException;

  /** malloc_trim(3), glibc's own like Netty's native library. */
  static native int malloc_trim(long keptBytes);

  /** mlockall(2). */
  static native int mlockall(int flags) throws LastErrorException;

  /** sched_setscheduler(2); the parameter is one int, the priority. */
  static native int sched_setscheduler(int pid, int policy, Pointer parameter)
      throws LastErrorException;

  /** poll(2). */
  static native int poll(Pointer descriptors, long count, int timeoutMillis)
      throws LastErrorException;

  /** pipe2(2); the two descriptors are written as two ints. */
  static native int pipe2(Pointer descriptors, int flags) throws LastErrorException;

  /**
   * read(2). Throws nothing: an empty pipe (EAGAIN) is what is mostly found. The result is -1 and
   * {@link Native#getLastError()} the error.
   */
  static native long read(int fd, Pointer buffer, long length);

  /** write(2). */
  static native long write(int fd, Pointer buffer, long length) throws LastErrorException;

  /** open(2) without O_CREAT. */
  static native int open(String path, int flags) throws LastErrorException;

  /** mkfifo(3). */
  static native int mkfifo(String path, int mode) throws LastErrorException;

  /** kill(2). */
  static native int kill(int pid, int signal) throws LastErrorException;

  /** geteuid(2). */
  static native int geteuid();

  /** getpwnam(3): static memory, null where there is no such user. */
  static native @Nullable Pointer getpwnam(String name);

  /** signalfd(2), as glibc has it: the set is a sigset_t. */
  static native int signalfd(int fd, Pointer set, int flags) throws LastErrorException;

  /** strerror(3). */
  static native String strerror(int errno);
}
