package org.jvrrpd.daemon.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.demo.Demonstration;
import org.jvrrpd.daemon.runtime.ExitStatus;
import org.jvrrpd.daemon.runtime.Signals;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code jvrrpd demo}: three controllers in namespaces of this machine, shown and explained. */
@Command(
    name = "demo",
    description =
        "Shows three controllers in namespaces of this machine: an election, failures and recovery,"
            + " explained and measured, in about a minute. Needs root, or user namespaces.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final Path PRIVATE = Path.of("/run");

  private final Signals signals;
  private volatile boolean interrupted;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description =
          "Keep the capture, the logs and the configuration in this new or empty directory.")
  private @Nullable Path keep;

  @Option(
      names = "--commands",
      description = "Only print the commands with which you can build the same by hand.")
  private boolean commands;

  DemoCommand(Signals signals) {
    this.signals = signals;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (commands) {
      Demonstration.recipe(launcher()).forEach(out::println);
      return ExitStatus.OK;
    }
    Path kept = keep == null ? null : emptyDirectory(keep);
    Path temporary = Files.createTempDirectory("jvrrpd-demo");
    try {
      Path logs = kept == null ? Files.createDirectory(temporary.resolve("logs")) : kept;
      boolean asPromised = perform(logs, temporary);
      if (kept != null) {
        describe(kept, out);
      }
      return asPromised ? ExitStatus.OK : ExitStatus.FAILED;
    } finally {
      delete(temporary);
    }
  }

  private boolean perform(Path logs, Path temporary) throws IOException {
    Terminal terminal = Terminal.ours();
    Demonstration demonstration =
        new Demonstration(
            launcher(), spec.commandLine().getOut(), terminal.live(), terminal.colour());
    signals.deliverTo(
        new Signals.Receiver() {
          @Override
          public void stop() {
            interrupted = true;
            demonstration.cancel();
          }

          @Override
          public void reload() {
            // The terminal is gone, so nobody looks any more.
            stop();
          }
        });
    try {
      return demonstration.run(logs, Files.createDirectory(temporary.resolve("run")));
    } catch (CancellationException e) {
      if (interrupted) {
        throw new CommandFailure(
            ExitStatus.FAILED, "interrupted; the daemons are ended and nothing is left behind");
      }
      throw e;
    }
  }

  /** The launcher of this process, which starts the daemons as well. */
  private static Path launcher() {
    String launcher = System.getProperty("jvrrpd.launcher");
    if (launcher == null) {
      throw new CommandFailure(ExitStatus.FAILED, "the demonstration is started with bin/jvrrpd");
    }
    return Path.of(launcher);
  }

  private Path emptyDirectory(Path wanted) throws IOException {
    Path directory = Files.createDirectories(wanted.toAbsolutePath()).toRealPath();
    if (directory.startsWith(PRIVATE)) {
      throw misuse(wanted, "is in /run, which is private to the demonstration and ends with it");
    }
    try (DirectoryStream<Path> content = Files.newDirectoryStream(directory)) {
      if (content.iterator().hasNext()) {
        throw misuse(wanted, "is not empty");
      }
    }
    return directory;
  }

  private ParameterException misuse(Path directory, String why) {
    return new ParameterException(spec.commandLine(), "--keep: " + directory + " " + why);
  }

  private static void describe(Path kept, PrintWriter out) {
    out.println();
    out.println("Kept in " + kept + ":");
    out.println("  bridge.pcap         the wire: tcpdump -nr bridge.pcap 'ip proto 112 or arp'");
    out.println("  server1.1.log       what its daemon logged; .2.log after its next start, ...");
    out.println("  server1.status.txt  what \"jvrrpd status\" said at the end");
    out.println("  cluster.yaml        what all three daemons read");
    out.println("  ping.log            what the client saw");
    out.println("  commands.sh         what was done to the hosts");
  }

  private static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
