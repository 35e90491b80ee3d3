package org.jvrrpd.daemon.kernel;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jvrrpd.core.packet.IpAddress;

/**
 * Which address to announce when, after one take-over. Round-robin over the addresses, so that each
 * has been announced once before any is announced twice. Has no clock: time is an argument, on
 * {@link System#nanoTime}'s scale.
 */
final class AnnouncementSchedule {
  private final List<IpAddress> addresses;
  private final long[] burstAtNanos;
  private final int[] burstSize;
  private int burst;
  private int announced;

  AnnouncementSchedule(AnnouncementPlan plan, List<IpAddress> addresses, long nowNanos) {
    this.addresses = List.copyOf(addresses);
    this.burstAtNanos = new long[] {nowNanos, nowNanos + plan.delay().toNanos()};
    this.burstSize =
        new int[] {
          plan.firstBurst() * this.addresses.size(), plan.secondBurst() * this.addresses.size()
        };
    skipFinishedBursts();
  }

  /** The address to announce now, or empty if none is due. Asking changes nothing. */
  Optional<IpAddress> due(long nowNanos) {
    return isFinished() || nowNanos - burstAtNanos[burst] < 0
        ? Optional.empty()
        : Optional.of(addresses.get(announced % addresses.size()));
  }

  /** When the next one is due, possibly in the past; empty when all is done. */
  OptionalLong nextAtNanos() {
    return isFinished() ? OptionalLong.empty() : OptionalLong.of(burstAtNanos[burst]);
  }

  /** The address that was due has been announced. */
  void advance() {
    announced++;
    skipFinishedBursts();
  }

  /** Gives up the rest of the burst that is due; the next one stays. */
  void abandonBurst() {
    announced = burstSize[burst];
    skipFinishedBursts();
  }

  private void skipFinishedBursts() {
    while (!isFinished() && announced >= burstSize[burst]) {
      burst++;
      announced = 0;
    }
  }

  private boolean isFinished() {
    return burst == burstSize.length;
  }
}
