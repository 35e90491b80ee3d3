package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What keeps the daemon's timers on time where the machine is short of memory or of processors.
 * Each is a wish: where it is not granted, the result says why, and the daemon runs without.
 */
public final class ProcessTuning {
  private static final int MCL_CURRENT = 1;
  private static final int MCL_FUTURE = 2;
  private static final int MCL_ONFAULT = 4;

  /** Threads and programs that this thread starts run normally (sched(7)). */
  private static final int SCHED_RESET_ON_FORK = 0x4000_0000;

  private static final Path LIMITS = Path.of("/proc/self/limits");

  private ProcessTuning() {}

  /** What became of a wish. */
  public sealed interface Outcome {
    /** It was granted. */
    record Granted() implements Outcome {}

    /**
     * It was not, and nothing changed.
     *
     * @param why the reason in words, for a log line
     */
    record Refused(String why) implements Outcome {}
  }

  /** A policy of sched(7), named as there without its {@code SCHED_}. */
  public enum Policy {
    /** The ordinary one. */
    OTHER(0),
    /** In real time; runs until it waits. */
    FIFO(1),
    /** In real time; takes turns with others of its priority. */
    RR(2);

    private final int number;

    Policy(int number) {
      this.number = number;
    }

    /** 1 in real time, else 0. */
    public int leastPriority() {
      return this == OTHER ? 0 : 1;
    }

    /** 99 in real time, else 0. */
    public int mostPriority() {
      return this == OTHER ? 0 : 99;
    }
  }

  /**
   * Keeps the process's memory from being paged out, each page from its first use on (mlockall(2)
   * with MCL_ONFAULT; without it the call itself was measured to stall the process for 1.4 s).
   * Refused where RLIMIT_MEMLOCK is finite and CAP_IPC_LOCK missing: from then on the JVM's own
   * allocations could fail at that limit, which ends it.
   */
  public static Outcome lockMemory() {
    try {
      if (!Capabilities.ofThisProcess().ipcLock() && !lockingIsUnlimited()) {
        return new Outcome.Refused("RLIMIT_MEMLOCK is limited and CAP_IPC_LOCK is missing");
      }
      LibC.mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT);
      return new Outcome.Granted();
    } catch (LastErrorException e) {
      return refused(e);
    } catch (IOException e) {
      return new Outcome.Refused(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Gives the pages of the C heap that nothing uses back to the kernel (malloc_trim(3)). Any
   * thread; others that want native memory meanwhile wait, for 9 ms at most where it was measured.
   * Does nothing for memory that is locked.
   */
  public static void trimHeap() {
    LibC.malloc_trim(0);
  }

  /** proc_pid_limits(5): name, soft limit, hard limit, unit. */
  private static boolean lockingIsUnlimited() throws IOException {
    String name = "Max locked memory";
    return Files.readAllLines(LIMITS).stream()
        .filter(line -> line.startsWith(name))
        .anyMatch(line -> line.substring(name.length()).trim().startsWith("unlimited"));
  }

  /**
   * Has the calling thread, and in real time no thread or program that it starts later, scheduled
   * like this (sched_setscheduler(2)). Real time takes CAP_SYS_NICE or an RLIMIT_RTPRIO of at least
   * the priority.
   *
   * @param priority 1 to 99 in real time, else 0
   * @throws IllegalArgumentException if the priority is out of range
   */
  public static Outcome scheduleThread(Policy policy, int priority) {
    if (priority < policy.leastPriority() || priority > policy.mostPriority()) {
      throw new IllegalArgumentException(
          "%d is no priority of SCHED_%s, %d to %d"
              .formatted(priority, policy, policy.leastPriority(), policy.mostPriority()));
    }
    int flags = policy == Policy.OTHER ? 0 : SCHED_RESET_ON_FORK;
    try (Memory parameter = new Memory(Integer.BYTES)) {
      parameter.setInt(0, priority);
      LibC.sched_setscheduler(0, policy.number | flags, parameter);
      return new Outcome.Granted();
    } catch (LastErrorException e) {
      return refused(e);
    }
  }

  private static Outcome refused(LastErrorException e) {
    return new Outcome.Refused(Errno.describe(e.getErrorCode()));
  }
}
