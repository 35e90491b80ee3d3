package org.jvrrpd.daemon.config;

import java.util.Optional;
import java.util.Set;
import org.jvrrpd.core.packet.IpAddress;

/**
 * How an address is installed, in the words of ip-address(8), where it is not in the usual way.
 *
 * @param label up to 15 bytes
 * @param scope a name or a number; empty: global
 * @param broadcast an address, {@code +} or {@code -}
 * @param peer the other end of a point-to-point link
 * @param preferredLifetime seconds or {@code forever}
 * @param flags {@code home}, {@code -nodad} and the like
 */
public record AddressDetails(
    Optional<String> label,
    Optional<String> scope,
    Optional<String> broadcast,
    Optional<IpAddress> peer,
    Optional<String> preferredLifetime,
    Set<String> flags) {

  /** The usual way. */
  public static final AddressDetails NONE =
      new AddressDetails(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Set.of());

  /** Copies the flags. */
  public AddressDetails {
    flags = Set.copyOf(flags);
  }
}
