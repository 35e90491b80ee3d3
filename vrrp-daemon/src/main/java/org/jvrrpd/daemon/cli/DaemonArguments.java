package org.jvrrpd.daemon.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.kernel.Scheduling;
import org.jvrrpd.daemon.runtime.DaemonOptions;

/**
 * The arguments of {@code jvrrpd run} as a service manager writes them, understood without picocli:
 * that library takes longer than all the rest of a daemon's start (its class files are of a version
 * that no ahead-of-time cache accepts) and would stay in memory. Whatever is not understood here is
 * left to {@link RunCommand}, which says what is wrong with it.
 */
final class DaemonArguments {
  static final String DEFAULT_CONFIGURATION = "/etc/jvrrpd/cluster.yaml";
  static final String DEFAULT_RUNTIME_DIRECTORY = "/run/jvrrpd";

  private static final String CONFIGURATION = "--config";
  private static final String NODE = "--node";
  private static final String RUNTIME_DIRECTORY = "--runtime-dir";
  private static final String PID_FILE = "--pid-file";
  private static final String VIP_LEASE = "--vip-lease";
  private static final String SCHEDULING = "--scheduling";
  private static final String LOCK_MEMORY = "--lock-memory";
  private static final Set<String> NAMES =
      Set.of(CONFIGURATION, NODE, RUNTIME_DIRECTORY, PID_FILE, VIP_LEASE, SCHEDULING, LOCK_MEMORY);
  private static final Map<String, Boolean> SWITCH = Map.of("on", true, "off", false);

  private DaemonArguments() {}

  /** What the daemon is to be started with, or empty if that is not for this class to say. */
  static Optional<DaemonOptions> parse(String... arguments) {
    if (arguments.length == 0 || !arguments[0].equals("run")) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    List<String> pidFiles = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      int equals = arguments[i].indexOf('=');
      String name = equals < 0 ? arguments[i] : arguments[i].substring(0, equals);
      boolean valueFollows = equals < 0 && i + 1 < arguments.length;
      if (!NAMES.contains(name) || (equals < 0 && !valueFollows)) {
        return Optional.empty();
      }
      String value = valueFollows ? arguments[++i] : arguments[i].substring(equals + 1);
      if (!isPlain(value)) {
        return Optional.empty();
      }
      if (name.equals(PID_FILE)) {
        pidFiles.add(value);
      } else if (values.put(name, value) != null) {
        return Optional.empty();
      }
    }
    return options(values, pidFiles);
  }

  /** Nothing that picocli could take for an option, a quotation or a file of arguments. */
  private static boolean isPlain(String value) {
    return !value.isEmpty() && "-@\"'".indexOf(value.charAt(0)) < 0;
  }

  private static Optional<DaemonOptions> options(
      Map<String, String> values, List<String> pidFiles) {
    Optional<Scheduling> scheduling =
        Optional.ofNullable(values.get(SCHEDULING)).flatMap(Scheduling::parse);
    if (!isSwitch(values.get(VIP_LEASE))
        || !isSwitch(values.get(LOCK_MEMORY))
        || values.containsKey(SCHEDULING) != scheduling.isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new DaemonOptions(
              Path.of(values.getOrDefault(CONFIGURATION, DEFAULT_CONFIGURATION)),
              Optional.ofNullable(values.get(NODE)),
              Path.of(values.getOrDefault(RUNTIME_DIRECTORY, DEFAULT_RUNTIME_DIRECTORY)),
              pidFiles.stream().map(Path::of).toList(),
              Optional.ofNullable(values.get(VIP_LEASE)).map(SWITCH::get),
              scheduling,
              Optional.ofNullable(values.get(LOCK_MEMORY)).map(SWITCH::get)));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static boolean isSwitch(@Nullable String value) {
    return value == null || SWITCH.containsKey(value);
  }
}
