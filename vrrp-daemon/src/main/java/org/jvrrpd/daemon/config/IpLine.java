package org.jvrrpd.daemon.config;

import java.util.List;
import org.jvrrpd.core.packet.AddressFamily;

/**
 * A route or a rule, in the words of ip-route(8) or ip-rule(8).
 *
 * @param words as the command takes them behind {@code add}
 * @param family the family of its addresses
 * @param tracked whether it is put back when somebody removes it
 */
public record IpLine(List<String> words, AddressFamily family, boolean tracked) {
  /** Copies the words. */
  public IpLine {
    words = List.copyOf(words);
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
