package org.jvrrpd.daemon.config;

import java.util.Set;

/**
 * Warns of checks that ask systemd on a machine without one: they fail, since checks fail closed.
 */
final class UnitReview {
  /** Those of whose units the built-in check knows; {@code runtime.HealthPlan} has their names. */
  private static final Set<String> SERVICES = Set.of("glusterfs", "mariadb", "redis", "slurm");

  private final LocalHost host;
  private final Problems problems;

  UnitReview(LocalHost host, Problems problems) {
    this.host = host;
    this.problems = problems;
  }

  /**
   * Reports each check that cannot pass here.
   *
   * @param enabled the services of this node
   */
  void review(KeepalivedReader.Settings keepalived, Set<String> enabled) {
    if (host.runsSystemd()) {
      return;
    }
    for (HealthCheck check : keepalived.checks()) {
      if (asksSystemd(check.target(), enabled)) {
        problems.warning(
            keepalived.place(),
            check.name()
                + " asks systemd, which does not run here, and so it fails: "
                + effect(check.weight()));
      }
    }
  }

  private static boolean asksSystemd(CheckTarget target, Set<String> enabled) {
    return switch (target) {
      case CheckTarget.Unit _ -> true;
      case CheckTarget.Services _ -> SERVICES.stream().anyMatch(enabled::contains);
      case CheckTarget.Script _,
          CheckTarget.Tcp _,
          CheckTarget.Http _,
          CheckTarget.ProcessNamed _,
          CheckTarget.FilePresent _,
          CheckTarget.Link _,
          CheckTarget.NumberIn _,
          CheckTarget.ProcessCount _ ->
          false;
    };
  }

  private static String effect(int weight) {
    if (weight == 0) {
      return "this node stays in FAULT; write other checks";
    }
    return weight < 0
        ? "this node's priority stays " + -weight + " lower; write other checks"
        : "this node's priority is never raised; write other checks";
  }
}
