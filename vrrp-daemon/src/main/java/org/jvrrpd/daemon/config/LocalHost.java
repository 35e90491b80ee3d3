package org.jvrrpd.daemon.config;

import java.util.Optional;
import java.util.Set;
import org.jvrrpd.core.packet.IpAddress;

/** What a reader has to know of the machine that it runs on. */
public interface LocalHost {
  /** The addresses of the machine's interfaces, loopback interfaces left out. */
  Set<IpAddress> addresses();

  /** The kernel's host name, short or fully qualified; empty if there is none. */
  String hostname();

  /** The interface, never {@code lo}, that holds an address. */
  Optional<String> interfaceOf(IpAddress address);

  /**
   * This machine as it is now; later changes are not seen.
   *
   * @throws java.io.UncheckedIOException if the interfaces cannot be listed
   */
  static LocalHost system() {
    return SystemHost.now();
  }
}
