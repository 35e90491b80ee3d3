package org.jvrrpd.daemon.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jvrrpd.daemon.config.running.LoadedConfiguration;
import org.jvrrpd.daemon.health.Check;
import org.jvrrpd.daemon.health.CheckResult;
import org.jvrrpd.daemon.health.Probe;
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

  private final Map<String, String> environment;

  HealthCommand() {
    this(System.getenv());
  }

  /** For tests. */
  HealthCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    if (environment.containsKey(Probe.Script.WITHIN_CHECK)) {
      spec.commandLine()
          .getErr()
          .println("jvrrpd: a check must not run the checks: name another script, or none");
      return ExitStatus.FAILED;
    }
    LoadedConfiguration read = configuration.load();
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
