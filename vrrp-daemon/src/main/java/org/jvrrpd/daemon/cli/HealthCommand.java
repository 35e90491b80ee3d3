package org.jvrrpd.daemon.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jvrrpd.daemon.config.ReadResult;
import org.jvrrpd.daemon.health.Check;
import org.jvrrpd.daemon.health.CheckResult;
import org.jvrrpd.daemon.runtime.ExitStatus;
import org.jvrrpd.daemon.runtime.HealthPlan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jvrrpd health}: runs this node's checks once and prints what fails. */
@Command(
    name = "health",
    description = "Runs this node's health checks once and prints what fails.",
    mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Override
  public Integer call() {
    ReadResult read = configuration.read();
    if (read.configuration().isEmpty()) {
      read.problems().forEach(spec.commandLine().getErr()::println);
      return ExitStatus.BAD_CONFIGURATION;
    }
    PrintWriter out = spec.commandLine().getOut();
    int status = ExitStatus.OK;
    for (Check check : HealthPlan.of(read.configuration().get()).checks()) {
      CheckResult result = HealthPlan.runOnce(check);
      if (!result.passed()) {
        status = ExitStatus.FAILED;
        out.println(check.name() + " failed: " + result.why());
        result.lastLines().forEach(line -> out.println("  " + line));
      }
    }
    return status;
  }
}
