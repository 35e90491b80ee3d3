package org.jvrrpd.daemon.config;

import java.util.Optional;

/**
 * Command lines to run after a change of state; each begins with an absolute path.
 *
 * @param master after becoming MASTER
 * @param backup after becoming BACKUP
 * @param fault after becoming FAULT
 * @param stop before the daemon ends
 */
public record Notifications(
    Optional<String> master,
    Optional<String> backup,
    Optional<String> fault,
    Optional<String> stop) {
  /** No script at all. */
  public static final Notifications NONE =
      new Notifications(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
