package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A daemon that is measured, started as its users start it. All read the same keepalived.conf. */
enum Contender {
  /** {@code bin/jvrrpd run} of this checkout, as it is by default. */
  JVRRPD("jvrrpd", ""),

  /** The same with addresses that stay until they are removed, as keepalived's do. */
  JVRRPD_WITHOUT_LEASES("jvrrpd without leases", ""),

  /** The same where the system does not permit it to lock its memory. */
  JVRRPD_UNLOCKED("jvrrpd without locked memory", ""),

  /** The distribution's keepalived, its VRRP half alone. */
  KEEPALIVED("keepalived", ""),

  /** keepalived when it is told to run in real time, which jvrrpd does by itself. */
  KEEPALIVED_IN_REAL_TIME("keepalived in real time", "  vrrp_rt_priority 1\n");

  private final String label;
  private final String globals;

  Contender(String label, String globals) {
    this.label = label;
    this.globals = globals;
  }

  /** Its name for tables, plots and raw numbers. */
  String label() {
    return label;
  }

  /** The contender with this label. */
  static Contender of(String label) {
    for (Contender each : values()) {
      if (each.label.equals(label)) {
        return each;
      }
    }
    throw new IllegalArgumentException("there is no contender " + label);
  }

  boolean isKeepalived() {
    return this == KEEPALIVED || this == KEEPALIVED_IN_REAL_TIME;
  }

  /**
   * Writes the configuration and says how the daemon is started with it, in the foreground, logging
   * to stdout or stderr.
   *
   * @param launcher this checkout's {@code bin/jvrrpd}
   * @param directory this daemon's own, with a path short enough for a socket's
   */
  List<String> prepare(List<Router> routers, Path launcher, Path directory) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve("keepalived.conf");
    StringBuilder text =
        new StringBuilder("global_defs {\n  router_id measured\n" + globals + "}\n");
    routers.forEach(each -> text.append(each.words()));
    Files.writeString(file, text);
    return isKeepalived() ? keepalived(file, directory) : jvrrpd(file, launcher, directory);
  }

  private static List<String> keepalived(Path file, Path directory) {
    return List.of(
        "keepalived",
        "-n",
        "-l",
        "-D",
        "-P",
        "-f",
        file.toString(),
        "-p",
        directory.resolve("keepalived.pid").toString(),
        "-r",
        directory.resolve("vrrp.pid").toString());
  }

  private List<String> jvrrpd(Path file, Path launcher, Path directory) {
    List<String> command = new ArrayList<>();
    if (this == JVRRPD_UNLOCKED) {
      command.addAll(
          List.of("setpriv", "--bounding-set=-ipc_lock", "prlimit", "--memlock=8388608"));
    }
    command.addAll(
        List.of(
            launcher.toString(),
            "run",
            "--config",
            file.toString(),
            "--runtime-dir",
            directory.resolve("run").toString()));
    if (this == JVRRPD_WITHOUT_LEASES) {
      command.addAll(List.of("--vip-lease", "off"));
    }
    return command;
  }
}
