package org.jvrrpd.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Every change of a host's addresses, as the kernel reported it to {@code ip monitor} while the
 * history ran. The times are those at which {@code ip} read the reports: on the same clock as a
 * capture's, and later than the change by the scheduling delay of that process.
 */
public final class AddressHistory {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long STEP_NANOS = 10_000_000;
  private static final String DELETED = "Deleted ";

  private final Host host;
  private final RunningProcess monitor;
  private int marks;

  /**
   * One report.
   *
   * @param at when it was read
   * @param present true if the address was added or renewed, false if it went away
   * @param address the address as it then was
   */
  public record Change(Instant at, boolean present, AddressOnHost address) {}

  private AddressHistory(Host host, RunningProcess monitor) {
    this.host = host;
    this.monitor = monitor;
  }

  /** Starts the monitor and returns when it is known to hear changes. */
  static AddressHistory start(Host host, Path log) throws IOException {
    RunningProcess monitor =
        host.start(
            "ip monitor in " + host.name(),
            log,
            Map.of("TZ", "UTC"),
            "ip",
            "-ts",
            "-o",
            "monitor",
            "address");
    AddressHistory history = new AddressHistory(host, monitor);
    history.awaitMark();
    return history;
  }

  /**
   * The changes of one address so far, oldest first; all that happened before this call are among
   * them.
   *
   * @param address in the kernel's spelling, without prefix
   * @throws IOException if the monitor has ended or wrote something else
   */
  public List<Change> changesOf(String address) throws IOException {
    awaitMark();
    List<Change> changes = new ArrayList<>();
    for (String line : monitor.logText().lines().toList()) {
      if (line.contains(" " + address + "/")) {
        changes.add(parse(line));
      }
    }
    return changes;
  }

  /** Reads a line such as {@code [2026-11-24T06:38:38.021621] Deleted 2: eth0 inet ...}. */
  static Change parse(String line) throws IOException {
    int end = line.indexOf("] ");
    if (!line.startsWith("[") || end < 0) {
      throw new IOException("not a line of ip -ts -o monitor: " + line);
    }
    try {
      Instant at = LocalDateTime.parse(line.substring(1, end)).toInstant(ZoneOffset.UTC);
      String rest = line.substring(end + 2);
      boolean deleted = rest.startsWith(DELETED);
      return new Change(
          at, !deleted, AddressOnHost.parse(deleted ? rest.substring(DELETED.length()) : rest));
    } catch (DateTimeParseException e) {
      throw new IOException("not a line of ip -ts -o monitor: " + line, e);
    }
  }

  /**
   * Changes loopback's addresses until the monitor says so: it prints nothing when it is ready, and
   * reports come in order, so whatever happened before the mark has been written by then.
   */
  private synchronized void awaitMark() throws IOException {
    int mark = marks++;
    String address = "127.7.%d.%d".formatted(mark / 250 % 250, 1 + mark % 250);
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (!monitor.logText().contains(" " + address + "/")) {
      if (!monitor.alive() || System.nanoTime() > deadlineNanos) {
        throw new IOException(
            monitor.label() + " does not report changes: " + monitor.logText().strip());
      }
      host.look("ip", "addr", "add", address + "/8", "dev", "lo");
      host.look("ip", "addr", "del", address + "/8", "dev", "lo");
      LockSupport.parkNanos(STEP_NANOS);
    }
  }
}
