package org.jvrrpd.core.tracking;

/**
 * How the results of one check count (keepalived.conf(5), vrrp_script).
 *
 * @param name by which its results and its lines in the log are told apart
 * @param weight what it does to the priority, -253 to 253: one above 0 is added while the check is
 *     up, one below 0 while it is down, and 0 means FAULT while it is down
 * @param reverse turns the effect round: the weight is subtracted instead of added, and with weight
 *     0 it is FAULT while the check is up
 * @param rise consecutive successes that bring it up, 1 or more
 * @param fall consecutive failures that bring it down, 1 or more
 */
public record CheckSettings(String name, int weight, boolean reverse, int rise, int fall) {
  /** The largest weight, in either direction. */
  public static final int MAX_WEIGHT = 253;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is outside of its range
   */
  public CheckSettings {
    if (weight < -MAX_WEIGHT || weight > MAX_WEIGHT) {
      throw new IllegalArgumentException(weight + " is not a weight (-253 to 253)");
    }
    if (rise < 1 || fall < 1) {
      throw new IllegalArgumentException("rise and fall are 1 or more");
    }
  }

  /** What is added to the priority in this state. */
  int contribution(boolean up) {
    boolean acts = up == weight > 0;
    return !acts ? 0 : reverse ? -weight : weight;
  }

  /** Whether this state is a FAULT. */
  boolean isFault(boolean up) {
    return weight == 0 && up == reverse;
  }
}
