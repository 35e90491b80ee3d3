package org.jvrrpd.daemon.kernel;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jvrrpd.daemon.jna.ProcessTuning.Policy;

/**
 * How the kernel shares the processors between a thread and all others (sched(7)).
 *
 * @param policy in real time, or ordinary
 * @param priority 1 to 99, where a higher one goes first; 0 for an ordinary thread
 */
public record Scheduling(Policy policy, int priority) {
  /** No real time. */
  public static final Scheduling ORDINARY = new Scheduling(Policy.OTHER, 0);

  /** Before everything ordinary, and behind whatever somebody has made more urgent on purpose. */
  public static final Scheduling USUAL = roundRobin(1);

  private static final Pattern REAL_TIME = Pattern.compile("(rr|fifo)(?::([1-9][0-9]?))?");

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the priority is none of this policy
   */
  public Scheduling {
    if (priority < policy.leastPriority() || priority > policy.mostPriority()) {
      throw new IllegalArgumentException(priority + " is no priority of SCHED_" + policy);
    }
  }

  /** SCHED_RR with a priority of 1 to 99. */
  public static Scheduling roundRobin(int priority) {
    return new Scheduling(Policy.RR, priority);
  }

  /**
   * What an operator writes: {@code rr}, {@code fifo}, either with {@code :1} to {@code :99} behind
   * it, or {@code other}. Without a number the priority is 1.
   *
   * @return empty for anything else
   */
  public static Optional<Scheduling> parse(String words) {
    if (words.equals("other")) {
      return Optional.of(ORDINARY);
    }
    Matcher matcher = REAL_TIME.matcher(words);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Policy policy = Policy.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
    String number = matcher.group(2);
    return Optional.of(new Scheduling(policy, number == null ? 1 : Integer.parseInt(number)));
  }

  /** Whether it is real time. */
  public boolean isRealTime() {
    return priority > 0;
  }

  /** The policy's name in sched(7), for example {@code SCHED_RR}. */
  public String policyName() {
    return "SCHED_" + policy;
  }

  /** For example {@code SCHED_RR 1}, or {@code SCHED_OTHER}. */
  @Override
  public String toString() {
    return isRealTime() ? policyName() + " " + priority : policyName();
  }
}
