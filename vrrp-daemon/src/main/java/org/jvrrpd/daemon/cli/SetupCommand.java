package org.jvrrpd.daemon.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.setup.Rollback;
import org.jvrrpd.daemon.setup.Setup;
import org.jvrrpd.daemon.setup.SetupOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jvrrpd setup}: makes this machine a controller of its cluster. */
@Command(
    name = "setup",
    description = {
      "Prepares this controller in eleven steps, from the cluster's YAML to a running service. A second"
          + " run changes nothing. The first five steps only look, and refuse to go on where starting"
          + " would make two masters."
    },
    mixinStandardHelpOptions = true)
final class SetupCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The cluster's YAML, which the daemon will read where it lies. Default:"
              + " /etc/jvrrpd/cluster.yaml, else my_multihead_cluster.yaml here or one level up.")
  private @Nullable Path file;

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description =
          "Which controller this node is, by its hostname. Default: found by its address.")
  private @Nullable String node;

  @Option(
      names = "--dry-run",
      description = "Only show every file and command; needs no root and changes nothing.")
  private boolean dryRun;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = "/",
      description = "Write into the tree of another machine, and run no command.")
  private Path root = Path.of("/");

  @Option(
      names = "--replace-keepalived",
      description = "Stop a keepalived that runs here, right before jvrrpd is started.")
  private boolean replaceKeepalived;

  @Option(names = "--copy", description = "Let the daemon read a copy, /etc/jvrrpd/cluster.yaml.")
  private boolean copy;

  @Option(
      names = "--package",
      paramLabel = "FILE",
      description = "Install this package of jvrrpd (apt-get) in step 6.")
  private @Nullable Path packageFile;

  @Option(names = "--rollback", description = "Take back what setup has done.")
  private boolean rollback;

  @Option(
      names = "--runtime-dir",
      paramLabel = "DIR",
      defaultValue = DaemonArguments.DEFAULT_RUNTIME_DIRECTORY,
      description = "The daemon's runtime directory. Default: ${DEFAULT-VALUE}")
  private Path runtimeDirectory = Path.of(DaemonArguments.DEFAULT_RUNTIME_DIRECTORY);

  @Override
  public Integer call() throws IOException {
    SetupOptions options =
        new SetupOptions(
            Optional.ofNullable(file),
            Optional.ofNullable(node),
            dryRun,
            root,
            replaceKeepalived,
            copy,
            Optional.ofNullable(packageFile),
            runtimeDirectory);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    boolean privileged = System.getProperty("user.name", "").equals("root");
    return rollback
        ? Rollback.run(options, privileged, out, err)
        : Setup.run(options, privileged, SetupCommand::mayReplace, out, err);
  }

  /** Nobody is asked without a terminal. */
  @SuppressWarnings("SystemConsoleNull") // NullAway knows the older promise
  private static boolean mayReplace() {
    Console console = System.console();
    if (!Terminal.isTerminal() || console == null) {
      return false;
    }
    String answer = console.readLine("Stop keepalived and start jvrrpd in its place? [y/N] ");
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }
}
