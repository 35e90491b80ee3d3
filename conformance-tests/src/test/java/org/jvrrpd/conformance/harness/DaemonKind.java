package org.jvrrpd.conformance.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.RunningProcess;

/** A VRRP daemon that the scenarios can start in a host. */
public sealed interface DaemonKind permits Jvrrpd, Keepalived, Frr {

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
   * Does what an administrator has to do in a host before this daemon is started there; done once.
   */
  default void furnish(ClusterPlan plan, Controller self, Host host) throws IOException {}

  /** What the daemon writes when its election has begun. */
  default String readyWords() {
    return "Entering BACKUP STATE";
  }

  /** Whether this daemon has the VIP in service on a host, as the kernel says. */
  default boolean holds(ClusterPlan plan, Host host) throws IOException {
    return host.holds(plan.vip());
  }

  /** The MAC address that this daemon announces the VIP with. */
  default String announcedMac(ClusterPlan plan, Host host) throws IOException {
    return host.macAddress();
  }

  /**
   * Makes a running daemon follow a plan in which its own priority is another one.
   *
   * @param daemon the one that {@link #prepare} gave the command of, with the same directory
   */
  default void changePriority(
      ClusterPlan plan, Controller self, Path directory, Host host, RunningProcess daemon)
      throws IOException {
    prepare(plan, self, directory);
    daemon.signal("HUP");
  }

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
