package org.jvrrpd.daemon.health;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether as many processes run as should. The first count decides at once; a change counts when it
 * has lasted for its delay. Times are those of {@link System#nanoTime}.
 */
final class Quorum {
  private final TrackedProcesses wanted;
  private @Nullable Boolean held;
  private int lastCount = -1;
  private boolean differs;
  private long differsSinceNanos;

  /**
   * @param held what is known already; null: nothing
   */
  Quorum(TrackedProcesses wanted, @Nullable Boolean held) {
    this.wanted = wanted;
    this.held = held;
  }

  /** Takes a count, and answers if it or the verdict is another one than before. */
  Optional<CheckResult> counted(int count, long nowNanos) {
    Boolean before = held;
    boolean enough = wanted.isQuorum(count);
    if (before == null || before == enough) {
      differs = false;
      held = enough;
    } else {
      if (!differs) {
        differs = true;
        differsSinceNanos = nowNanos;
      }
      long delay = (enough ? wanted.forkDelay() : wanted.terminateDelay()).toNanos();
      if (nowNanos - differsSinceNanos >= delay) {
        differs = false;
        held = enough;
      }
    }
    boolean verdict = Boolean.TRUE.equals(held);
    boolean news = count != lastCount || before == null || before != verdict;
    lastCount = count;
    String why = wanted.words(count);
    return !news
        ? Optional.empty()
        : Optional.of(verdict ? CheckResult.passed(why) : CheckResult.failed(why));
  }
}
