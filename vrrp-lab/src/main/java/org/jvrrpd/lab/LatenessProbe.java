package org.jvrrpd.lab;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that wants to wake up every 5 ms and notes how late it did at worst. Tells a machine
 * that was too busy to keep time from a daemon that was late by itself. Safe for use by several
 * threads.
 */
public final class LatenessProbe implements AutoCloseable {
  private static final long STEP_NANOS = 5_000_000;

  private final AtomicLong worstNanos = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Thread thread;

  private LatenessProbe() {
    thread = Thread.ofPlatform().name("lateness-probe").daemon().unstarted(this::measure);
  }

  /** Starts measuring. */
  public static LatenessProbe start() {
    LatenessProbe probe = new LatenessProbe();
    probe.thread.start();
    return probe;
  }

  /** The worst lateness since the start or the last {@link #restart}. */
  public Duration worst() {
    return Duration.ofNanos(worstNanos.get());
  }

  /** Begins a new window and returns the worst lateness of the one that ends. */
  public Duration restart() {
    return Duration.ofNanos(worstNanos.getAndSet(0));
  }

  /** Ends the thread. */
  @Override
  public void close() {
    ended.set(true);
    LockSupport.unpark(thread);
  }

  private void measure() {
    while (!ended.get()) {
      long dueNanos = System.nanoTime() + STEP_NANOS;
      long leftNanos = STEP_NANOS;
      while (leftNanos > 0 && !ended.get()) {
        LockSupport.parkNanos(leftNanos);
        leftNanos = dueNanos - System.nanoTime();
      }
      worstNanos.accumulateAndGet(-leftNanos, Math::max);
    }
  }
}
