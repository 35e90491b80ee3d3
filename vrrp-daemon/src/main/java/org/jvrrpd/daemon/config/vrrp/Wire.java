package org.jvrrpd.daemon.config.vrrp;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.Secret;
import org.jvrrpd.daemon.config.statement.Location;

/**
 * What goes over the network, and what is heard.
 *
 * @param multicastSource its source where it multicasts; empty: the interface's address
 * @param unicastSource its source where it has peers; empty: the interface's address
 * @param unicast where something says that it has peers
 * @param peers to whom it advertises; empty: to the group
 * @param group the multicast group; empty: the daemon's
 * @param unicastTtl TTL or hop limit to peers, 0 to 255
 * @param checkUnicastSource whether unicast from others than peers is not heard
 * @param skipAddressCheck whether the address list of a known MASTER is not compared
 * @param checksumLikeVersion2 whether the checksum of version 3 has no pseudo-header
 * @param authentication the password of version 2
 * @param hmac how advertisements of either version are protected
 */
public record Wire(
    Optional<Placed<IpAddress>> multicastSource,
    Optional<Placed<IpAddress>> unicastSource,
    Optional<Location> unicast,
    List<Peer> peers,
    Optional<Placed<IpAddress>> group,
    int unicastTtl,
    boolean checkUnicastSource,
    boolean skipAddressCheck,
    boolean checksumLikeVersion2,
    Optional<Authentication> authentication,
    Optional<Hmac> hmac) {
  /** Copies the list. */
  public Wire {
    peers = List.copyOf(peers);
  }

  /**
   * Somebody who takes part and is told by unicast.
   *
   * @param address whom
   * @param leastTtl of what is heard from it
   * @param mostTtl of what is heard from it
   */
  public record Peer(Placed<IpAddress> address, OptionalInt leastTtl, OptionalInt mostTtl) {}

  /**
   * How it shows who it is.
   *
   * @param at where the block begins
   * @param type {@code PASS} or {@code AH}
   * @param password its first eight bytes; empty where there is none
   * @param passwordBytes how many bytes were written
   */
  public record Authentication(
      Location at, Placed<String> type, Optional<Placed<Secret>> password, int passwordBytes) {}
}
