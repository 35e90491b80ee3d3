package org.jvrrpd.daemon.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jvrrpd.daemon.config.ClusterConfiguration;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.control.ControlClient;
import org.jvrrpd.daemon.control.InstanceStatus;
import org.jvrrpd.daemon.control.ReloadOutcome;
import org.jvrrpd.daemon.control.StatusReport;
import org.jvrrpd.daemon.process.RunningKeepalived;
import org.jvrrpd.daemon.runtime.ExitStatus;
import org.jvrrpd.daemon.runtime.Expectations;

/** Starts the daemon, in keepalived's place where one runs, and says where the VIP is. */
final class StartStep {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  /** Beyond what the protocol needs. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private static final long PAUSE_MILLIS = 100;

  private final Workplace workplace;
  private final Talk talk;

  StartStep(Workplace workplace) {
    this.workplace = workplace;
    this.talk = workplace.talk();
  }

  /** Runs the step; the keepalived that is given is stopped first. */
  void run(ClusterConfiguration configuration, Optional<RunningKeepalived> keepalived)
      throws SetupFailure, IOException {
    if (status().isPresent()) {
      reload();
    } else {
      start(keepalived);
    }
    if (!workplace.dryRun() && !workplace.options().isForeign() && Machine.has("systemctl")) {
      showVip(configuration);
    }
  }

  private Optional<StatusReport> status() {
    if (workplace.options().isForeign()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ControlClient.status(workplace.options().runtimeDirectory()));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** It runs: what the file says differently since its start is taken up. */
  private void reload() throws SetupFailure, IOException {
    Path directory = workplace.options().runtimeDirectory();
    ReloadOutcome outcome = ControlClient.reload(directory, true);
    if (outcome.problems().isEmpty() && !outcome.plan().isEmpty()) {
      workplace.tree().markChanged();
      talk.info(workplace.dryRun() ? "the daemon would take up:" : "the daemon takes up:");
      outcome.plan().forEach(talk::quote);
      if (!workplace.dryRun()) {
        outcome = ControlClient.reload(directory, false);
      }
    }
    outcome.problems().forEach(talk::error);
    if (!outcome.problems().isEmpty()) {
      throw new SetupFailure(ExitStatus.BAD_CONFIGURATION);
    }
    talk.success("jvrrpd runs");
  }

  private void start(Optional<RunningKeepalived> keepalived) throws SetupFailure, IOException {
    if (!workplace.options().isForeign() && !Machine.has("systemctl")) {
      talk.warning("jvrrpd is not started, as there is no systemctl");
      return;
    }
    workplace.tree().markChanged();
    if (keepalived.isPresent()) {
      stop(keepalived.get());
    }
    if (workplace.options().isForeign()) {
      talk.info("the service starts when that machine does");
      return;
    }
    if (!workplace.dryRun()) {
      workplace.ledger().add(new Deed(Deed.Kind.STARTED, ServiceStep.UNIT, ""));
    }
    boolean started = workplace.machine().change("systemctl", "start", ServiceStep.UNIT);
    if (workplace.dryRun()) {
      return;
    }
    if (!started || !await(START_LIMIT, () -> status().isPresent())) {
      talk.error(
          "jvrrpd does not run: journalctl -u keepalived says why; "
              + workplace.origin().command()
              + " setup --rollback takes everything back");
      throw new SetupFailure(ExitStatus.FAILED);
    }
    talk.success("jvrrpd runs");
  }

  private void stop(RunningKeepalived keepalived) throws SetupFailure, IOException {
    if (workplace.dryRun()) {
      workplace.machine().change("systemctl", "stop", ServiceStep.UNIT);
      return;
    }
    workplace
        .ledger()
        .add(new Deed(Deed.Kind.STOPPED_KEEPALIVED, keepalived.configuration().toString(), ""));
    workplace.machine().change("systemctl", "stop", ServiceStep.UNIT);
    if (!await(STOP_LIMIT, () -> !keepalived.isRunning())) {
      talk.info("systemd did not start this keepalived: sends TERM to process " + keepalived.pid());
      ProcessHandle.of(keepalived.pid()).ifPresent(ProcessHandle::destroy);
      if (!await(STOP_LIMIT, () -> !keepalived.isRunning())) {
        talk.error("keepalived does not end; nothing was started");
        throw new SetupFailure(ExitStatus.FAILED);
      }
    }
    talk.success("keepalived has ended");
  }

  private void showVip(ClusterConfiguration configuration) throws SetupFailure {
    Duration limit =
        configuration.instances().stream()
            .map(Expectations::settlingTime)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO)
            .plus(MARGIN);
    await(limit, () -> status().filter(StartStep::isSettled).isPresent());
    StatusReport report =
        status()
            .orElseThrow(
                () -> {
                  talk.error("jvrrpd has ended; journalctl -u keepalived says why");
                  return new SetupFailure(ExitStatus.FAILED);
                });
    boolean fault = false;
    for (InstanceStatus instance : report.instances()) {
      fault |= instance.state().equals("FAULT");
      configuration.instances().stream()
          .filter(each -> each.name().equals(instance.name()))
          .findFirst()
          .ifPresent(each -> showVip(each, instance));
    }
    if (fault) {
      throw new SetupFailure(ExitStatus.FAILED);
    }
  }

  private void showVip(InstanceConfiguration instance, InstanceStatus status) {
    instance
        .addresses()
        .forEach(
            each -> {
              String vip = "VIP " + each.address();
              switch (status.state()) {
                case "MASTER" -> talk.success(vip + " is assigned to this node (MASTER)");
                case "FAULT" ->
                    talk.error(
                        vip + " is not assigned to this node (FAULT: " + status.reason() + ")");
                default ->
                    talk.info(
                        vip
                            + " is not assigned to this node ("
                            + status.state()
                            + status
                                .masterAddress()
                                .map(master -> "), it is with " + master)
                                .orElse("), and no MASTER has been heard yet"));
              }
            });
  }

  private static boolean isSettled(StatusReport report) {
    return report.instances().stream()
        .allMatch(
            each ->
                switch (each.state()) {
                  case "MASTER" -> each.addresses().stream().allMatch(vip -> vip.installed());
                  case "BACKUP" -> each.masterAddress().isPresent();
                  default -> each.state().equals("FAULT");
                });
  }

  private static boolean await(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        return false;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    return true;
  }
}
