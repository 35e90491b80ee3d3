package org.jvrrpd.daemon.config.vrrp;

import java.time.Duration;
import java.util.List;
import org.jvrrpd.daemon.config.statement.Location;

/**
 * Interfaces whose announcements share a pace.
 *
 * @param at where its block begins
 * @param announceInterval between two announcements; zero: none
 * @param neighbourInterval the same for IPv6
 * @param interfaces which
 */
public record GarpGroup(
    Location at,
    Duration announceInterval,
    Duration neighbourInterval,
    List<Placed<String>> interfaces) {
  /** Copies the list. */
  public GarpGroup {
    interfaces = List.copyOf(interfaces);
  }
}
