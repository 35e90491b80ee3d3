package org.jvrrpd.daemon.demo;

import java.time.Duration;

/**
 * A controller of the demonstration.
 *
 * @param name its host's name
 * @param address its own IPv4 address, without prefix
 * @param priority 1 to 254
 * @param owner whether it takes the VIP back when it returns
 */
record Member(String name, String address, int priority, boolean owner) {

  /** What it waits beyond three missed advertisements (RFC 3768 section 6.1). */
  Duration skew() {
    return Duration.ofSeconds(256 - priority).dividedBy(256);
  }

  /** How long it hears nothing before it takes over (RFC 3768 section 6.1). */
  Duration downInterval() {
    return DemoCluster.INTERVAL.multipliedBy(3).plus(skew());
  }
}
