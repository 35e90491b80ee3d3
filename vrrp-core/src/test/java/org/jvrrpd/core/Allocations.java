package org.jvrrpd.core;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what a piece of code leaves to the garbage collector. */
public final class Allocations {
  /**
   * How often a test does in one run what is to allocate nothing. With all runs together it stays
   * below the 5,000 calls after which HotSpot's optimizing compiler may look at a method: that one
   * does away with objects that nobody else sees, and the daemon runs without it.
   */
  public static final int ROUNDS = 1_000;

  private static final int RUNS = 3;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  /**
   * What one run allocates on this thread, in bytes: the least of three, after one that loads
   * classes and fills what is kept.
   */
  public static long bytesAllocatedBy(Runnable rounds) {
    rounds.run();
    long least = Long.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      rounds.run();
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
