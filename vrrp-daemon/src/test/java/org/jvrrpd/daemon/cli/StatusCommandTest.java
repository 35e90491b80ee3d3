package org.jvrrpd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.control.ControlServer;
import org.jvrrpd.daemon.control.ReloadOutcome;
import org.jvrrpd.daemon.control.RequestHandler;
import org.jvrrpd.daemon.control.Samples;
import org.jvrrpd.daemon.control.StatusReport;
import picocli.CommandLine;

@Timeout(60)
class StatusCommandTest {
  private static final String ESCAPE = "\u001b[";

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void showsTheTable() throws Exception {
    try (ControlServer _ = open()) {
      assertThat(run(new StatusCommand(false, Map.of(), () -> false))).isZero();
    }
    assertThat(out.toString()).startsWith("jvrrpd 0.1.0 on server1, pid 4711").contains("MASTER");
    assertThat(out.toString()).doesNotContain(ESCAPE);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void coloursOnlyATerminalThatWantsIt() throws Exception {
    try (ControlServer _ = open()) {
      run(new StatusCommand(true, Map.of("NO_COLOR", "1"), () -> false));
      run(new StatusCommand(true, Map.of("TERM", "dumb"), () -> false));
      assertThat(out.toString()).contains("MASTER").doesNotContain(ESCAPE);

      run(new StatusCommand(true, Map.of("NO_COLOR", "", "TERM", "xterm"), () -> false));
      assertThat(out.toString()).contains(ESCAPE + "32mMASTER" + ESCAPE + "0m");
    }
  }

  @Test
  void printsOneLineOfJson() throws Exception {
    try (ControlServer _ = open()) {
      assertThat(run(new StatusCommand(true, Map.of(), () -> false), "--json")).isZero();
    }
    assertThat(out.toString()).isEqualTo(Samples.healthyMaster().toJson() + "\n");
  }

  @Test
  void watchesThroughARestartOfTheDaemon() throws Exception {
    ControlServer first = open();
    AtomicInteger turns = new AtomicInteger();
    StatusCommand command =
        new StatusCommand(
            false,
            Map.of(),
            () -> {
              if (turns.incrementAndGet() == 1) {
                first.close();
              }
              return turns.get() < 3;
            });

    assertThat(run(command, "--json", "--watch")).isEqualTo(1);
    assertThat(out.toString()).isEqualTo(Samples.healthyMaster().toJson() + "\n");
    assertThat(err.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("jvrrpd: no jvrrpd runs here"));
  }

  @Test
  void failsInOneLineWhereNoDaemonRuns() {
    assertThat(run(new StatusCommand(false, Map.of(), () -> false))).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .isEqualTo(
            "jvrrpd: no jvrrpd runs here ("
                + directory.resolve("control.sock")
                + "): No such file or directory\n");
  }

  @Test
  void refusesWrongUsage() {
    assertThat(run(new StatusCommand(false, Map.of(), () -> false), "--jsn")).isEqualTo(2);
  }

  private int run(StatusCommand command, String... options) {
    CommandLine line = new CommandLine(command);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    String[] arguments = new String[options.length + 2];
    System.arraycopy(options, 0, arguments, 2, options.length);
    arguments[0] = "--runtime-dir";
    arguments[1] = directory.toString();
    return line.execute(arguments);
  }

  private ControlServer open() throws Exception {
    return ControlServer.open(
        directory,
        new RequestHandler() {
          @Override
          public CompletableFuture<StatusReport> status() {
            return CompletableFuture.completedFuture(Samples.healthyMaster());
          }

          @Override
          public CompletableFuture<ReloadOutcome> reload(boolean dryRun) {
            return new CompletableFuture<>();
          }
        });
  }
}
