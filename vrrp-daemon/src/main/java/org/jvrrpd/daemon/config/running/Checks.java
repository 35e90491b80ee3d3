package org.jvrrpd.daemon.config.running;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jvrrpd.daemon.config.CheckTarget;
import org.jvrrpd.daemon.config.CheckWeight;
import org.jvrrpd.daemon.config.HealthCheck;
import org.jvrrpd.daemon.config.LocalHost;
import org.jvrrpd.daemon.config.vrrp.Command;
import org.jvrrpd.daemon.config.vrrp.Globals;
import org.jvrrpd.daemon.config.vrrp.Script;
import org.jvrrpd.daemon.config.vrrp.Tracking;
import org.jvrrpd.daemon.config.vrrp.Tracking.Tracked;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;
import org.jvrrpd.daemon.process.CommandLine;

/** The checks of keepalived's words, as they are run; those that nobody tracks are not. */
final class Checks {
  /** Links tell of themselves; nobody asks them in a rhythm. */
  private static final Duration UNUSED = Duration.ofSeconds(1);

  private final Map<String, HealthCheck> scripts = new LinkedHashMap<>();
  private final Map<String, Boolean> reversed = new LinkedHashMap<>();
  private final Map<String, HealthCheck> used = new LinkedHashMap<>();

  private Checks() {}

  static Checks of(VrrpConfiguration words, LocalHost host) {
    Checks checks = new Checks();
    for (Script script : words.scripts()) {
      checks.add(script, words.globals(), host);
    }
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
    scripts.put(
        script.name(),
        new HealthCheck(
            script.name(),
            new CheckTarget.Script(command.get(), user),
            script.interval(),
            script.timeout(),
            script.weight(),
            script.fall(),
            script.rise()));
    reversed.put(script.name(), script.reverse());
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
      weights.add(take(link("track_interface " + name, name), link, 0, link.reverse()));
    }
    for (Tracked script : tracking.scripts()) {
      HealthCheck check = scripts.get(script.name().value());
      if (check != null) {
        boolean own = script.weight().isEmpty() && reversed.getOrDefault(check.name(), false);
        weights.add(take(check, script, check.weight(), own || script.reverse()));
      }
    }
    weights.removeIf(each -> each.weight() != 0 && !weightsCount);
    return weights;
  }

  private CheckWeight take(HealthCheck check, Tracked tracked, int usual, boolean reverse) {
    used.putIfAbsent(check.name(), check);
    return new CheckWeight(check.name(), tracked.weight().orElse(usual), reverse);
  }

  private static HealthCheck link(String name, String interfaceName) {
    return new HealthCheck(name, new CheckTarget.Link(interfaceName), UNUSED, UNUSED, 0, 1, 1);
  }

  /** Those that somebody tracks; complete when {@link #weights} was called for everybody. */
  List<HealthCheck> used() {
    return List.copyOf(used.values());
  }
}
