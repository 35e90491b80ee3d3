package org.jvrrpd.core.router;

import static org.jvrrpd.core.election.ElectionSettings.PRIORITY_LOWEST;
import static org.jvrrpd.core.election.ElectionSettings.PRIORITY_OWNER;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jvrrpd.core.tracking.NumberWeight;
import org.jvrrpd.core.tracking.Tracking;

/**
 * What a priority is made of: the base, what the checks add, and what else was measured adds. The
 * sum is clamped to 1 to 254, as keepalived does; an owner's 255 is never touched.
 */
final class EffectivePriority {
  private final Map<String, Integer> weights = new LinkedHashMap<>();

  /** What numbers do, {@link NumberWeight#FAULT} among it. */
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  private Tracking tracking;
  private int ceiling = PRIORITY_OWNER;

  /** The checks of {@code settings}, of which nothing is known yet. */
  EffectivePriority(RouterSettings settings) {
    tracking = Tracking.starting(settings.checks());
  }

  int under(RouterSettings settings) {
    return Math.min(unlimited(settings), ceiling);
  }

  /** What it would be if no sync group had a word in it. */
  int unlimited(RouterSettings settings) {
    if (settings.isOwner()) {
      return PRIORITY_OWNER;
    }
    int sum = settings.priority() + tracking.weight();
    for (int weight : weights.values()) {
      sum += weight;
    }
    for (int effect : numbers.values()) {
      sum += added(effect);
    }
    return Math.clamp(sum, PRIORITY_LOWEST, PRIORITY_OWNER - 1);
  }

  /** It is no higher than this from now on, 1 to 255. */
  void limit(int highest) {
    ceiling = highest;
  }

  /** A check has given one more result. */
  void checked(String check, boolean passed) {
    tracking = tracking.after(check, passed);
  }

  /** The checks are others from now on. */
  void reconfigure(RouterSettings changed) {
    tracking = tracking.reconfigured(changed.checks());
  }

  /** Something that is no check adds this from now on. */
  void weigh(String source, int weight) {
    weights.put(source, weight);
  }

  /** A number does this from now on; empty: it is not looked at any more. */
  void measured(String source, OptionalInt effect) {
    if (effect.isPresent()) {
      numbers.put(source, effect.getAsInt());
    } else {
      numbers.remove(source);
    }
  }

  private static int added(int effect) {
    return effect == NumberWeight.FAULT ? 0 : effect;
  }

  /** Which checks and numbers put the router into FAULT, in words. */
  Optional<String> fault() {
    List<String> sources = new ArrayList<>();
    tracking.fault().ifPresent(sources::add);
    numbers.forEach(
        (source, effect) -> {
          if (effect == NumberWeight.FAULT) {
            sources.add(source);
          }
        });
    return sources.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", sources));
  }

  Tracking tracking() {
    return tracking;
  }

  /** What each source adds, 0 included, in the order of the settings. */
  Map<String, Integer> parts() {
    Map<String, Integer> parts = new LinkedHashMap<>();
    for (Tracking.Tracked each : tracking.checks()) {
      parts.put(each.settings().name(), each.contribution());
    }
    numbers.forEach((source, effect) -> parts.put(source, added(effect)));
    parts.putAll(weights);
    return parts;
  }
}
