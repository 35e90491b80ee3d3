package org.jvrrpd.daemon.config;

import java.util.Set;
import org.jvrrpd.core.packet.IpAddress;

/**
 * Which of the cluster's nodes this one is.
 *
 * @param hostname as the file spells it
 * @param address its {@code ip_address}
 * @param priority its base priority, 1 to 254
 * @param vipOwner whether it is the preferred holder
 * @param services the services that are enabled for it, in file order
 */
public record NodeIdentity(
    String hostname, IpAddress address, int priority, boolean vipOwner, Set<String> services) {

  /** Copies the services. */
  public NodeIdentity {
    services = Copies.ordered(services);
  }
}
