package org.jvrrpd.conformance.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jvrrpd.lab.wire.PacketSocket;

/** Frames in turn, at a steady rate, for a bounded time. */
public final class Flood {
  private static final long STEP_NANOS = 1_000_000;

  private Flood() {}

  /**
   * Sends.
   *
   * @param socket where
   * @param frames what, one after the other and again
   * @param perSecond how many in a second, 1 to 100,000; a late wake-up is made up for
   * @param time for how long
   * @return how many were sent
   * @throws IOException if the kernel refuses one
   */
  public static int send(PacketSocket socket, List<byte[]> frames, int perSecond, Duration time)
      throws IOException {
    long beginNanos = System.nanoTime();
    long endNanos = beginNanos + time.toNanos();
    int sent = 0;
    for (long now = beginNanos; now < endNanos; now = System.nanoTime()) {
      long due = (now - beginNanos) * perSecond / 1_000_000_000L;
      while (sent < due) {
        socket.send(frames.get(sent % frames.size()));
        sent++;
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
    return sent;
  }
}
