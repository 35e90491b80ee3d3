package org.jvrrpd.daemon.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jvrrpd.daemon.process.CommandLine;

/** What a health check looks at. */
public sealed interface CheckTarget {
  /**
   * A command that passes by ending with status 0.
   *
   * @param user as whom it runs; empty: as the daemon
   */
  record Script(CommandLine command, Optional<String> user) implements CheckTarget {}

  /** An interface that is up and has a carrier. */
  record Link(String interfaceName) implements CheckTarget {}

  /** A port that takes a connection. */
  record Tcp(InetSocketAddress address) implements CheckTarget {}

  /** A page that a server answers with a status of 200 to 399. */
  record Http(URI address) implements CheckTarget {}

  /** A process by the name of its command or of its program. */
  record ProcessNamed(String name) implements CheckTarget {}

  /** A file that is there. */
  record FilePresent(Path path) implements CheckTarget {}

  /** A systemd unit that is active. */
  record Unit(String name) implements CheckTarget {}

  /**
   * The units of the services that are enabled for this node.
   *
   * @param portsAt where their ports are looked at too; empty: their ports are left alone
   */
  record Services(Optional<String> portsAt) implements CheckTarget {}
}
