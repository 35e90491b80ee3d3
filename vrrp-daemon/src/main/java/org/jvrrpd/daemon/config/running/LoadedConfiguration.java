package org.jvrrpd.daemon.config.running;

import java.util.List;
import java.util.Optional;
import org.jvrrpd.daemon.config.Problem;

/**
 * What became of a file that a daemon is to run.
 *
 * @param configuration what it says; empty where a daemon cannot start with it
 * @param problems everything that is wrong with it
 */
public record LoadedConfiguration(
    Optional<DaemonConfiguration> configuration, List<Problem> problems) {
  /** Copies the list. */
  public LoadedConfiguration {
    problems = List.copyOf(problems);
  }
}
