package org.jvrrpd.daemon.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.core.packet.IpAddress;

/** A machine with one interface, eth0. */
record TestHost(String hostname, Set<IpAddress> addresses) implements LocalHost {
  static TestHost of(String hostname, String... addresses) {
    Set<IpAddress> parsed = new LinkedHashSet<>();
    for (String address : List.of(addresses)) {
      parsed.add(IpAddress.parse(address).orElseThrow());
    }
    return new TestHost(hostname, parsed);
  }

  @Override
  public Optional<String> interfaceOf(IpAddress address) {
    return addresses.contains(address) ? Optional.of("eth0") : Optional.empty();
  }
}
