package org.jvrrpd.daemon.runtime;

import java.util.HashMap;
import java.util.Map;
import org.jvrrpd.daemon.kernel.Link;

/**
 * The prefixes that the host has by itself on each link, looked up once and kept until something
 * changes: every renewal asks for them. Event loop only.
 */
final class HostPrefixes {
  private final Surroundings surroundings;
  private final Map<Integer, OwnPrefixes> byLink = new HashMap<>();

  HostPrefixes(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  OwnPrefixes on(Link link) {
    return byLink.computeIfAbsent(
        link.index(),
        index ->
            OwnPrefixes.among(surroundings.monitor().addresses(index), surroundings::isVirtual));
  }

  /** The host's own addresses, or which of them are virtual, have changed. */
  void forget() {
    byLink.clear();
  }
}
