package org.jvrrpd.daemon.health;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * Processes that are counted.
 *
 * @param name by which their results are told apart
 * @param quorum how many at least, 0 or more
 * @param quorumMax how many at most; empty: as many as there are
 * @param forkDelay how long there must be enough before it counts
 * @param terminateDelay how long there must not be before that counts
 */
public record TrackedProcesses(
    String name,
    ProcessPattern pattern,
    int quorum,
    OptionalInt quorumMax,
    Duration forkDelay,
    Duration terminateDelay) {
  boolean isQuorum(int count) {
    return count >= quorum && (quorumMax.isEmpty() || count <= quorumMax.getAsInt());
  }

  String words(int count) {
    String wanted =
        quorumMax.isEmpty()
            ? "at least " + quorum
            : "%d to %d".formatted(quorum, quorumMax.getAsInt());
    return (count == 1 ? "1 process runs, " : count + " processes run, ") + wanted + " should";
  }
}
