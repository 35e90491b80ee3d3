package org.jvrrpd.daemon.jna;

/** Error numbers of Linux that this program tells apart (errno(3), asm-generic/errno*.h). */
public enum Errno {
  EPERM(1),
  ENOENT(2),
  ESRCH(3),
  EINTR(4),
  EIO(5),
  ENXIO(6),
  EAGAIN(11),
  ENOMEM(12),
  EACCES(13),
  EBUSY(16),
  EEXIST(17),
  ENODEV(19),
  EINVAL(22),
  ETIME(62),
  EOPNOTSUPP(95),
  EADDRINUSE(98),
  EADDRNOTAVAIL(99),
  ENETDOWN(100),
  ENETUNREACH(101),
  ENOBUFS(105),
  ETIMEDOUT(110),
  ECANCELED(125),
  /** Any other error number. */
  OTHER(0);

  private final int number;

  Errno(int number) {
    this.number = number;
  }

  /** The number that the kernel uses; 0 for {@link #OTHER}. */
  public int number() {
    return number;
  }

  /** The error with this number, {@link #OTHER} for one that is not listed. */
  public static Errno of(int number) {
    for (Errno errno : values()) {
      if (errno.number == number) {
        return errno;
      }
    }
    return OTHER;
  }

  /** The error in words and by name, for example {@code Operation not permitted (EPERM)}. */
  static String describe(int number) {
    Errno errno = of(number);
    String name = errno == OTHER ? "errno " + number : errno.name();
    return LibC.strerror(number) + " (" + name + ")";
  }
}
