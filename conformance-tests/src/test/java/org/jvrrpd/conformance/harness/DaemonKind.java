package org.jvrrpd.conformance.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A VRRP daemon that the scenarios can start in a host. */
public sealed interface DaemonKind permits Jvrrpd, Keepalived {

  /** Its name for messages. */
  String name();

  /**
   * Writes the configuration of one controller and says how the daemon is started with it.
   *
   * @param plan the whole cluster
   * @param self the controller
   * @param directory this controller's own directory, short enough for a socket's path
   * @return the program and its arguments; it stays in the foreground and logs to stdout or stderr
   * @throws IOException if the configuration cannot be written
   */
  List<String> prepare(ClusterPlan plan, Controller self, Path directory) throws IOException;

  /** Whether an address that a dead daemon installed goes away by itself. */
  boolean hasLeases();

  /**
   * The daemon that the scenarios judge: jvrrpd, or keepalived where the system property {@code
   * jvrrpd.conformance.daemon} says so, which shows whether a scenario itself is sound.
   */
  static DaemonKind underTest() {
    String name = System.getProperty("jvrrpd.conformance.daemon", "jvrrpd");
    return switch (name) {
      case "jvrrpd" -> new Jvrrpd();
      case "keepalived" -> new Keepalived();
      default -> throw new IllegalArgumentException("there is no daemon \"" + name + "\"");
    };
  }
}
