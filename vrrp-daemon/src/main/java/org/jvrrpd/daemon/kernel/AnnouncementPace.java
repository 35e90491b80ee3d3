package org.jvrrpd.daemon.kernel;

import java.time.Duration;
import org.jvrrpd.core.packet.AddressFamily;

/**
 * The least time between two announcements of a family on an interface, or on a group of them,
 * shared by all who announce there. Whoever wants to announce books a slot, so that they take
 * turns. Has no clock: time is an argument, on {@link System#nanoTime}'s scale. Confined to the
 * event loop.
 */
public final class AnnouncementPace {
  private final Slots arp;
  private final Slots neighbours;

  /**
   * A pace for both families.
   *
   * @param arpInterval between two gratuitous ARP frames, 0 or more
   * @param neighbourInterval between two unsolicited neighbour advertisements, 0 or more
   */
  public AnnouncementPace(Duration arpInterval, Duration neighbourInterval) {
    arp = new Slots(arpInterval.toNanos());
    neighbours = new Slots(neighbourInterval.toNanos());
  }

  /** As fast as the link takes them. */
  public static AnnouncementPace none() {
    return new AnnouncementPace(Duration.ZERO, Duration.ZERO);
  }

  /** The slots of a family. */
  Slots of(AddressFamily family) {
    return family == AddressFamily.IPV6 ? neighbours : arp;
  }

  /** Slots of one length, one after another. */
  static final class Slots {
    private final long intervalNanos;
    private long freeAtNanos;
    private long quietUntilNanos;
    private boolean used;

    private Slots(long intervalNanos) {
      if (intervalNanos < 0) {
        throw new IllegalArgumentException("an interval is 0 or more");
      }
      this.intervalNanos = intervalNanos;
    }

    /** Books the next slot that is free, and says when it begins. */
    long book(long nowNanos) {
      if (!used) {
        used = true;
        freeAtNanos = nowNanos;
        quietUntilNanos = nowNanos;
      }
      long at = later(freeAtNanos, nowNanos);
      freeAtNanos = at + intervalNanos;
      return at;
    }

    /** How long whoever has booked this slot has to wait, 0 or less for not at all. */
    long waitNanos(long slotNanos, long nowNanos) {
      // One that was late must not come right before the next.
      return later(slotNanos, quietUntilNanos) - nowNanos;
    }

    /** One was sent. */
    void sent(long nowNanos) {
      quietUntilNanos = nowNanos + intervalNanos;
    }

    private static long later(long a, long b) {
      return a - b >= 0 ? a : b;
    }
  }
}
