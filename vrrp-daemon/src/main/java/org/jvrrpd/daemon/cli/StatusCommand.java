package org.jvrrpd.daemon.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jvrrpd.daemon.control.ControlClient;
import org.jvrrpd.daemon.control.StatusReport;
import org.jvrrpd.daemon.control.StatusTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jvrrpd status}: asks the running daemon and shows its answer. */
@Command(name = "status", description = "Show what the running daemon is doing, and why.")
final class StatusCommand implements Callable<Integer> {
  private static final int SUCCESS = 0;
  private static final int FAILED = 1;
  private static final int NOT_PERMITTED = 77;
  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);
  private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

  @Option(names = "--json", description = "One line of JSON for each report, for programs.")
  private boolean json;

  @Option(names = "--watch", description = "Show it again every second, until interrupted.")
  private boolean watch;

  @Option(
      names = "--runtime-dir",
      paramLabel = "DIR",
      defaultValue = "/run/jvrrpd",
      description = "The daemon's runtime directory (default: ${DEFAULT-VALUE}).")
  private Path runtimeDirectory = Path.of("/run/jvrrpd");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("unused") // picocli looks at the annotation
  private boolean help;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final boolean terminal;
  private final boolean colour;
  private final BooleanSupplier watchOn;

  StatusCommand() {
    this(Terminal.isTerminal(), System.getenv(), StatusCommand::waitForNextTurn);
  }

  /**
   * For tests.
   *
   * @param terminal whether the output goes to a terminal
   * @param watchOn waits between two reports of {@code --watch}; false ends it
   */
  StatusCommand(boolean terminal, Map<String, String> environment, BooleanSupplier watchOn) {
    this.terminal = terminal;
    this.colour = Terminal.of(terminal, environment).colour();
    this.watchOn = watchOn;
  }

  @Override
  public Integer call() {
    int status = show();
    while (watch && watchOn.getAsBoolean() && !spec.commandLine().getOut().checkError()) {
      separate();
      status = show();
    }
    return status;
  }

  private int show() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      StatusReport report = ControlClient.status(runtimeDirectory);
      if (json) {
        out.println(report.toJson());
      } else {
        out.print(StatusTable.render(report, colour, Instant.now()));
      }
      out.flush();
      return SUCCESS;
    } catch (IOException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("jvrrpd: " + e.getMessage());
      err.flush();
      return e instanceof AccessDeniedException ? NOT_PERMITTED : FAILED;
    }
  }

  private void separate() {
    if (!json) {
      spec.commandLine().getOut().print(terminal ? CLEAR_SCREEN : "\n");
    }
  }

  private static boolean waitForNextTurn() {
    try {
      Thread.sleep(WATCH_INTERVAL);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
