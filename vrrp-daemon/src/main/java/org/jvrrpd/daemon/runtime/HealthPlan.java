package org.jvrrpd.daemon.runtime;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.core.tracking.CheckSettings;
import org.jvrrpd.daemon.config.CheckTarget;
import org.jvrrpd.daemon.config.CheckWeight;
import org.jvrrpd.daemon.config.HealthCheck;
import org.jvrrpd.daemon.config.running.DaemonConfiguration;
import org.jvrrpd.daemon.health.Check;
import org.jvrrpd.daemon.health.CheckResult;
import org.jvrrpd.daemon.health.Probe;
import org.jvrrpd.daemon.health.ProcessPattern;
import org.jvrrpd.daemon.health.SystemdUnits;
import org.jvrrpd.daemon.health.TrackedProcesses;

/**
 * A configuration's checks in the two shapes that are needed: how to run them, and what their
 * results mean.
 *
 * @param checks what is run
 * @param links the interfaces that have to be up, by the names of the checks
 * @param processes those that are counted
 * @param files what is read of them, and for whom
 * @param settings how the results count where nobody says otherwise
 */
public record HealthPlan(
    List<Check> checks,
    Map<String, String> links,
    List<TrackedProcesses> processes,
    FilePlan files,
    List<CheckSettings> settings) {
  /** What the cluster's services are called in systemd, on one distribution or another. */
  private record Service(String name, List<String> units, int port) {}

  private static final List<Service> SERVICES =
      List.of(
          new Service("glusterfs", List.of("glusterd"), 24_007),
          new Service("mariadb", List.of("mariadb"), 3_306),
          new Service("redis", List.of("redis-server", "redis"), 6_379),
          new Service("slurm", List.of("slurmctld"), 6_817));

  /** Nothing but checks that are run. */
  static HealthPlan of(List<Check> checks, List<CheckSettings> settings) {
    return new HealthPlan(checks, Map.of(), List.of(), FilePlan.NONE, settings);
  }

  /** The checks of this configuration's node. */
  public static HealthPlan of(DaemonConfiguration configuration) {
    List<Check> checks = new ArrayList<>();
    Map<String, String> links = new LinkedHashMap<>();
    List<TrackedProcesses> processes = new ArrayList<>();
    List<CheckSettings> settings = new ArrayList<>();
    for (HealthCheck each : configuration.checks()) {
      CheckSettings counts =
          new CheckSettings(each.name(), each.weight(), false, each.rise(), each.fall());
      switch (each.target()) {
        case CheckTarget.Link(String interfaceName) -> {
          links.put(each.name(), interfaceName);
          settings.add(counts);
        }
        case CheckTarget.ProcessCount count -> {
          processes.add(processes(each.name(), count));
          settings.add(counts);
        }
        case CheckTarget.NumberIn _ -> {}
        case CheckTarget.Script _,
            CheckTarget.Tcp _,
            CheckTarget.Http _,
            CheckTarget.ProcessNamed _,
            CheckTarget.FilePresent _,
            CheckTarget.Unit _,
            CheckTarget.Services _ ->
            probe(each.target(), configuration.services())
                .ifPresent(
                    probe -> {
                      checks.add(new Check(each.name(), probe, each.interval(), each.timeout()));
                      settings.add(counts);
                    });
      }
    }
    return new HealthPlan(
        List.copyOf(checks),
        Map.copyOf(links),
        List.copyOf(processes),
        FilePlan.of(configuration),
        List.copyOf(settings));
  }

  private static TrackedProcesses processes(String name, CheckTarget.ProcessCount count) {
    return new TrackedProcesses(
        name,
        ProcessPattern.of(count.command(), count.parameterMatch(), count.fullCommand()),
        count.quorum(),
        count.quorumMax(),
        count.forkDelay(),
        count.terminateDelay());
  }

  /** How the results of what one virtual router tracks count for it. */
  List<CheckSettings> settings(List<CheckWeight> tracked) {
    Map<String, CheckSettings> known = new HashMap<>();
    settings.forEach(each -> known.put(each.name(), each));
    List<CheckSettings> counting = new ArrayList<>();
    for (CheckWeight each : tracked) {
      CheckSettings usual = known.get(each.check());
      if (usual != null) {
        counting.add(counting(each, usual));
      }
    }
    return counting;
  }

  /** What would add -254 is FAULT, and what would add 254 adds 253. */
  private static CheckSettings counting(CheckWeight tracked, CheckSettings usual) {
    int most = CheckSettings.MAX_WEIGHT;
    boolean beyond = Math.abs((long) tracked.weight()) > most;
    boolean fault = beyond && (tracked.weight() < 0) != tracked.reverse();
    int weight = fault ? 0 : Math.clamp(tracked.weight(), -most, most);
    return new CheckSettings(usual.name(), weight, tracked.reverse(), usual.rise(), usual.fall());
  }

  /**
   * The units of the services that are looked at where nothing else is configured, each with its
   * names on one distribution or another.
   *
   * @param enabled the node's services
   */
  public static List<List<String>> unitsOf(Set<String> enabled) {
    return SERVICES.stream()
        .filter(service -> enabled.contains(service.name))
        .map(Service::units)
        .toList();
  }

  /** Runs one of the checks once, on the calling thread. */
  public static CheckResult runOnce(Check check) {
    try (SystemdUnits units = SystemdUnits.ofThisMachine(_ -> {})) {
      return check.probe().run(check.timeLimit(), units);
    }
  }

  private static Optional<Probe> probe(CheckTarget target, Set<String> services) {
    return switch (target) {
      case CheckTarget.Script(var command, var user) ->
          Optional.of(new Probe.Script(command, user));
      case CheckTarget.Tcp(var address) -> Optional.of(new Probe.TcpPort(address));
      case CheckTarget.Http(var address) -> Optional.of(new Probe.HttpPage(address));
      case CheckTarget.ProcessNamed(var name) -> Optional.of(new Probe.ProcessNamed(name));
      case CheckTarget.FilePresent(var path) -> Optional.of(new Probe.FilePresent(path));
      case CheckTarget.Unit(var name) -> Optional.of(new Probe.Unit(List.of(name)));
      case CheckTarget.Services(var portsAt) -> services(services, portsAt);
      case CheckTarget.Link _, CheckTarget.NumberIn _, CheckTarget.ProcessCount _ ->
          Optional.empty();
    };
  }

  /** One check of all of them; none where nothing is enabled that could be looked at. */
  private static Optional<Probe> services(Set<String> enabled, Optional<String> portsAt) {
    List<Probe> probes = new ArrayList<>();
    for (Service service : SERVICES) {
      if (enabled.contains(service.name)) {
        probes.add(new Probe.Unit(service.units));
        portsAt.ifPresent(
            address ->
                probes.add(
                    new Probe.TcpPort(
                        new InetSocketAddress(InetAddress.ofLiteral(address), service.port))));
      }
    }
    return probes.isEmpty() ? Optional.empty() : Optional.of(new Probe.All(probes));
  }
}
