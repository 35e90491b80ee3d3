package org.jvrrpd.daemon.runtime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the code of a take-over ready. At the start it is rehearsed until all of it has run; and
 * once more shortly before each take-over, since a backup that has done nothing else for hours has
 * little of it left in the processor's caches, or even in memory. Event loop only.
 */
final class Readiness implements AutoCloseable {
  /** A thousand take-overs that are near at the same time need one rehearsal. */
  private static final long REST_NANOS = 100_000_000L;

  /** What the kernel takes to install an address, several times over. */
  private static final long OUTCOME_NANOS = 500_000L;

  private final Surroundings surroundings;
  private @Nullable Rehearsal rehearsal;
  private long refreshedAt;
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
    int _ = rehearsal.run();
    refreshedAt = surroundings.clock().nanos();
  }

  /** Rehearses once more, which takes a millisecond or two. */
  void refresh() {
    if (rehearsal != null && surroundings.clock().nanos() - refreshedAt > REST_NANOS) {
      rehearsal.runOnce();
      surroundings.writer().expect(RouterTimer.AHEAD_NANOS + OUTCOME_NANOS);
      refreshedAt = surroundings.clock().nanos();
    }
  }

  /** A router has become MASTER: its announcement waits for the kernel thread only. */
  void tookOver() {
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
