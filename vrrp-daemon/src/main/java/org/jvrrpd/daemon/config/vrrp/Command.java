package org.jvrrpd.daemon.config.vrrp;

import java.util.Optional;
import org.jvrrpd.daemon.config.statement.Location;

/**
 * A command of the operator's.
 *
 * @param line the command and its parameters, as they are written
 * @param user who runs it; empty: the daemon's script user
 * @param group the group; empty: the user's
 * @param at where it stands
 */
public record Command(String line, Optional<String> user, Optional<String> group, Location at) {
  /** What is run, without its parameters. */
  public String program() {
    String trimmed = line.strip();
    int end = 0;
    while (end < trimmed.length() && !Character.isWhitespace(trimmed.charAt(end))) {
      end++;
    }
    return trimmed.substring(0, end);
  }
}
