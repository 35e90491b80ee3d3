package org.jvrrpd.daemon.config.running;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jvrrpd.daemon.config.CheckTarget;
import org.jvrrpd.daemon.config.CheckWeight;
import org.jvrrpd.daemon.config.HealthCheck;
import org.jvrrpd.daemon.config.LocalHost;
import org.jvrrpd.daemon.config.vrrp.Command;
import org.jvrrpd.daemon.config.vrrp.Globals;
import org.jvrrpd.daemon.config.vrrp.Placed;
import org.jvrrpd.daemon.config.vrrp.Script;
import org.jvrrpd.daemon.config.vrrp.TrackFile;
import org.jvrrpd.daemon.config.vrrp.TrackProcess;
import org.jvrrpd.daemon.config.vrrp.Tracking;
import org.jvrrpd.daemon.config.vrrp.Tracking.Tracked;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;
import org.jvrrpd.daemon.process.CommandLine;

/** The checks of keepalived's words, as they are run; those that nobody tracks are not. */
final class Checks {
  /** Links, files and processes tell of themselves; nobody asks them in a rhythm. */
  private static final Duration UNUSED = Duration.ofSeconds(1);

  /** What a tracker is, and how it counts where nobody says otherwise. */
  private record Known(HealthCheck check, int weight, boolean reverse) {}

  private final Map<String, Known> scripts = new LinkedHashMap<>();
  private final Map<String, Known> files = new LinkedHashMap<>();
  private final Map<String, Known> processes = new LinkedHashMap<>();
  private final Map<String, HealthCheck> used = new LinkedHashMap<>();

  private Checks() {}

  static Checks of(VrrpConfiguration words, LocalHost host) {
    Checks checks = new Checks();
    for (Script script : words.scripts()) {
      checks.add(script, words.globals(), host);
    }
    words.trackFiles().forEach(checks::add);
    words.trackProcesses().forEach(checks::add);
    return checks;
  }

  private void add(Script script, Globals globals, LocalHost host) {
    Optional<CommandLine> command = script.command().map(Command::line).flatMap(CommandLine::parse);
    if (command.isEmpty()) {
      return;
    }
    Optional<String> user =
        script
            .command()
            .flatMap(Command::user)
            .or(() -> globals.scriptUser().map(Globals.ScriptUser::user))
            .or(host::defaultScriptUser);
    HealthCheck check =
        new HealthCheck(
            script.name(),
            new CheckTarget.Script(command.get(), user),
            script.interval(),
            script.timeout(),
            script.weight(),
            script.fall(),
            script.rise());
    scripts.put(script.name(), new Known(check, script.weight(), script.reverse()));
  }

  private void add(TrackFile file) {
    // No file's name has a NUL, and no Path either.
    Optional<Path> path =
        file.path().map(Placed::value).filter(each -> each.indexOf('\0') < 0).map(Path::of);
    if (path.isEmpty()) {
      return;
    }
    CheckTarget target = new CheckTarget.NumberIn(path.get(), file.initial(), file.overwrite());
    HealthCheck check = untimed("track_file " + file.name(), target);
    files.put(file.name(), new Known(check, file.weight(), file.reverse()));
  }

  private void add(TrackProcess process) {
    if (process.command().isEmpty()) {
      return;
    }
    // None at most means none at least; another quorum_max below the quorum is not heard.
    boolean none = process.quorumMax().equals(OptionalInt.of(0));
    boolean bounded = none || process.quorumMax().orElse(0) >= process.quorum();
    CheckTarget target =
        new CheckTarget.ProcessCount(
            process.command(),
            process.parameterMatch(),
            process.fullCommand(),
            none ? 0 : process.quorum(),
            bounded ? process.quorumMax() : OptionalInt.empty(),
            process.forkDelay(),
            process.terminateDelay());
    HealthCheck check = untimed("track_process " + process.name(), target);
    processes.put(process.name(), new Known(check, process.weight(), process.reverse()));
  }

  /**
   * What these mean for one virtual router. What is not known, or not checked at all, is left out,
   * as keepalived does.
   *
   * @param weightsCount whether those count that change the priority, beside those that are FAULT
   */
  List<CheckWeight> weights(Tracking tracking, boolean weightsCount) {
    List<CheckWeight> weights = new ArrayList<>();
    for (Tracked link : tracking.interfaces()) {
      String name = link.name().value();
      HealthCheck check = untimed("track_interface " + name, new CheckTarget.Link(name));
      weights.add(take(new Known(check, 0, false), link));
    }
    take(scripts, tracking.scripts(), weights);
    take(files, tracking.files(), weights);
    take(processes, tracking.processes(), weights);
    weights.removeIf(each -> each.weight() != 0 && !weightsCount);
    return weights;
  }

  private void take(Map<String, Known> all, List<Tracked> wanted, List<CheckWeight> weights) {
    for (Tracked each : wanted) {
      Known known = all.get(each.name().value());
      if (known != null) {
        weights.add(take(known, each));
      }
    }
  }

  private CheckWeight take(Known known, Tracked tracked) {
    HealthCheck check = known.check();
    used.putIfAbsent(check.name(), check);
    boolean usually = tracked.weight().isEmpty() && known.reverse();
    return new CheckWeight(
        check.name(), tracked.weight().orElse(known.weight()), usually || tracked.reverse());
  }

  private static HealthCheck untimed(String name, CheckTarget target) {
    return new HealthCheck(name, target, UNUSED, UNUSED, 0, 1, 1);
  }

  /** Those that somebody tracks; complete when {@link #weights} was called for everybody. */
  List<HealthCheck> used() {
    return List.copyOf(used.values());
  }
}
