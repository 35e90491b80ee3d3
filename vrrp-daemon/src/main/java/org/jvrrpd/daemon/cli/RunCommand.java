package org.jvrrpd.daemon.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jvrrpd.daemon.config.ClusterConfiguration;
import org.jvrrpd.daemon.config.Problem;
import org.jvrrpd.daemon.config.ReadResult;
import org.jvrrpd.daemon.kernel.Permissions;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.log.Severity;
import org.jvrrpd.daemon.runtime.Daemon;
import org.jvrrpd.daemon.runtime.DaemonOptions;
import org.jvrrpd.daemon.runtime.ExitStatus;
import org.jvrrpd.daemon.runtime.Signals;
import org.jvrrpd.daemon.runtime.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jvrrpd run}: the daemon, in the foreground. */
@Command(
    name = "run",
    description = "Runs the daemon in the foreground; this is what systemd starts.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private final Signals signals;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(
      names = "--runtime-dir",
      paramLabel = "DIR",
      defaultValue = "/run/jvrrpd",
      description = "Where the control socket and the pid file go. Default: ${DEFAULT-VALUE}")
  private Path runtimeDirectory = Path.of("/run/jvrrpd");

  RunCommand(Signals signals) {
    this.signals = signals;
  }

  @Override
  public Integer call() throws IOException {
    ReadResult read = configuration.read();
    if (read.configuration().isEmpty()) {
      for (Problem problem : read.problems()) {
        spec.commandLine().getErr().println(problem);
      }
      return ExitStatus.BAD_CONFIGURATION;
    }
    requirePermissions();
    try (Log log = Log.toStandardError(System.getenv(), Severity.INFO)) {
      log.info("Starting jvrrpd " + Version.number());
      log.info("Configuration file " + configuration.file());
      read.problems().forEach(problem -> log.warning(problem.toString()));
      return run(read.configuration().get(), log);
    }
  }

  private int run(ClusterConfiguration cluster, Log log) throws IOException {
    DaemonOptions options =
        new DaemonOptions(configuration.file(), configuration.node(), runtimeDirectory);
    int status = Daemon.run(options, cluster, log, signals);
    log.info("Stopped jvrrpd " + Version.number());
    return status;
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
