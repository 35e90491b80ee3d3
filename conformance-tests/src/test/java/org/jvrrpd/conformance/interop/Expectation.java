package org.jvrrpd.conformance.interop;

import java.time.Duration;
import java.util.List;

/**
 * What must come of a cell.
 *
 * @param holders the nodes that have the VIP in service in the end, in order
 * @param atLeast how long the change takes at least
 * @param within how long it takes at most, a second to spare included
 * @param masterSays what the preferred node logs if it runs jvrrpd
 * @param backupSays what the other one logs if it runs jvrrpd
 * @param because why the outcome is another one than a single holder; empty if it is not
 */
record Expectation(
    List<String> holders,
    Duration atLeast,
    Duration within,
    List<String> masterSays,
    List<String> backupSays,
    String because) {

  /** Keeps its own copies. */
  Expectation {
    holders = List.copyOf(holders);
    masterSays = List.copyOf(masterSays);
    backupSays = List.copyOf(backupSays);
  }
}
