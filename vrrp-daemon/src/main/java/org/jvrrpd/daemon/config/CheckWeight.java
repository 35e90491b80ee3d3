package org.jvrrpd.daemon.config;

/**
 * What a check means for one virtual router.
 *
 * @param check the name of a {@link HealthCheck}
 * @param weight -254 to 254: added to the priority after a success if positive, after a failure if
 *     negative; 0 means that a failure is FAULT, and so does what would add -254. Of a number in a
 *     file, by which it is multiplied
 * @param reverse whether it counts the other way round
 */
public record CheckWeight(String check, int weight, boolean reverse) {
  /** The weight that a check has by itself. */
  public static CheckWeight of(HealthCheck check) {
    return new CheckWeight(check.name(), check.weight(), false);
  }
}
