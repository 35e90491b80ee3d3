package org.jvrrpd.daemon.jna;

import java.io.IOException;

/**
 * A system call that failed. The message says what was being done and why it failed in words, for
 * example {@code adding 192.0.2.10/24 to eth0: Operation not permitted (EPERM)}.
 */
public final class SystemCallException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Errno errno;

  /**
   * Describes a failure.
   *
   * @param operation what was being done, as a phrase that begins with a participle
   * @param errno the error number that the call left
   */
  public SystemCallException(String operation, int errno) {
    super(operation + ": " + Errno.describe(errno));
    this.errno = Errno.of(errno);
  }

  /**
   * Describes a failure and adds what the reader should know about it.
   *
   * @param operation what was being done, as a phrase that begins with a participle
   * @param errno the error number that the call left
   * @param remark what to do, or what the kernel said besides; it follows a semicolon
   */
  public SystemCallException(String operation, int errno, String remark) {
    super(operation + ": " + Errno.describe(errno) + "; " + remark);
    this.errno = Errno.of(errno);
  }

  /** What was being done and why it failed; never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** The error by name, {@link Errno#OTHER} where this program does not tell it apart. */
  public Errno errno() {
    return errno;
  }
}
