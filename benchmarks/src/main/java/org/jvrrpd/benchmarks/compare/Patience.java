package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what another process does. What is measured comes from the kernel's time stamps. */
final class Patience {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** How many times as long as it looked it rests. */
  private static final int REST = 3;

  private Patience() {}

  /** A look at something that may not be there yet. */
  interface Look<T> {
    /** What was looked for, or empty. */
    Optional<T> look() throws IOException;
  }

  /**
   * Looks every 20 ms until something is there; less often where a look itself takes long, so that
   * looking at a thousand addresses does not take the processor from the daemon that adds them.
   *
   * @param what is waited for, for the message
   * @throws IOException if a look fails, or nothing is there after {@code limit}
   */
  static <T> T until(String what, Duration limit, Look<T> look) throws IOException {
    long startNanos = System.nanoTime();
    while (true) {
      long lookedNanos = System.nanoTime();
      Optional<T> found = look.look();
      if (found.isPresent()) {
        return found.get();
      }
      long nowNanos = System.nanoTime();
      if (nowNanos - startNanos > limit.toNanos()) {
        throw new IOException(what + ": not within " + limit.toSeconds() + " s");
      }
      LockSupport.parkNanos(Math.max(STEP_NANOS, REST * (nowNanos - lookedNanos)));
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
