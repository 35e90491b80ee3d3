package org.jvrrpd.daemon.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jvrrpd.daemon.control.ControlClient;
import org.jvrrpd.daemon.control.ReloadOutcome;
import org.jvrrpd.daemon.runtime.ExitStatus;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jvrrpd reload}: the running daemon reads its configuration again. */
@Command(
    name = "reload",
    description =
        "Lets the running daemon read its configuration again and says what changes. A configuration"
            + " with errors changes nothing.",
    mixinStandardHelpOptions = true)
final class ReloadCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--dry-run", description = "Only say what would change.")
  private boolean dryRun;

  @Option(
      names = "--runtime-dir",
      paramLabel = "DIR",
      defaultValue = "/run/jvrrpd",
      description = "The runtime directory of the daemon. Default: ${DEFAULT-VALUE}")
  private Path runtimeDirectory = Path.of("/run/jvrrpd");

  @Override
  public Integer call() throws IOException {
    ReloadOutcome outcome = ControlClient.reload(runtimeDirectory, dryRun);
    outcome.problems().forEach(spec.commandLine().getErr()::println);
    outcome.plan().forEach(spec.commandLine().getOut()::println);
    if (outcome.plan().isEmpty() && outcome.problems().isEmpty()) {
      spec.commandLine().getOut().println("nothing changes");
    }
    boolean refused = !outcome.applied() && !dryRun;
    return refused || !outcome.problems().isEmpty() ? ExitStatus.BAD_CONFIGURATION : ExitStatus.OK;
  }
}
