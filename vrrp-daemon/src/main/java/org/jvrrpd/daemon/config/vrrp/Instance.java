package org.jvrrpd.daemon.config.vrrp;

import java.util.Optional;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.daemon.config.statement.Location;

/**
 * A virtual router.
 *
 * @param name its name; empty where it is missing
 * @param at where its block begins
 * @param vrid its VRID, 1 to 255; empty where it is missing
 * @param interfaceName where it advertises
 * @param family that of its first virtual address
 * @param version 2 or 3
 * @param election who becomes MASTER
 * @param wire what goes over the network
 * @param holdings what the MASTER holds
 * @param announcing how it tells the network
 * @param tracking what its priority depends on
 * @param hooks who is told
 * @param virtualMac the macvlan that it is on; empty: on its interface itself
 */
public record Instance(
    String name,
    Location at,
    Optional<Placed<Integer>> vrid,
    Optional<Placed<String>> interfaceName,
    AddressFamily family,
    Placed<Integer> version,
    Election election,
    Wire wire,
    Holdings holdings,
    Announcing announcing,
    Tracking tracking,
    Hooks hooks,
    Optional<VirtualMac> virtualMac) {
  /** The priority of an address owner (RFC 9568 section 5.2.4). */
  public static final int OWNER_PRIORITY = 255;

  /** Whether it is the address owner. */
  public boolean isOwner() {
    return election.priority().value() == OWNER_PRIORITY;
  }
}
