package org.jvrrpd.daemon.config.vrrp;

import java.util.List;
import java.util.Optional;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.daemon.config.statement.Location;

/**
 * A route or a rule, in the words of ip-route(8) or ip-rule(8).
 *
 * @param words as the command takes them; old words are replaced by those of today
 * @param family the family of its addresses
 * @param device its interface, where it names one
 * @param tracked whether the instance notices when somebody removes it
 * @param trackGroup the instances that watch it
 * @param at where it stands
 */
public record IpRouteLine(
    List<String> words,
    AddressFamily family,
    Optional<Placed<String>> device,
    boolean tracked,
    Optional<Placed<String>> trackGroup,
    Location at) {
  /** Copies the words. */
  public IpRouteLine {
    words = List.copyOf(words);
  }
}
