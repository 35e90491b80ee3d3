package org.jvrrpd.daemon.config.vrrp;

import java.util.Optional;
import java.util.Set;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.statement.Location;

/**
 * An address on an interface.
 *
 * @param address which
 * @param prefixLength 0 to 32 or 128
 * @param device where it goes; empty: on the instance's interface, or the daemon's default
 * @param label up to 15 characters
 * @param scope as in ip-address(8); empty: global
 * @param broadcast an address, {@code +} or {@code -}
 * @param peer the other end of a point-to-point link
 * @param preferredLifetime seconds or {@code forever}
 * @param trackGroup the instances that watch it
 * @param flags {@code home}, {@code -nodad}, {@code no_track}, {@code use_vmac} and the like
 * @param at where it stands
 */
public record Address(
    IpAddress address,
    int prefixLength,
    Optional<Placed<String>> device,
    Optional<String> label,
    Optional<String> scope,
    Optional<String> broadcast,
    Optional<IpAddress> peer,
    Optional<String> preferredLifetime,
    Optional<Placed<String>> trackGroup,
    Set<String> flags,
    Location at) {
  /** Copies the flags. */
  public Address {
    flags = Set.copyOf(flags);
  }

  /** {@code ADDRESS/LENGTH}. */
  @Override
  public String toString() {
    return address + "/" + prefixLength;
  }
}
