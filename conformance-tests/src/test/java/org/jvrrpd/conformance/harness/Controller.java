package org.jvrrpd.conformance.harness;

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
}
