package org.jvrrpd.daemon.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a running daemon says of itself; immutable. docs/status-json.md describes its JSON form.
 *
 * @param version the program's version, for example {@code 0.1.0}
 * @param node the host name under which the configuration knows this node
 * @param pid the daemon's process, as its own pid namespace numbers it; at least 1
 * @param startedAt when the daemon started
 * @param serviceState one word for one instance ({@code MASTER}), a count of each state for several
 *     ({@code 2 MASTER, 1 BACKUP})
 * @param instances every VRRP instance, in the order of the configuration
 * @param checks the node's health checks, in the order of the configuration
 * @param timers how late the event loop has been woken
 * @param scheduling what the kernel grants so that it is on time; empty from an earlier version
 * @param warnings what works but should not be so, a sentence each
 */
public record StatusReport(
    String version,
    String node,
    long pid,
    Instant startedAt,
    String serviceState,
    List<InstanceStatus> instances,
    List<CheckStatus> checks,
    TimerStatus timers,
    Optional<SchedulingStatus> scheduling,
    List<String> warnings) {

  /**
   * Copies the lists and checks the ranges.
   *
   * @throws IllegalArgumentException if the pid is not positive
   */
  public StatusReport {
    if (pid < 1) {
      throw new IllegalArgumentException("a pid is at least 1, not " + pid);
    }
    instances = List.copyOf(instances);
    checks = List.copyOf(checks);
    warnings = List.copyOf(warnings);
  }

  /** The report as one line of JSON without a line feed, as docs/status-json.md describes it. */
  public String toJson() {
    return Answer.asLine(StatusJson.write(this));
  }
}
