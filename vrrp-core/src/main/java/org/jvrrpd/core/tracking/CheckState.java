package org.jvrrpd.core.tracking;

/**
 * What the results of one check have made of it. It is down until its first success, which suffices
 * alone; from then on {@code rise} successes in a row bring it up and {@code fall} failures in a
 * row bring it down.
 *
 * @param up the verdict
 * @param results what is known: nothing yet, failures alone, or a success among them
 * @param streak how many of the last results contradict the verdict, 0 or more
 */
public record CheckState(boolean up, Results results, int streak) {

  /** What has been heard of a check. */
  public enum Results {
    NONE,
    FAILURES,
    SUCCESSES
  }

  /** A check from which nothing was heard since the start: it counts as failed. */
  static CheckState unheard() {
    return new CheckState(false, Results.NONE, 0);
  }

  /**
   * A check that a reload has added to a node at work. Until it has answered it must neither lift
   * the priority nor take the node out of its election: it is what makes no difference.
   */
  static CheckState addedTo(CheckSettings settings) {
    boolean harmless = settings.weight() < 0 || (settings.weight() == 0 && !settings.reverse());
    return new CheckState(harmless, Results.NONE, 0);
  }

  /** The state after one more result. */
  CheckState after(boolean passed, CheckSettings settings) {
    Results known = passed || results == Results.SUCCESSES ? Results.SUCCESSES : Results.FAILURES;
    if (passed == up) {
      return new CheckState(up, known, 0);
    }
    return streak + 1 >= needed(settings)
        ? new CheckState(passed, known, 0)
        : new CheckState(up, known, streak + 1);
  }

  /** How many results in a row that contradict the verdict change it. */
  int needed(CheckSettings settings) {
    if (up) {
      return settings.fall();
    }
    return results == Results.SUCCESSES ? settings.rise() : 1;
  }
}
