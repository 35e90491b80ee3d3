package org.jvrrpd.daemon.control;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the kernel grants the daemon so that it is on time.
 *
 * @param policy of the threads on which a take-over waits, as sched(7) calls it, for example {@code
 *     SCHED_RR}
 * @param priority 1 to 99; empty where they are ordinary
 * @param refusal what was refused and why, for example {@code SCHED_RR 1: Operation not permitted
 *     (EPERM)}
 * @param memory {@code locked}, {@code not yet locked} or {@code not locked}
 * @param memoryRefusal why locking is refused
 */
public record SchedulingStatus(
    String policy,
    OptionalInt priority,
    Optional<String> refusal,
    String memory,
    Optional<String> memoryRefusal) {

  /** For example {@code SCHED_RR 1; memory locked}. */
  public String inWords() {
    return (priority.isPresent() ? policy + " " + priority.getAsInt() : "ordinary")
        + inParentheses(refusal)
        + "; memory "
        + memory
        + inParentheses(memoryRefusal);
  }

  private static String inParentheses(Optional<String> why) {
    return why.map(words -> " (" + words + ")").orElse("");
  }
}
