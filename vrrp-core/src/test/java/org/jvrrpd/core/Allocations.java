package org.jvrrpd.core;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what a piece of code leaves to the garbage collector. */
public final class Allocations {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  /**
   * What the second of two runs allocates, in bytes: the first one loads classes. Less than a byte
   * a round is nothing, since the smallest object has 16; the rest belongs to the measurement.
   */
  public static long bytesAllocatedBy(Runnable rounds) {
    long thread = Thread.currentThread().threadId();
    rounds.run();
    long before = THREADS.getThreadAllocatedBytes(thread);
    rounds.run();
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }
}
