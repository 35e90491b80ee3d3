package org.jvrrpd.daemon.config.judgement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Location;
import org.jvrrpd.daemon.config.vrrp.GarpGroup;
import org.jvrrpd.daemon.config.vrrp.Instance;
import org.jvrrpd.daemon.config.vrrp.IpRouteLine;
import org.jvrrpd.daemon.config.vrrp.NamedGroup;
import org.jvrrpd.daemon.config.vrrp.Script;
import org.jvrrpd.daemon.config.vrrp.TrackFile;
import org.jvrrpd.daemon.config.vrrp.TrackProcess;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;

/** Judges a configuration. */
public final class Judgement {
  private final VrrpConfiguration configuration;
  private final Optional<Machine> machine;
  private final Findings findings;

  private Judgement(VrrpConfiguration configuration, Optional<Machine> machine, Findings findings) {
    this.configuration = configuration;
    this.machine = machine;
    this.findings = findings;
  }

  /**
   * Judges everything in it.
   *
   * @param machine where it is to run; empty: what it has there is not judged
   */
  public static void judge(
      VrrpConfiguration configuration, Optional<Machine> machine, Findings findings) {
    new Judgement(configuration, machine, findings).judge();
  }

  private void judge() {
    names("vrrp_instance", configuration.instances(), Instance::name, Instance::at);
    names("vrrp_sync_group", configuration.syncGroups(), NamedGroup::name, NamedGroup::at);
    names("vrrp_script", configuration.scripts(), Script::name, Script::at);
    names("track_file", configuration.trackFiles(), TrackFile::name, TrackFile::at);
    names(
        "vrrp_track_process", configuration.trackProcesses(), TrackProcess::name, TrackProcess::at);
    InstanceJudge judge = new InstanceJudge(findings);
    configuration.instances().forEach(judge::judge);
    new Together(configuration, findings).judge();
    new TrackingJudge(configuration, findings).judge();
    new GroupJudge(configuration, findings).judge();
    configuration.garpGroups().forEach(this::garpGroup);
    configuration.staticRoutes().forEach(route -> untrackable(route, findings));
    configuration
        .instances()
        .forEach(each -> each.holdings().routes().forEach(route -> untrackable(route, findings)));
    machine.ifPresent(here -> new MachineJudge(configuration, here, findings).judge());
  }

  private <T> void names(
      String kind, List<T> all, Function<T, String> name, Function<T, Location> at) {
    Map<String, Location> first = new HashMap<>();
    for (T each : all) {
      Location before = first.putIfAbsent(name.apply(each), at.apply(each));
      if (before != null && !name.apply(each).isEmpty()) {
        findings.error(
            at.apply(each),
            kind,
            "\""
                + name.apply(each)
                + "\" is here twice, first "
                + where(before, at.apply(each))
                + "; rename one");
      }
    }
  }

  private static String where(Location before, Location now) {
    return before.file().equals(now.file()) ? "in line " + before.line() : "in " + before;
  }

  private void garpGroup(GarpGroup group) {
    if (group.announceInterval().isZero() && group.neighbourInterval().isZero()) {
      findings.error(
          group.at(), "garp_group", "does nothing without garp_interval or gna_interval");
    }
  }

  private static void untrackable(IpRouteLine route, Findings findings) {
    if (route.tracked() && route.device().isEmpty()) {
      findings.error(
          route.at(),
          "",
          "nobody notices when this route is removed, since it names no interface; add dev"
              + " INTERFACE or no_track");
    }
  }
}
