package org.jvrrpd.daemon.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jvrrpd.core.tracking.NumberWeight;
import org.jvrrpd.daemon.config.CheckTarget;
import org.jvrrpd.daemon.config.CheckWeight;
import org.jvrrpd.daemon.config.HealthCheck;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.config.running.DaemonConfiguration;
import org.jvrrpd.daemon.health.TrackedFile;

/**
 * Which files are read, and what their numbers do to whom.
 *
 * @param files each with a name of its own
 * @param weights by the names of the instances, then of the files
 */
record FilePlan(List<TrackedFile> files, Map<String, Map<String, NumberWeight>> weights) {
  static final FilePlan NONE = new FilePlan(List.of(), Map.of());

  static FilePlan of(DaemonConfiguration configuration) {
    List<TrackedFile> files = new ArrayList<>();
    for (HealthCheck each : configuration.checks()) {
      if (each.target() instanceof CheckTarget.NumberIn(var path, var initial, var overwrite)) {
        files.add(new TrackedFile(each.name(), path, initial, overwrite));
      }
    }
    List<String> names = files.stream().map(TrackedFile::name).toList();
    Map<String, Map<String, NumberWeight>> weights = new LinkedHashMap<>();
    for (InstanceConfiguration instance : configuration.instances()) {
      Map<String, NumberWeight> own = new LinkedHashMap<>();
      for (CheckWeight each : instance.tracked()) {
        if (names.contains(each.check())) {
          own.put(each.check(), new NumberWeight(each.weight(), each.reverse()));
        }
      }
      weights.put(instance.name(), own);
    }
    return new FilePlan(List.copyOf(files), weights);
  }

  /** The weights of what an instance tracks, by the names of the files. */
  Map<String, NumberWeight> of(String instance) {
    return weights.getOrDefault(instance, Map.of());
  }
}
