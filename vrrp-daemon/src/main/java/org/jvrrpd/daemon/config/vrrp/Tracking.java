package org.jvrrpd.daemon.config.vrrp;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a priority, or whether an instance can be anything but FAULT, depends on.
 *
 * @param ownLink whether its own link must be up
 * @param interfaces links
 * @param scripts checks
 * @param files files
 * @param processes processes
 */
public record Tracking(
    boolean ownLink,
    List<Tracked> interfaces,
    List<Tracked> scripts,
    List<Tracked> files,
    List<Tracked> processes) {
  /** Copies the lists. */
  public Tracking {
    interfaces = List.copyOf(interfaces);
    scripts = List.copyOf(scripts);
    files = List.copyOf(files);
    processes = List.copyOf(processes);
  }

  /**
   * One of them.
   *
   * @param name of the interface, or as the check, file or process is called
   * @param weight instead of its own; 0 is FAULT
   * @param reverse whether it counts the other way round
   */
  public record Tracked(Placed<String> name, OptionalInt weight, boolean reverse) {}
}
