package org.jvrrpd.daemon.config;

import java.util.List;
import java.util.Optional;

/**
 * What became of a file.
 *
 * @param configuration what it says; empty exactly if there is an {@link Severity#ERROR}
 * @param problems everything that is wrong with it, in file order; of errors and of warnings at
 *     most a hundred each
 */
public record ReadResult(Optional<ClusterConfiguration> configuration, List<Problem> problems) {
  /**
   * Checks that the two agree.
   *
   * @throws IllegalArgumentException if there is a configuration in spite of an error, or neither
   */
  public ReadResult {
    problems = List.copyOf(problems);
    boolean failed = problems.stream().anyMatch(each -> each.severity() == Severity.ERROR);
    if (failed == configuration.isPresent()) {
      throw new IllegalArgumentException("either a configuration or an error");
    }
  }
}
