package org.jvrrpd.daemon.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.jvrrpd.daemon.config.running.DaemonConfiguration;
import org.jvrrpd.daemon.config.running.LoadedConfiguration;
import org.jvrrpd.daemon.kernel.Permissions;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.log.Severity;
import org.jvrrpd.daemon.runtime.Daemon;
import org.jvrrpd.daemon.runtime.DaemonOptions;
import org.jvrrpd.daemon.runtime.ExitStatus;
import org.jvrrpd.daemon.runtime.Signals;
import org.jvrrpd.daemon.runtime.Version;

/** What {@code jvrrpd run} does once its arguments are understood. */
final class DaemonStart {
  private DaemonStart() {}

  /**
   * Reads the configuration and runs the daemon until its end.
   *
   * @param err gets the problems of a configuration that cannot be used, one line each
   * @return the exit status
   * @throws CommandFailure if a capability is missing
   * @throws IOException in words, if something cannot be opened
   */
  static int run(DaemonOptions options, Signals signals, PrintWriter err) throws IOException {
    LoadedConfiguration read = options.load();
    Optional<DaemonConfiguration> configuration = read.configuration();
    if (configuration.isEmpty()) {
      read.problems().forEach(err::println);
      return ExitStatus.BAD_CONFIGURATION;
    }
    requirePermissions();
    try (PidFiles _ = PidFiles.claim(options.pidFiles());
        Log log = Log.toStandardError(System.getenv(), Severity.INFO)) {
      log.info("Starting jvrrpd " + Version.number());
      log.info("Configuration file " + options.configuration());
      read.problems().forEach(problem -> log.warning(problem.toString()));
      int status = Daemon.run(options, configuration.get(), log, signals);
      log.info("Stopped jvrrpd " + Version.number());
      return status;
    }
  }

  private static void requirePermissions() throws IOException {
    String missing = String.join(" and ", Permissions.missing());
    if (!missing.isEmpty()) {
      throw new CommandFailure(
          ExitStatus.NOT_PERMITTED,
          "not permitted: this process lacks "
              + missing
              + "; start it as root or give it what it lacks (setpriv, systemd's AmbientCapabilities)");
    }
  }
}
