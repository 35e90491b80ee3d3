package org.jvrrpd.daemon.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.config.ClusterConfiguration;
import org.jvrrpd.daemon.config.Controller;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.config.Problem;
import org.jvrrpd.daemon.config.ReadResult;
import org.jvrrpd.daemon.config.judgement.FileFormat;
import org.jvrrpd.daemon.config.judgement.JudgedFile;
import org.jvrrpd.daemon.config.judgement.Machine;
import org.jvrrpd.daemon.config.keepalived.Surroundings;
import org.jvrrpd.daemon.runtime.ExitStatus;
import org.jvrrpd.daemon.runtime.Expectations;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jvrrpd check}: every problem of a configuration, and what this node would do with it. */
@Command(
    name = "check",
    description = {
      "Prints every problem of a configuration, and what this node would do with it.",
      "FILE is a cluster's YAML or a keepalived.conf: that is what has .conf in its name, or begins"
          + " with one of keepalived's words and does not end in .yaml or .yml. A YAML with vrrp: on"
          + " its top level has keepalived's words and is judged as a keepalived.conf is."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(
      names = "--offline",
      description =
          "Of a keepalived.conf, judges only what it says, and not whether this machine has the"
              + " interfaces, users and scripts that it names.")
  private boolean offline;

  @Option(names = "--json", description = "Prints one JSON object on stdout instead.")
  private boolean json;

  @Option(
      names = "--config-id",
      paramLabel = "ID",
      description =
          "Which lines that begin with @ID in a keepalived.conf count. Default: this host's name up"
              + " to the first dot.")
  private @Nullable String configId;

  @Option(
      names = "--keepalived-exit-codes",
      description =
          "Ends with the status of \"keepalived -t\" (2.2.7) for a keepalived.conf: 0 it says"
              + " nothing, 2 a word lacks its value, 4 no such file, 5 it objects, 6 a script is"
              + " not secure or a file to include is missing.")
  private boolean keepalivedExitCodes;

  @Override
  public Integer call() throws IOException {
    return switch (FileFormat.of(configuration.file())) {
      case KEEPALIVED_CONF, VRRP_YAML -> checkKeepalived();
      case CLUSTER_YAML -> checkCluster();
    };
  }

  private int checkKeepalived() throws IOException {
    Surroundings here = Surroundings.ofThisMachine();
    JudgedFile judged =
        JudgedFile.read(
            configuration.file(),
            configId == null ? here : here.withConfigId(configId),
            offline ? Optional.empty() : Optional.of(Machine.ofThisProcess()));
    List<String> lines = PlannedInstances.lines(judged.configuration());
    report(judged.problems(), lines, judged.hasErrors());
    if (keepalivedExitCodes) {
      return judged.verdict().exitStatus();
    }
    return judged.hasErrors() ? ExitStatus.BAD_CONFIGURATION : ExitStatus.OK;
  }

  private int checkCluster() throws IOException {
    ReadResult read = configuration.read();
    report(
        read.problems(),
        read.configuration().map(CheckCommand::lines).orElse(List.of()),
        read.configuration().isEmpty());
    return read.configuration().isEmpty() ? ExitStatus.BAD_CONFIGURATION : ExitStatus.OK;
  }

  private void report(List<Problem> problems, List<String> lines, boolean failed)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(CheckJson.of(problems, lines, failed));
      return;
    }
    problems.forEach(spec.commandLine().getErr()::println);
    lines.forEach(out::println);
  }

  private static List<String> lines(ClusterConfiguration cluster) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "This node is "
            + cluster.node().hostname()
            + " ("
            + cluster.node().address()
            + "), one of "
            + cluster.controllers().stream()
                .map(Controller::hostname)
                .collect(Collectors.joining(", "))
            + ".");
    for (InstanceConfiguration instance : cluster.instances()) {
      lines.addAll(Expectations.of(instance));
      instance
          .interfaceName()
          .filter(CheckCommand::isMissing)
          .ifPresent(
              name ->
                  lines.add("  There is no interface " + name + " here: FAULT until it appears."));
    }
    return lines;
  }

  private static boolean isMissing(String interfaceName) {
    try {
      return NetworkInterface.getByName(interfaceName) == null;
    } catch (SocketException _) {
      return true;
    }
  }
}
