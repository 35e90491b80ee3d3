package org.jvrrpd.daemon.runtime;

import java.util.Optional;
import org.jvrrpd.core.packet.AddressFamily;

/**
 * Whether the kernel can keep up with the renewals of all leases. For each of an IPv6 address it
 * looks at all of them (addrconf_verify_rtnl): 1,000 leases of a second took 0.4 of a core, and of
 * 2,000 some ended before they were renewed.
 */
final class LeaseLoad {
  private static final int FEW_IPV6_LEASES = 1_000;

  private LeaseLoad() {}

  /** What to say in the log where it may not. */
  static Optional<String> warning(Roster roster) {
    long leases = roster.leasesOf(AddressFamily.IPV6);
    return leases > FEW_IPV6_LEASES
        ? Optional.of(
            leases
                + " IPv6 addresses are leases; the kernel looks at all of them whenever one is"
                + " renewed, and may not keep up: consider --vip-lease off")
        : Optional.empty();
  }
}
