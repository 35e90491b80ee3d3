package org.jvrrpd.daemon.control;

import java.util.List;

/**
 * What came of reading the configuration again.
 *
 * @param applied whether the running daemon changed; false for a dry run, and where problems kept
 *     the old configuration in force
 * @param plan what changes, a sentence each; empty where nothing does
 * @param problems why the new configuration was refused, a line each with file, line and column
 */
public record ReloadOutcome(boolean applied, List<String> plan, List<String> problems) {
  /** Copies the lists. */
  public ReloadOutcome {
    plan = List.copyOf(plan);
    problems = List.copyOf(problems);
  }
}
