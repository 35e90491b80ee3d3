package org.jvrrpd.daemon.config.judgement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jvrrpd.daemon.config.Spelling;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Location;
import org.jvrrpd.daemon.config.vrrp.Instance;
import org.jvrrpd.daemon.config.vrrp.NamedGroup;
import org.jvrrpd.daemon.config.vrrp.Placed;
import org.jvrrpd.daemon.config.vrrp.Script;
import org.jvrrpd.daemon.config.vrrp.TrackFile;
import org.jvrrpd.daemon.config.vrrp.TrackProcess;
import org.jvrrpd.daemon.config.vrrp.Tracking;
import org.jvrrpd.daemon.config.vrrp.Tracking.Tracked;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;

/** Judges what priorities depend on: is it there, does its weight count. */
final class TrackingJudge {
  private final VrrpConfiguration configuration;
  private final Findings findings;
  private final Map<String, Integer> scripts = new HashMap<>();
  private final Map<String, Integer> files = new HashMap<>();
  private final Map<String, Integer> processes = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  TrackingJudge(VrrpConfiguration configuration, Findings findings) {
    this.configuration = configuration;
    this.findings = findings;
    // What lacks its command or path does not exist for those who track it, as in keepalived.
    configuration.scripts().stream()
        .filter(each -> each.command().isPresent())
        .forEach(each -> scripts.put(each.name(), each.weight()));
    configuration.trackFiles().stream()
        .filter(each -> each.path().isPresent())
        .forEach(each -> files.put(each.name(), each.weight()));
    configuration.trackProcesses().stream()
        .filter(each -> !each.command().isEmpty())
        .forEach(each -> processes.put(each.name(), each.weight()));
  }

  void judge() {
    configuration.scripts().forEach(this::script);
    configuration.trackFiles().forEach(this::file);
    configuration.trackProcesses().forEach(this::process);
    for (Instance instance : configuration.instances()) {
      references(instance.tracking(), InstanceJudge.key(instance));
      weights(instance);
      ownInterface(instance);
    }
    for (NamedGroup group : configuration.syncGroups()) {
      references(group.tracking(), "vrrp_sync_group " + group.name());
    }
    configuration.scripts().stream()
        .filter(each -> each.command().isPresent() && !used.contains(each.name()))
        .forEach(
            each ->
                findings.strictWarning(
                    each.at(), "vrrp_script " + each.name(), "is not used by anybody"));
  }

  private void script(Script script) {
    required(script.command().isPresent(), script.at(), "vrrp_script " + script.name(), "script");
  }

  private void file(TrackFile file) {
    required(file.path().isPresent(), file.at(), "track_file " + file.name(), "file");
  }

  private void process(TrackProcess process) {
    required(
        !process.command().isEmpty(),
        process.at(),
        "vrrp_track_process " + process.name(),
        "process");
  }

  private void required(boolean isThere, Location at, String key, String word) {
    if (!isThere) {
      findings.error(at, key, "has no " + word + ", so it checks nothing");
    }
  }

  private void references(Tracking tracking, String key) {
    tracking.scripts().forEach(each -> reference(each, scripts, "vrrp_script", key));
    tracking.files().forEach(each -> reference(each, files, "track_file", key));
    tracking.processes().forEach(each -> reference(each, processes, "vrrp_track_process", key));
    tracking.scripts().forEach(each -> used.add(each.name().value()));
  }

  private void reference(Tracked tracked, Map<String, Integer> known, String kind, String key) {
    String name = tracked.name().value();
    if (!known.containsKey(name)) {
      findings.error(
          tracked.name().at(),
          key,
          "there is no "
              + kind
              + " \""
              + name
              + "\""
              + Spelling.nearest(name, known.keySet())
                  .map(near -> "; did you mean \"" + near + "\"?")
                  .orElse(""));
    }
  }

  private void ownInterface(Instance instance) {
    String own = instance.interfaceName().map(Placed::value).orElse("");
    for (Tracked tracked : instance.tracking().interfaces()) {
      if (tracked.name().value().equals(own) && instance.tracking().ownLink()) {
        findings.error(
            tracked.name().at(), InstanceJudge.key(instance), own + " is tracked in any case");
      }
    }
  }

  private void weights(Instance instance) {
    boolean grouped =
        configuration.syncGroups().stream()
            .filter(each -> !each.memberWeights())
            .flatMap(each -> each.members().stream())
            .anyMatch(each -> each.value().equals(instance.name()));
    if (!grouped && !instance.isOwner()) {
      return;
    }
    String reason =
        instance.isOwner()
            ? " has a weight, and the priority of an address owner never changes"
            : " has a weight, and weights of members of a sync group do not count; track it in the"
                + " group, or add sync_group_tracking_weight there";
    for (Tracked tracked : weighted(instance.tracking())) {
      findings.error(
          tracked.name().at(),
          InstanceJudge.key(instance),
          "\"" + tracked.name().value() + "\"" + reason);
    }
  }

  private List<Tracked> weighted(Tracking tracking) {
    List<Tracked> weighted = new ArrayList<>();
    add(weighted, tracking.interfaces(), Map.of());
    add(weighted, tracking.scripts(), scripts);
    add(weighted, tracking.files(), files);
    add(weighted, tracking.processes(), processes);
    return weighted;
  }

  private static void add(List<Tracked> weighted, List<Tracked> all, Map<String, Integer> own) {
    for (Tracked each : all) {
      if (each.weight().orElse(own.getOrDefault(each.name().value(), 0)) != 0) {
        weighted.add(each);
      }
    }
  }
}
