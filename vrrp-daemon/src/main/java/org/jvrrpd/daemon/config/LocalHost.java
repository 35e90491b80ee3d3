package org.jvrrpd.daemon.config;

import java.util.Optional;
import java.util.Set;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.process.CommandLine;
import org.jvrrpd.daemon.process.ScriptInspection;

/** What a reader has to know of the machine that it runs on. */
public interface LocalHost {
  /** The addresses of the machine's interfaces, loopback interfaces left out. */
  Set<IpAddress> addresses();

  /** The kernel's host name, short or fully qualified; empty if there is none. */
  String hostname();

  /** The interface, never {@code lo}, that holds an address. */
  Optional<String> interfaceOf(IpAddress address);

  /** Whether the machine knows a user of this name. */
  boolean knowsUser(String name);

  /**
   * As whom scripts run where the configuration does not say it; empty: as the daemon. {@link
   * ScriptInspection#defaultUser} says why.
   */
  Optional<String> defaultScriptUser();

  /** Whether there is a systemd that can be asked for the states of its units. */
  boolean runsSystemd();

  /** Why a script does not run, or should not, if there is a reason. */
  Optional<ScriptInspection.Objection> objection(CommandLine command, Optional<String> user);

  /**
   * This machine as it is now; later changes are not seen.
   *
   * @throws java.io.UncheckedIOException if the interfaces cannot be listed
   */
  static LocalHost system() {
    return SystemHost.now();
  }
}
