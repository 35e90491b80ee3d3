package org.jvrrpd.daemon.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

  /**
   * A number in a file, which is multiplied by weights.
   *
   * @param initial what is written into a file that is not there; empty: nothing
   * @param overwrite whether that is also written into one that is there
   */
  record NumberIn(Path path, Optional<String> initial, boolean overwrite) implements CheckTarget {}

  /**
   * As many processes as there should be.
   *
   * @param command the command and its parameters, at least one word
   * @param parameterMatch {@code initial} or {@code partial}; empty: exactly
   * @param fullCommand whether the command line is compared where there are no parameters
   * @param quorum how many at least, 0 or more
   * @param quorumMax how many at most; empty: as many as there are
   * @param forkDelay how long there must be enough before it counts
   * @param terminateDelay how long there must not be before that counts
   */
  record ProcessCount(
      List<String> command,
      Optional<String> parameterMatch,
      boolean fullCommand,
      int quorum,
      OptionalInt quorumMax,
      Duration forkDelay,
      Duration terminateDelay)
      implements CheckTarget {
    /** Copies the list. */
    public ProcessCount {
      command = List.copyOf(command);
    }
  }
}
