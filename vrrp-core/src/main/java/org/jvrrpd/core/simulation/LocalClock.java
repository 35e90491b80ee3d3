package org.jvrrpd.core.simulation;

/**
 * The monotonic clock of one host: it starts at a time of its own, runs a little too fast or too
 * slow, and stands still while its virtual machine is paused.
 */
final class LocalClock {
  private static final long MILLION = 1_000_000;

  private final Schedule schedule;
  private final long ratePerMillion;
  private long localAtBase;
  private long baseNanos;
  private long pausedAt;
  private boolean paused;

  /**
   * A clock.
   *
   * @param startNanos what it shows now
   * @param driftPpm by how many millionths it runs too fast; negative: too slow
   */
  LocalClock(Schedule schedule, long startNanos, int driftPpm) {
    this.schedule = schedule;
    this.ratePerMillion = MILLION + driftPpm;
    this.localAtBase = startNanos;
    this.baseNanos = schedule.now();
  }

  /** What it shows now. */
  long now() {
    return paused
        ? localAtBase
        : localAtBase + (schedule.now() - baseNanos) * ratePerMillion / MILLION;
  }

  boolean isPaused() {
    return paused;
  }

  /** The first time of the world at which it shows at least {@code localNanos}. */
  long worldTimeOf(long localNanos) {
    long local = Math.max(0, localNanos - localAtBase);
    return baseNanos + Math.ceilDiv(Math.multiplyExact(local, MILLION), ratePerMillion);
  }

  void pause() {
    localAtBase = now();
    pausedAt = schedule.now();
    paused = true;
  }

  /** Goes on; returns for how many nanoseconds of the world it stood still. */
  long resume() {
    long stood = schedule.now() - pausedAt;
    baseNanos = schedule.now();
    paused = false;
    return stood;
  }
}
