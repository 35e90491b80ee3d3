package org.jvrrpd.conformance.harness;

import java.time.Duration;

/**
 * One controller of a cluster.
 *
 * @param name the host's name
 * @param address its own IPv4 address, without prefix
 * @param prefixLength of its own address, 1 to 32
 * @param priority 1 to 254
 * @param owner whether it takes the VIP back when it returns
 */
public record Controller(
    String name, String address, int prefixLength, int priority, boolean owner) {

  /** Its own address as {@code ip addr add} takes it. */
  public String cidr() {
    return address + "/" + prefixLength;
  }

  /** How long it waits beyond three missed advertisements (RFC 3768 section 6.1). */
  public Duration skew() {
    return Duration.ofSeconds(1).multipliedBy(256 - priority).dividedBy(256);
  }
}
