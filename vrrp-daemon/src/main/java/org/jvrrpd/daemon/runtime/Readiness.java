package org.jvrrpd.daemon.runtime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the code of a take-over ready. At the start it is rehearsed until all of it has run; and
 * once more shortly before each take-over, since a backup that has done nothing else for hours has
 * little of it left in the processor's caches, or even in memory. Event loop only.
 */
final class Readiness implements AutoCloseable {
  /** A thousand take-overs that are near at the same time need one rehearsal, and another. */
  private static final long REST_NANOS = 100_000_000L;

  private static final int REHEARSALS = 2;

  /** What the first takes, twice over, so that a daemon that is woken late does not come later. */
  private static final long COLD_NANOS = 3_000_000L;

  /** What another takes that follows it, nearly twice over. */
  private static final long WARM_NANOS = 1_000_000L;

  /** From the end of one to the next: all that are told at once want the same one. */
  private static final long SPACING_NANOS = 1_000_000L;

  /** What the kernel takes to install an address, several times over. */
  private static final long OUTCOME_NANOS = 500_000L;

  private final Surroundings surroundings;
  private @Nullable Rehearsal rehearsal;
  private long beganAt;
  private long endedAt;
  private int rehearsalsLeft;
  private long awaitedAt;

  Readiness(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Rehearses at the start.
   *
   * @param settings those of an instance that may have to take over
   */
  void begin(InstanceSettings settings) throws IOException {
    rehearsal = Rehearsal.of(surroundings, settings);
    beganAt = surroundings.clock().nanos();
    int _ = rehearsal.run();
    endedAt = surroundings.clock().nanos();
    rehearsalsLeft = 0;
  }

  /**
   * Rehearses once more if there is time, which takes a millisecond or two, and less when it has
   * just been done.
   *
   * @param leftNanos until a take-over
   * @return whether this is for whoever asks: not where another take-over was as near just now
   */
  boolean refresh(long leftNanos) {
    long now = surroundings.clock().nanos();
    if (now - beganAt > REST_NANOS) {
      beganAt = now;
      rehearsalsLeft = REHEARSALS;
    }
    if (rehearsal == null || rehearsalsLeft == 0) {
      return false;
    }
    long needed = rehearsalsLeft == REHEARSALS ? COLD_NANOS : WARM_NANOS;
    if (leftNanos >= needed && now - endedAt > SPACING_NANOS) {
      rehearsalsLeft--;
      if (!rehearse(rehearsal)) {
        return false;
      }
      surroundings.writer().expect(RouterTimer.AHEAD_NANOS + OUTCOME_NANOS);
      endedAt = surroundings.clock().nanos();
    }
    return true;
  }

  /** A comfort, which must not keep a take-over from happening. */
  private boolean rehearse(Rehearsal ready) {
    try {
      ready.runOnce();
      return true;
    } catch (RuntimeException e) {
      surroundings.log().warning("take-overs are not rehearsed any more: " + e);
      ready.close();
      rehearsal = null;
      return false;
    }
  }

  /** A router has become MASTER: its announcement waits for the kernel thread only. */
  void tookOver() {
    rehearsalsLeft = 0;
    long now = surroundings.clock().nanos();
    if (now - awaitedAt > REST_NANOS) {
      awaitedAt = now;
      surroundings.writer().awaitOutcomes(OUTCOME_NANOS);
    }
  }

  @Override
  public void close() {
    if (rehearsal != null) {
      rehearsal.close();
    }
  }
}
