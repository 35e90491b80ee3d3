package org.jvrrpd.daemon.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jvrrpd.core.packet.IpAddress;

/**
 * What an address on a link may have besides its prefix length, as in ip-address(8). Immutable.
 *
 * @param label how old programs list the address, 1 to 15 bytes; IPv4 only
 * @param scope where the address is valid, 0 (global) to 255 (nowhere), see {@link AddressScope};
 *     the kernel finds that of an IPv6 address by itself
 * @param broadcast the broadcast address, {@link AddressRequest#broadcast}; IPv4 only
 * @param peer the other end of a point-to-point link; the prefix length is then the peer's
 * @param preferredSeconds for how long the address may be chosen as a source, 0 for never
 *     (deprecated); cut to the valid lifetime, so that {@link Integer#MAX_VALUE} is for as long as
 *     it is valid. Empty: never for an IPv6 address alone in its prefix (/128), otherwise as long
 *     as it is valid
 * @param flags what else is said of it
 */
public record AddressTraits(
    Optional<String> label,
    int scope,
    Optional<IpAddress> broadcast,
    Optional<IpAddress> peer,
    OptionalInt preferredSeconds,
    Set<AddressFlag> flags) {

  /** Global, without anything. */
  public static final AddressTraits NONE =
      new AddressTraits(
          Optional.empty(),
          AddressScope.GLOBAL,
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Set.of());

  /** IFNAMSIZ of linux/if.h, without the NUL. */
  private static final int MAX_LABEL_BYTES = 15;

  /**
   * Checks the ranges and copies the flags.
   *
   * @throws IllegalArgumentException if one is left
   */
  public AddressTraits {
    label.ifPresent(AddressTraits::checkLabel);
    if (scope < AddressScope.GLOBAL || scope > AddressScope.NOWHERE) {
      throw new IllegalArgumentException(scope + " is not a scope");
    }
    if (preferredSeconds.isPresent() && preferredSeconds.getAsInt() < 0) {
      throw new IllegalArgumentException("a lifetime is 0 seconds or more");
    }
    flags = Set.copyOf(flags);
  }

  private static void checkLabel(String label) {
    int bytes = label.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > MAX_LABEL_BYTES || label.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a label has 1 to " + MAX_LABEL_BYTES + " bytes");
    }
  }

  /** The same with a label. */
  public AddressTraits withLabel(String text) {
    return new AddressTraits(Optional.of(text), scope, broadcast, peer, preferredSeconds, flags);
  }

  /** The same with another scope. */
  public AddressTraits withScope(int number) {
    return new AddressTraits(label, number, broadcast, peer, preferredSeconds, flags);
  }

  /** The same with a broadcast address. */
  public AddressTraits withBroadcast(IpAddress address) {
    return new AddressTraits(label, scope, Optional.of(address), peer, preferredSeconds, flags);
  }

  /** The same with another end. */
  public AddressTraits withPeer(IpAddress address) {
    return new AddressTraits(
        label, scope, broadcast, Optional.of(address), preferredSeconds, flags);
  }

  /** The same with a time for which it may be a source. */
  public AddressTraits withPreferredSeconds(int seconds) {
    return new AddressTraits(label, scope, broadcast, peer, OptionalInt.of(seconds), flags);
  }

  /** The same with these flags and no others. */
  public AddressTraits withFlags(Set<AddressFlag> others) {
    return new AddressTraits(label, scope, broadcast, peer, preferredSeconds, others);
  }
}
