package org.jvrrpd.daemon.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jvrrpd.daemon.config.CheckTarget;
import org.jvrrpd.daemon.config.ClusterConfiguration;
import org.jvrrpd.daemon.config.HealthCheck;
import org.jvrrpd.daemon.config.Notifications;
import org.jvrrpd.daemon.config.running.DaemonConfiguration;
import org.jvrrpd.daemon.health.Check;
import org.jvrrpd.daemon.health.CheckResult;
import org.jvrrpd.daemon.process.CommandLine;
import org.jvrrpd.daemon.runtime.HealthPlan;

/** The scripts: those that are missing are written, and the checks are run once. */
final class ScriptSteps {
  /** The old name of {@code jvrrpd health}. */
  static final String HEALTH_COMMAND = "/usr/local/bin/keepalived_health_check.sh";

  private static final int PROGRAM = 0755;

  private final Workplace workplace;
  private final Talk talk;
  private final ClusterConfiguration configuration;
  private final String configurationFile;

  /**
   * The two steps.
   *
   * @param configurationFile where the daemon will read the configuration
   */
  ScriptSteps(Workplace workplace, ClusterConfiguration configuration, String configurationFile) {
    this.workplace = workplace;
    this.talk = workplace.talk();
    this.configuration = configuration;
    this.configurationFile = configurationFile;
  }

  void health() throws IOException {
    boolean callsItself = false;
    for (HealthCheck check : configuration.checks()) {
      if (check.target() instanceof CheckTarget.Script(var command, var _)) {
        callsItself |= command.program().equals(HEALTH_COMMAND);
        if (isMissing(command)) {
          workplace.tree().write(command.program(), serviceScript(), PROGRAM);
        }
      }
    }
    if (!callsItself) {
      workplace.tree().write(HEALTH_COMMAND, healthCommand(), PROGRAM);
    }
    runChecks();
  }

  private void runChecks() {
    List<Check> checks = HealthPlan.of(DaemonConfiguration.of(configuration)).checks();
    if (checks.isEmpty()) {
      talk.info("there are no checks: the VIP follows the machine alone");
    } else if (workplace.dryRun() || workplace.options().isForeign()) {
      talk.info(
          "checks to be run: "
              + checks.stream().map(Check::name).collect(Collectors.joining(", ")));
    } else {
      checks.forEach(this::runCheck);
    }
  }

  private void runCheck(Check check) {
    CheckResult result = HealthPlan.runOnce(check);
    if (result.passed()) {
      talk.success("check " + check.name() + " passes");
    } else {
      talk.warning(
          "check " + check.name() + " fails now, which lowers the priority: " + result.why());
      result.lastLines().forEach(talk::quote);
    }
  }

  void notifications() throws IOException {
    Notifications.Scripts scripts = configuration.notifications().scripts();
    if (scripts.isEmpty()) {
      talk.info(
          configuration
              .notifications()
              .log()
              .map(log -> "no scripts are configured: the daemon itself writes " + log)
              .orElse("no scripts are configured"));
      return;
    }
    boolean written = false;
    for (CommandLine script : states(scripts)) {
      if (isMissing(script)) {
        written |= workplace.tree().write(script.program(), notificationScript(), PROGRAM);
      } else {
        talk.success(script.program() + " is there");
      }
    }
    for (CommandLine script : scripts.any().stream().toList()) {
      if (isMissing(script)) {
        talk.warning("there is no file " + script.program() + ": write it, or leave notify out");
      }
    }
    if (written) {
      giveLogTo(scripts.user());
    }
  }

  private static List<CommandLine> states(Notifications.Scripts scripts) {
    return Stream.of(scripts.master(), scripts.backup(), scripts.fault(), scripts.stop())
        .flatMap(Optional::stream)
        .toList();
  }

  /** The scripts that setup writes append to the log, as whoever they run as. */
  private void giveLogTo(Optional<String> user) throws IOException {
    String log = Notifications.DEFAULT_LOG.toString();
    if (user.isPresent() && !workplace.tree().exists(log)) {
      workplace.tree().write(log, "", 0644);
      if (!workplace.dryRun()) {
        Path file = workplace.tree().at(log);
        Files.setOwner(
            file,
            file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user.get()));
      }
    }
  }

  /** Whether a command names a file that is not there; what a shell makes of others is its own. */
  private boolean isMissing(CommandLine command) {
    return !command.shell()
        && (!workplace.tree().exists(command.program()) || isWritten(command.program()));
  }

  /** One that setup has written is written again, so that it follows the configuration. */
  private boolean isWritten(String path) {
    try {
      return workplace.tree().isOurs(path);
    } catch (IOException _) {
      return false;
    }
  }

  private String healthCommand() {
    return """
        #!/bin/sh
        # Written by jvrrpd setup: runs the health checks once and prints what fails.
        exec %s health --config %s "$@"
        """
        .formatted(workplace.origin().command(), Shell.word(configurationFile));
  }

  private String serviceScript() {
    String needs =
        HealthPlan.unitsOf(configuration.node().services()).stream()
            .map(units -> "need " + String.join(" ", units) + "\n")
            .collect(Collectors.joining());
    return """
        #!/bin/sh
        # Written by jvrrpd setup: succeeds while the services of this controller run. A service has
        # one of the names in its line, on one distribution or another.
        failed=0
        need() {
          for unit; do
            systemctl is-active --quiet "$unit" && return
          done
          echo "$1 is not active"
          failed=1
        }
        %sexit $failed
        """
        .formatted(needs);
  }

  private static String notificationScript() {
    return """
        #!/bin/sh
        # Written by jvrrpd setup. The arguments are INSTANCE, the instance's name, its state and its
        # priority; docs/notifications.md lists the variables.
        printf '%%s: Transitioned to %%s state\\n  Type: %%s\\n  Name: %%s\\n  State: %%s\\n' \\
          "$(date '+%%Y-%%m-%%d %%H:%%M:%%S')" "$3" "$1" "$2" "$3" >>%s
        """
        .formatted(Notifications.DEFAULT_LOG);
  }
}
