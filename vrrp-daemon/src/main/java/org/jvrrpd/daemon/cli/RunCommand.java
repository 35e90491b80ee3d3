package org.jvrrpd.daemon.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.kernel.Scheduling;
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

  @Option(
      names = "--scheduling",
      paramLabel = "POLICY[:N]",
      converter = SchedulingWords.class,
      description =
          "How the event loop and the kernel thread are scheduled where that is permitted: rr or"
              + " fifo, in real time with a priority N of 1 to 99, 1 if it is missing; or other, as"
              + " all threads are. Default: what vrrp_rt_priority in a keepalived.conf says, else"
              + " rr:1.")
  private @Nullable Scheduling scheduling;

  @Option(
      names = "--lock-memory",
      paramLabel = "on|off",
      description =
          "Whether memory is kept from being paged out where that is permitted, from 8 s after the"
              + " start on. Default: on.")
  private @Nullable OnOff lockMemory;

  /** The words that {@link DaemonArguments} knows. */
  static final class SchedulingWords implements CommandLine.ITypeConverter<Scheduling> {
    @Override
    public Scheduling convert(String words) {
      return Scheduling.parse(words)
          .orElseThrow(
              () ->
                  new CommandLine.TypeConversionException(
                      "expected rr, fifo or other, the first two perhaps with a priority of :1 to"
                          + " :99 behind, but was '"
                          + words
                          + "'"));
    }
  }

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
        Optional.ofNullable(vipLease).map(OnOff.ON::equals),
        Optional.ofNullable(scheduling),
        Optional.ofNullable(lockMemory).map(OnOff.ON::equals));
  }
}
