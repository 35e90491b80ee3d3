package org.jvrrpd.core.tracking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The checks of one virtual router and what has become of them. Immutable: a result gives a new
 * value.
 */
public final class Tracking {
  private final Map<String, Tracked> checks;

  /**
   * One check.
   *
   * @param settings how its results count
   * @param state what they have made of it
   */
  public record Tracked(CheckSettings settings, CheckState state) {
    /**
     * What it adds to the priority now, -253 to 253. A check from which nothing was heard does not
     * lift the priority, not even one that would by failing.
     */
    public int contribution() {
      int known = settings.contribution(state.up());
      return state.results() == CheckState.Results.NONE ? Math.min(known, 0) : known;
    }

    /** How many results in a row that contradict the verdict change it, 1 or more. */
    public int needed() {
      return state.needed(settings);
    }

    /** Whether it is a reason for FAULT now. */
    public boolean isFault() {
      return settings.isFault(state.up());
    }
  }

  private Tracking(Map<String, Tracked> checks) {
    this.checks = checks;
  }

  /**
   * The checks of a node that starts: each counts as failed until its first success.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public static Tracking starting(List<CheckSettings> settings) {
    Map<String, Tracked> checks = new LinkedHashMap<>();
    for (CheckSettings each : settings) {
      add(checks, new Tracked(each, CheckState.unheard()));
    }
    return new Tracking(checks);
  }

  /** Other settings: what is known of a check stays with its name, and one that is new is mute. */
  public Tracking reconfigured(List<CheckSettings> settings) {
    Map<String, Tracked> changed = new LinkedHashMap<>();
    for (CheckSettings each : settings) {
      Tracked before = checks.get(each.name());
      add(changed, new Tracked(each, before == null ? CheckState.addedTo(each) : before.state()));
    }
    return new Tracking(changed);
  }

  private static void add(Map<String, Tracked> checks, Tracked check) {
    if (checks.putIfAbsent(check.settings().name(), check) != null) {
      throw new IllegalArgumentException("two checks are named " + check.settings().name());
    }
  }

  /** After one more result; the same where there is no such check, as after a reload. */
  public Tracking after(String check, boolean passed) {
    Tracked before = checks.get(check);
    if (before == null) {
      return this;
    }
    Map<String, Tracked> changed = new LinkedHashMap<>(checks);
    changed.put(
        check, new Tracked(before.settings(), before.state().after(passed, before.settings())));
    return new Tracking(changed);
  }

  /** What all checks together add to the priority. */
  public int weight() {
    int sum = 0;
    for (Tracked each : checks.values()) {
      sum += each.contribution();
    }
    return sum;
  }

  /** Why the node has to be in FAULT, in words that name the checks; empty if it has not. */
  public Optional<String> fault() {
    List<String> names =
        checks.values().stream()
            .filter(Tracked::isFault)
            .map(each -> each.settings().name())
            .toList();
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
  }

  /** The checks in the order of the settings. */
  public List<Tracked> checks() {
    return List.copyOf(checks.values());
  }
}
