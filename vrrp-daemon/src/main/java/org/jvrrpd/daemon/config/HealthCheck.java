package org.jvrrpd.daemon.config;

import java.time.Duration;

/**
 * One check of this node, and what its results mean for the priority.
 *
 * @param name by which log and status know it
 * @param target what it looks at
 * @param interval from one start to the next, above zero
 * @param timeout after which a run has failed, above zero
 * @param weight what a failure adds to the priority if negative, what a success adds if positive:
 *     -253 to 253; 0 means that a failure is FAULT
 * @param fall consecutive failures that count as a failure, at least 1
 * @param rise consecutive successes that count as a success, at least 1
 */
public record HealthCheck(
    String name,
    CheckTarget target,
    Duration interval,
    Duration timeout,
    int weight,
    int fall,
    int rise) {

  /** The largest weight, in either direction (keepalived.conf(5), vrrp_script). */
  public static final int MAX_WEIGHT = 253;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is left
   */
  public HealthCheck {
    if (!interval.isPositive() || !timeout.isPositive()) {
      throw new IllegalArgumentException("interval and timeout are above zero");
    }
    if (Math.abs(weight) > MAX_WEIGHT || fall < 1 || rise < 1) {
      throw new IllegalArgumentException("weight -253 to 253, fall and rise at least 1");
    }
  }
}
