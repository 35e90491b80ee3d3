package org.jvrrpd.daemon.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import org.jvrrpd.daemon.runtime.DaemonOptions;
import org.jvrrpd.daemon.runtime.ExitStatus;
import org.jvrrpd.daemon.runtime.Signals;
import org.jvrrpd.daemon.runtime.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The program {@code jvrrpd}. */
@Command(
    name = "jvrrpd",
    description =
        "Keeps a virtual IP address on one healthy controller of a cluster: a VRRP daemon that takes"
            + " keepalived's place.",
    versionProvider = Main.VersionOfJar.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      RenderCommand.class,
      SetupCommand.class,
      HealthCommand.class,
      StatusCommand.class,
      ReloadCommand.class,
      ReplayCommand.class,
      ShadowCommand.class,
      DemoCommand.class,
      TrainCommand.class,
      DocumentCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:success",
      "1:failed while running",
      "2:wrong usage",
      "77:not permitted: CAP_NET_ADMIN or CAP_NET_RAW is missing",
      "78:the configuration has errors"
    })
public final class Main implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs a command and ends the process with its exit status. */
  public static void main(String[] arguments) {
    // First of all: a signal that arrives while classes are loaded must not get the JVM's own
    // answer.
    Signals signals = Signals.register();
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    Optional<DaemonOptions> daemon = DaemonArguments.parse(arguments);
    int status =
        daemon.isPresent()
            ? run(daemon.get(), signals, err)
            : start(
                signals,
                new PrintWriter(System.out, true, Charset.defaultCharset()),
                err,
                arguments);
    // Not exit(): nothing here needs a shutdown hook, and a hook that hangs must not keep a VIP.
    Runtime.getRuntime().halt(status);
  }

  private static int run(DaemonOptions options, Signals signals, PrintWriter err) {
    try {
      return DaemonStart.run(options, signals, err);
    } catch (IOException | RuntimeException e) {
      return failed(e, err);
    }
  }

  /** Runs a command and returns its exit status. */
  static int start(Signals signals, PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(new Main(), new Commands(signals));
    line.setOut(out);
    line.setErr(err);
    line.setExecutionExceptionHandler((e, failed, _) -> failed(e, failed.getErr()));
    line.setParameterExceptionHandler(Main::misused);
    line.setExecutionStrategy(parsed -> execute(parsed, signals));
    int status = line.execute(arguments);
    out.flush();
    err.flush();
    return status;
  }

  /** Only commands that have something to put away take a signal themselves; it ends the others. */
  private static int execute(CommandLine.ParseResult parsed, Signals signals) {
    Object command =
        parsed.hasSubcommand() ? parsed.subcommand().commandSpec().userObject() : "none";
    if (!(command instanceof RunCommand)
        && !(command instanceof DemoCommand)
        && !(command instanceof ShadowCommand)) {
      signals.deliverTo(new EndsAtOnce());
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** What a signal does to a program that does not handle it: 128 plus its number. */
  private static final class EndsAtOnce implements Signals.Receiver {
    @Override
    public void stop() {
      Runtime.getRuntime().halt(128 + 15);
    }

    @Override
    public void reload() {
      Runtime.getRuntime().halt(128 + 1);
    }
  }

  private static int failed(Exception e, PrintWriter err) {
    err.println("jvrrpd: " + e.getMessage());
    return switch (e) {
      case CommandFailure failure -> failure.exitStatus();
      case AccessDeniedException _ -> ExitStatus.NOT_PERMITTED;
      default -> ExitStatus.FAILED;
    };
  }

  private static int misused(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    line.getErr().println("jvrrpd: " + e.getMessage());
    line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    return ExitStatus.USAGE;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  /** Prints the version of the jar. */
  static final class VersionOfJar implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"jvrrpd " + Version.number()};
    }
  }
}
