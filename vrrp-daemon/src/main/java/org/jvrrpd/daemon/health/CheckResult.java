package org.jvrrpd.daemon.health;

import java.util.List;
import java.util.OptionalInt;

/**
 * What one run of a check has found.
 *
 * @param passed whether all was well
 * @param why in words, as a log line has them in brackets: {@code exited with status 1}
 * @param exitStatus of a script that ended by itself
 * @param lastLines the last that a script printed, oldest first
 */
public record CheckResult(
    boolean passed, String why, OptionalInt exitStatus, List<String> lastLines) {
  /** What is said of a run that took too long; the log has its own wording for that. */
  public static final String TIMED_OUT = "timed out";

  /** Copies the lines. */
  public CheckResult {
    lastLines = List.copyOf(lastLines);
  }

  static CheckResult passed(String why) {
    return new CheckResult(true, why, OptionalInt.empty(), List.of());
  }

  static CheckResult failed(String why) {
    return new CheckResult(false, why, OptionalInt.empty(), List.of());
  }
}
