package org.jvrrpd.core.tracking;

/**
 * What a number that somebody has measured does to a priority (keepalived.conf(5), track_file).
 *
 * @param factor by which it is multiplied; 0 means FAULT while it is another number than 0
 * @param reverse turns the effect round: the product is subtracted, and with factor 0 it is FAULT
 *     while the number is 0
 */
public record NumberWeight(int factor, boolean reverse) {
  /** The effect that is a FAULT, below that of every weight. */
  public static final int FAULT = -CheckSettings.MAX_WEIGHT - 1;

  /** What the number adds to the priority, -253 to 253, or {@link #FAULT}. */
  public int effect(int number) {
    if (factor == 0) {
      return (number != 0) == reverse ? 0 : FAULT;
    }
    long product = (long) number * factor;
    return Math.clamp(reverse ? -product : product, FAULT, CheckSettings.MAX_WEIGHT);
  }
}
