package org.jvrrpd.daemon.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.replay.NoSuchRoleException;
import org.jvrrpd.daemon.replay.Replay;
import org.jvrrpd.daemon.replay.ReplayOptions;
import org.jvrrpd.daemon.runtime.ExitStatus;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code jvrrpd replay}: what a capture shows. */
@Command(
    name = "replay",
    description =
        "Shows what a capture (pcap or pcapng) says of VRRP: who was MASTER when and why, gaps,"
            + " split brains, wrong passwords, different intervals, rejected senders. Never prints"
            + " a password. Needs no rights but to read the file.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The capture, for example of tcpdump -w.")
  private Path file = Path.of("");

  @Option(
      names = "--as",
      paramLabel = "ADDRESS",
      description =
          "Also put a jvrrpd in the place of this speaker, or of a silent backup with this address,"
              + " and say what it would have done.")
  private @Nullable String address;

  @Option(
      names = "--priority",
      paramLabel = "N",
      description = "Its priority, 1 to 255 (default: what the speaker has).")
  private @Nullable Integer priority;

  @Option(
      names = "--vrid",
      paramLabel = "N",
      description = "Only this virtual router is ours, others are foreign; may be repeated.")
  private Set<Integer> vrids = new LinkedHashSet<>();

  @Option(names = "--json", description = "One JSON object, for programs.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ReplayOptions options = options();
    Replay replay;
    try {
      replay = Replay.of(file, options);
    } catch (NoSuchFileException _) {
      throw new CommandFailure(ExitStatus.FAILED, file + ": there is no such file");
    } catch (NoSuchRoleException e) {
      throw new ParameterException(spec.commandLine(), "--as: " + e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      replay.writeJson(out);
    } else {
      out.print(replay.text());
    }
    out.flush();
    return ExitStatus.OK;
  }

  private ReplayOptions options() {
    if (Files.isDirectory(file)) {
      throw new CommandFailure(ExitStatus.FAILED, file + ": a directory, and not a capture");
    }
    if (priority != null && address == null) {
      throw misuse("--priority says nothing without --as");
    }
    if (priority != null) {
      require(priority, "--priority");
    }
    vrids.forEach(vrid -> require(vrid, "--vrid"));
    Optional<IpAddress> standIn =
        Optional.ofNullable(address)
            .map(
                text ->
                    IpAddress.parse(text)
                        .orElseThrow(() -> misuse("--as: " + text + " is not an IP address")));
    return new ReplayOptions(
        vrids, standIn, priority == null ? OptionalInt.empty() : OptionalInt.of(priority));
  }

  private void require(int number, String option) {
    if (number < 1 || number > 255) {
      throw misuse(option + ": " + number + " is not in 1 to 255");
    }
  }

  private ParameterException misuse(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
