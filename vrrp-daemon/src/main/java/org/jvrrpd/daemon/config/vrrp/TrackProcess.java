package org.jvrrpd.daemon.config.vrrp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jvrrpd.daemon.config.statement.Location;

/**
 * Processes that must run.
 *
 * @param name what they are called
 * @param at where the block begins
 * @param command the command and its parameters; empty where it is missing
 * @param parameterMatch {@code initial} or {@code partial}; empty: exactly
 * @param weight -254 to 254; 0 is FAULT
 * @param reverse whether they count the other way round
 * @param quorum how many at least
 * @param quorumMax how many at most
 * @param forkDelay before one more counts
 * @param terminateDelay before one less counts
 * @param fullCommand whether the whole command line is compared
 */
public record TrackProcess(
    String name,
    Location at,
    List<String> command,
    Optional<String> parameterMatch,
    int weight,
    boolean reverse,
    int quorum,
    OptionalInt quorumMax,
    Duration forkDelay,
    Duration terminateDelay,
    boolean fullCommand) {
  /** Copies the list. */
  public TrackProcess {
    command = List.copyOf(command);
  }
}
