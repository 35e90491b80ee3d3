package org.jvrrpd.daemon.config.vrrp;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.core.packet.HmacKey;
import org.jvrrpd.core.packet.HmacSettings.AntiReplay;
import org.jvrrpd.core.packet.HmacSettings.Mode;
import org.jvrrpd.daemon.config.statement.Location;

/**
 * {@code auth_hmac}: how advertisements are protected, and which unprotected ones are heard.
 *
 * @param at where the block begins
 * @param keys those that can be used, in file order
 * @param activeKey the number of the one that is used for what is sent; empty where none is named
 * @param windowSeconds how far clocks may differ, 1 to 300; empty: as usual
 * @param antiReplay what makes a message too old
 * @param mode what is sent and asked
 */
public record Hmac(
    Location at,
    List<Key> keys,
    Optional<Placed<Integer>> activeKey,
    Optional<Placed<Integer>> windowSeconds,
    AntiReplay antiReplay,
    Mode mode) {
  /** Copies the list. */
  public Hmac {
    keys = List.copyOf(keys);
  }

  /**
   * A key.
   *
   * @param id its number, 0 to 255
   * @param source where it is
   * @param at where it stands
   */
  public record Key(int id, Source source, Location at) {}

  /** Where a key is. */
  public sealed interface Source {}

  /**
   * In the configuration.
   *
   * @param key it
   */
  public record Written(HmacKey key) implements Source {}

  /**
   * In a file of its own, which has not been read.
   *
   * @param path the file
   */
  public record InFile(Path path) implements Source {}

  /** The number of the key that is used: the one that is named, or the only one there is. */
  public Optional<Integer> active() {
    return activeKey
        .map(Placed::value)
        .or(() -> keys.size() == 1 ? Optional.of(keys.getFirst().id()) : Optional.empty());
  }
}
