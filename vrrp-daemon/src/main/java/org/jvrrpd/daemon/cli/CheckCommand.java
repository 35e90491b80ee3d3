package org.jvrrpd.daemon.cli;

import java.io.PrintWriter;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jvrrpd.daemon.config.ClusterConfiguration;
import org.jvrrpd.daemon.config.Controller;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.config.ReadResult;
import org.jvrrpd.daemon.runtime.ExitStatus;
import org.jvrrpd.daemon.runtime.Expectations;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jvrrpd check}: every problem of a configuration, and what this node would do with it. */
@Command(
    name = "check",
    description = "Prints every problem of a configuration, and what this node would do with it.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Override
  public Integer call() {
    ReadResult read = configuration.read();
    PrintWriter err = spec.commandLine().getErr();
    read.problems().forEach(err::println);
    if (read.configuration().isEmpty()) {
      return ExitStatus.BAD_CONFIGURATION;
    }
    print(read.configuration().get(), spec.commandLine().getOut());
    return ExitStatus.OK;
  }

  private static void print(ClusterConfiguration cluster, PrintWriter out) {
    out.println(
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
      Expectations.of(instance).forEach(out::println);
      instance
          .interfaceName()
          .filter(CheckCommand::isMissing)
          .ifPresent(
              name ->
                  out.println(
                      "  There is no interface " + name + " here: FAULT until it appears."));
    }
  }

  private static boolean isMissing(String interfaceName) {
    try {
      return NetworkInterface.getByName(interfaceName) == null;
    } catch (SocketException _) {
      return true;
    }
  }
}
