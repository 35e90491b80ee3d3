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
     * @param why the operation and the reason in words, for a log line
     */
    record Refused(String why) implements Outcome {}
  }

  /** A real-time policy of sched(7). */
  public enum Policy {
    /** SCHED_FIFO: runs until it waits. */
    FIFO(1),
    /** SCHED_RR: takes turns with others of its priority. */
    ROUND_ROBIN(2);

    private final int number;

    Policy(int number) {
      this.number = number;
    }
  }

  /**
   * Keeps the process's memory from being paged out, each page from its first use on (mlockall(2)
   * with MCL_ONFAULT; without it the call itself was measured to stall the process for 1.4 s).
   * Refused where RLIMIT_MEMLOCK is finite and CAP_IPC_LOCK missing: from then on the JVM's own
   * allocations could fail at that limit, which ends it.
   */
  public static Outcome lockMemory() {
    String operation = "locking memory";
    try {
      if (!Capabilities.ofThisProcess().ipcLock() && !lockingIsUnlimited()) {
        return new Outcome.Refused(
            operation + ": RLIMIT_MEMLOCK is limited and CAP_IPC_LOCK is missing");
      }
      LibC.mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT);
      return new Outcome.Granted();
    } catch (LastErrorException e) {
      return refused(operation, e);
    } catch (IOException e) {
      return new Outcome.Refused(operation + ": " + e.getMessage());
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
   * Has the calling thread, and no thread or program that it starts later, scheduled in real time
   * (sched_setscheduler(2)). Takes CAP_SYS_NICE or an RLIMIT_RTPRIO.
   *
   * @param priority 1 to 99
   * @throws IllegalArgumentException if the priority is out of range
   */
  public static Outcome scheduleThread(Policy policy, int priority) {
    if (priority < 1 || priority > 99) {
      throw new IllegalArgumentException(priority + " is not a real-time priority, 1 to 99");
    }
    try (Memory parameter = new Memory(Integer.BYTES)) {
      parameter.setInt(0, priority);
      LibC.sched_setscheduler(0, policy.number | SCHED_RESET_ON_FORK, parameter);
      return new Outcome.Granted();
    } catch (LastErrorException e) {
      return refused("scheduling a thread in real time", e);
    }
  }

  private static Outcome refused(String operation, LastErrorException e) {
    return new Outcome.Refused(operation + ": " + Errno.describe(e.getErrorCode()));
  }
}
