package org.jvrrpd.daemon.control;

import java.time.Instant;
import java.util.List;

/**
 * What has become of one health check.
 *
 * @param name the check's name
 * @param up the verdict that rise and fall have made of its results
 * @param streak how many of the last results, one after another, contradict the verdict, 0 or more
 * @param needed how many of them make it another verdict, 1 or more
 * @param since when the verdict was reached; the start of the daemon where there is none yet
 * @param why what the last run found, in words
 * @param lastLines the last that its script printed, oldest first
 * @param skipped runs that were left out because the one before had not ended
 * @param contribution what it adds to the priority now, -253 to 253
 */
public record CheckStatus(
    String name,
    boolean up,
    int streak,
    int needed,
    Instant since,
    String why,
    List<String> lastLines,
    long skipped,
    int contribution) {
  /** Copies the lines. */
  public CheckStatus {
    lastLines = List.copyOf(lastLines);
  }
}
