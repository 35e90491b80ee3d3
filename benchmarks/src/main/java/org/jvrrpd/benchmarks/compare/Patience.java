package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what another process does. What is measured comes from the kernel's time stamps. */
final class Patience {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Patience() {}

  /** A look at something that may not be there yet. */
  interface Look<T> {
    /** What was looked for, or empty. */
    Optional<T> look() throws IOException;
  }

  /**
   * Looks every 20 ms until something is there.
   *
   * @param what is waited for, for the message
   * @throws IOException if a look fails, or nothing is there after {@code limit}
   */
  static <T> T until(String what, Duration limit, Look<T> look) throws IOException {
    long startNanos = System.nanoTime();
    while (true) {
      Optional<T> found = look.look();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() - startNanos > limit.toNanos()) {
        throw new IOException(what + ": not within " + limit.toMillis() + " ms");
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  /** Lets time pass. */
  static void pass(Duration time) {
    long endNanos = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = endNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
