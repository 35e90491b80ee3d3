package org.jvrrpd.daemon.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.runtime.DaemonOptions;
import org.jvrrpd.daemon.runtime.Signals;
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
      defaultValue = DaemonArguments.DEFAULT_RUNTIME_DIRECTORY,
      description = "Where the control socket and the pid file go. Default: ${DEFAULT-VALUE}")
  private Path runtimeDirectory = Path.of(DaemonArguments.DEFAULT_RUNTIME_DIRECTORY);

  @Option(
      names = "--pid-file",
      paramLabel = "FILE",
      description =
          "A further file for the number of this process, which is removed at its end; may be"
              + " repeated. Another daemon that has the same one keeps this from starting.")
  private List<Path> pidFiles = List.of();

  @Option(
      names = "--config-id",
      paramLabel = "ID",
      description =
          "What lines of a keepalived.conf that begin with @ are compared with. Default: --node,"
              + " else the short hostname.")
  private @Nullable String configId;

  @Option(
      names = "--vip-lease",
      paramLabel = "on|off",
      description =
          "Whether the virtual addresses are leases, which a killed or frozen daemon loses."
              + " Default: what vip_lease in a cluster's YAML says; with keepalived's words, on.")
  private @Nullable OnOff vipLease;

  /** The two words that {@link DaemonArguments} knows. */
  private enum OnOff {
    ON,
    OFF;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  RunCommand(Signals signals) {
    this.signals = signals;
  }

  @Override
  public Integer call() throws IOException {
    return DaemonStart.run(options(), signals, spec.commandLine().getErr());
  }

  DaemonOptions options() {
    return new DaemonOptions(
        configuration.file(),
        Optional.ofNullable(configId).or(configuration::node),
        runtimeDirectory,
        pidFiles,
        Optional.ofNullable(vipLease).map(OnOff.ON::equals));
  }
}
