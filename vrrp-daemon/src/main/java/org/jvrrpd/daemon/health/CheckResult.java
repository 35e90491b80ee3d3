package org.jvrrpd.daemon.health;

import java.util.List;

/**
 * What one run of a check has found.
 *
 * @param passed whether all was well
 * @param why in words, as a log line has them in brackets: {@code exited with status 1}
 * @param lastLines the last that a script printed, oldest first
 */
public record CheckResult(boolean passed, String why, List<String> lastLines) {
  /** What is said of a run that took too long; the log has its own wording for that. */
  public static final String TIMED_OUT = "timed out";

  /** Copies the lines. */
  public CheckResult {
    lastLines = List.copyOf(lastLines);
  }

  static CheckResult passed(String why) {
    return new CheckResult(true, why, List.of());
  }

  static CheckResult failed(String why) {
    return new CheckResult(false, why, List.of());
  }
}
