package org.jvrrpd.daemon.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jvrrpd.daemon.config.running.DaemonConfiguration;
import org.jvrrpd.daemon.config.running.LoadedConfiguration;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.log.Severity;
import org.jvrrpd.daemon.runtime.ExitStatus;
import org.jvrrpd.daemon.runtime.Signals;
import org.jvrrpd.daemon.shadow.Shadow;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jvrrpd shadow}: follows a keepalived without taking part. */
@Command(
    name = "shadow",
    description =
        "Beside a running keepalived: hears what it hears, sends, installs and runs nothing, logs"
            + " what jvrrpd would have decided, and reports how often that was what keepalived did"
            + " and every time that it was not. Ends with a signal.",
    mixinStandardHelpOptions = true)
final class ShadowCommand implements Callable<Integer> {
  private final Signals signals;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(
      names = "--report-every",
      paramLabel = "HOURS",
      defaultValue = "24",
      description = "Hours between two reports; there is one at the end too. Default: 24")
  private int reportHours;

  ShadowCommand(Signals signals) {
    this.signals = signals;
  }

  @Override
  public Integer call() throws IOException {
    if (reportHours < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--report-every: " + reportHours + " is not 1 or more");
    }
    LoadedConfiguration loaded = configuration.load();
    Optional<DaemonConfiguration> found = loaded.configuration();
    if (found.isEmpty()) {
      loaded.problems().forEach(spec.commandLine().getErr()::println);
      return ExitStatus.BAD_CONFIGURATION;
    }
    try (Log log = Log.toStandardError(System.getenv(), Severity.INFO)) {
      Shadow shadow = new Shadow(found.get(), log);
      signals.deliverTo(new EndsShadow(shadow));
      return shadow.run(Duration.ofHours(reportHours)) ? ExitStatus.OK : ExitStatus.FAILED;
    }
  }

  private record EndsShadow(Shadow shadow) implements Signals.Receiver {
    @Override
    public void stop() {
      shadow.end();
    }

    @Override
    public void reload() {
      shadow.end();
    }
  }
}
