package org.jvrrpd.daemon.kernel;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jvrrpd.core.packet.IpAddress;

/**
 * Which address to announce when, after one take-over or dispute: two bursts, then refreshes
 * without end. Round-robin over the addresses, so that each has been announced once before any is
 * announced twice. Has no clock: time is an argument, on {@link System#nanoTime}'s scale.
 */
final class AnnouncementSchedule {
  /** The burst that is the first refresh. */
  private static final int REFRESH = 2;

  private final List<IpAddress> addresses;
  private final long delayNanos;
  private final int secondBurst;
  private final long refreshNanos;
  private final int refreshBurst;

  private int burst;
  private long burstAtNanos;
  private int burstSize;
  private int announced;

  private AnnouncementSchedule(
      int firstBurst,
      long delayNanos,
      int secondBurst,
      AnnouncementPlan plan,
      List<IpAddress> addresses,
      long nowNanos) {
    this.addresses = List.copyOf(addresses);
    this.delayNanos = delayNanos;
    this.secondBurst = secondBurst * this.addresses.size();
    this.refreshNanos = plan.refreshInterval().toNanos();
    this.refreshBurst = refreshNanos > 0 ? plan.refreshBurst() * this.addresses.size() : 0;
    this.burstAtNanos = nowNanos;
    this.burstSize = firstBurst * this.addresses.size();
    skipFinishedBursts();
  }

  /** After a take-over. */
  AnnouncementSchedule(AnnouncementPlan plan, List<IpAddress> addresses, long nowNanos) {
    this(plan.firstBurst(), plan.delay().toNanos(), plan.secondBurst(), plan, addresses, nowNanos);
  }

  /** After a dispute. */
  static AnnouncementSchedule afterDispute(
      AnnouncementPlan plan, List<IpAddress> addresses, long nowNanos) {
    return new AnnouncementSchedule(
        plan.disputeBurst(),
        plan.disputeDelay().toNanos(),
        plan.disputeBurst(),
        plan,
        addresses,
        nowNanos);
  }

  /**
   * The address to announce now, or empty if none is due. Asking changes nothing, but that
   * refreshes which were missed become one: a process that was stopped for an hour does not make up
   * for it.
   */
  Optional<IpAddress> due(long nowNanos) {
    if (isFinished() || nowNanos - burstAtNanos < 0) {
      return Optional.empty();
    }
    if (burst >= REFRESH && announced == 0 && nowNanos - burstAtNanos > refreshNanos) {
      burstAtNanos = nowNanos;
    }
    return Optional.of(addresses.get(announced % addresses.size()));
  }

  /** Whether what is due has been announced before. */
  boolean isRepetition() {
    return burst > 0 || announced >= addresses.size();
  }

  /** When the next one is due, possibly in the past; empty when all is done. */
  OptionalLong nextAtNanos() {
    return isFinished() ? OptionalLong.empty() : OptionalLong.of(burstAtNanos);
  }

  /** The address that was due has been announced. */
  void advance() {
    announced++;
    skipFinishedBursts();
  }

  /** Gives up the rest of the burst that is due; the next one stays. */
  void abandonBurst() {
    announced = burstSize;
    skipFinishedBursts();
  }

  private void skipFinishedBursts() {
    while (!isFinished() && announced >= burstSize) {
      burst++;
      announced = 0;
      burstAtNanos += burst < REFRESH ? delayNanos : refreshNanos;
      burstSize = burst < REFRESH ? secondBurst : refreshBurst;
    }
  }

  private boolean isFinished() {
    return burst >= REFRESH && refreshBurst == 0;
  }
}
