package org.jvrrpd.daemon.kernel;

import java.util.Optional;
import org.jvrrpd.daemon.jna.ProcessTuning;
import org.jvrrpd.daemon.jna.ProcessTuning.Outcome;

/**
 * What keeps a daemon on time on a busy machine, as far as the kernel permits it; without it the
 * daemon runs all the same. With every core busy, the interval error of an event loop was 4.9 to
 * 7.4 ms at p99 with the ordinary scheduler, and 0.7 to 1.3 ms in real time.
 */
public final class Promptness {
  /** Before everything ordinary, and behind whatever somebody has made more urgent on purpose. */
  private static final int REAL_TIME_PRIORITY = 1;

  private Promptness() {}

  /**
   * Has the calling thread run before all ordinary ones (SCHED_RR, sched(7)); the threads and
   * programs that it starts are ordinary. Takes CAP_SYS_NICE or an RLIMIT_RTPRIO.
   *
   * @return empty, or why it stays ordinary, in words for a log line
   */
  public static Optional<String> hurryThisThread() {
    return refusal(
        ProcessTuning.scheduleThread(ProcessTuning.Policy.ROUND_ROBIN, REAL_TIME_PRIORITY));
  }

  /**
   * Gives back the memory that only the start needed, and keeps the rest from being paged out, in
   * this order, since locked pages cannot be given back. Takes some milliseconds: not for the event
   * loop. The JVM returns what its compiler used to the C heap 5 s later, so call it after that.
   *
   * @return empty, or why memory can be paged out, in words for a log line
   */
  public static Optional<String> settleMemory() {
    ProcessTuning.trimHeap();
    return refusal(ProcessTuning.lockMemory());
  }

  private static Optional<String> refusal(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Granted() -> Optional.empty();
      case Outcome.Refused(String why) -> Optional.of(why);
    };
  }
}
