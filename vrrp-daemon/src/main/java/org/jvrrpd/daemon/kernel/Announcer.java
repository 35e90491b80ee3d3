package org.jvrrpd.daemon.kernel;

import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.SystemCallException;

/** Tells everyone on a segment which Ethernet address an IP address has now. */
@FunctionalInterface
public interface Announcer {
  /**
   * Sends one announcement, without waiting.
   *
   * @return whether it was sent; false if there was no room, so that it may be tried again soon
   * @throws SystemCallException if it cannot be sent: the link is down or gone, or has no Ethernet
   *     address
   */
  boolean announce(Link link, IpAddress vip) throws SystemCallException;
}
