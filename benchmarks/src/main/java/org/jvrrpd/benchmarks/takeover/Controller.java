package org.jvrrpd.benchmarks.takeover;

import java.time.Duration;
import java.util.List;

/**
 * One of the three controllers that are measured, with addresses from 192.0.2.0/24 (RFC 5737).
 *
 * @param name the host's name
 * @param address its own IPv4 address, without prefix
 * @param priority 1 to 254
 */
record Controller(String name, String address, int priority) {
  /** The preferred holder, the one that follows when it is killed, and the one after that. */
  static final List<Controller> ALL =
      List.of(
          new Controller("server1", "192.0.2.101", 100),
          new Controller("server2", "192.0.2.102", 90),
          new Controller("server3", "192.0.2.103", 80));

  static final String VIP = "192.0.2.100";
  static final int PREFIX_LENGTH = 24;
  static final int VRID = 51;
  static final int INTERVAL_SECONDS = 1;

  /** How long it waits after a resignation (RFC 3768 section 6.1, Skew_Time). */
  Duration skew() {
    return Duration.ofSeconds(1).multipliedBy(256 - priority).dividedBy(256);
  }

  /** How long it hears nothing before it takes over (section 6.1, Master_Down_Interval). */
  Duration downInterval() {
    return Duration.ofSeconds(3 * INTERVAL_SECONDS).plus(skew());
  }

  /** Its own address as {@code ip addr add} takes it. */
  String cidr() {
    return address + "/" + PREFIX_LENGTH;
  }
}
