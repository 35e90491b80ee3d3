package org.jvrrpd.daemon.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.config.IpLine;
import org.jvrrpd.daemon.kernel.RouteMonitor;
import org.jvrrpd.daemon.kernel.command.RouteCommands;
import org.jvrrpd.daemon.kernel.command.RouteFailure;
import org.jvrrpd.daemon.kernel.command.RouteLine;
import org.jvrrpd.daemon.kernel.command.RouteLine.Kind;

/**
 * The routes and rules that are to be in place now, by whom they belong to: to a MASTER, or to the
 * daemon for good. One that somebody removes is put back. Nothing is opened for a daemon that has
 * none. Event loop only.
 */
final class Lines implements AutoCloseable {
  private static final long RESTORE_MILLIS = 100;

  private final Surroundings surroundings;
  private final Map<Object, List<RouteLine>> held = new LinkedHashMap<>();
  private @Nullable RouteCommands commands;
  private @Nullable RouteMonitor monitor;
  private boolean restoring;

  Lines(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Gets ready before anybody holds anything: what a killed daemon has left over is removed.
   *
   * @param alone whether no other VRRP daemon is on this host, whose lines would look like ours
   */
  void prepare(boolean alone) {
    if (alone) {
      commands()
          .removeLeftOvers(failures -> failures.forEach(each -> surroundings.log().warning(each)));
    }
  }

  /** Puts an owner's routes and then its rules in place, in the place of those that it had. */
  void hold(Object owner, List<IpLine> routes, List<IpLine> rules) {
    List<RouteLine> lines = new ArrayList<>();
    routes.forEach(each -> add(Kind.ROUTE, each, lines));
    rules.forEach(each -> add(Kind.RULE, each, lines));
    hold(owner, lines);
  }

  private void add(Kind kind, IpLine line, List<RouteLine> lines) {
    try {
      lines.add(new RouteLine(kind, line.family(), line.words()));
    } catch (IllegalArgumentException e) {
      surroundings.log().warning("passing over a line: " + e.getMessage());
    }
  }

  private void hold(Object owner, List<RouteLine> lines) {
    List<RouteLine> before = held.getOrDefault(owner, List.of());
    List<RouteLine> surplus = before.stream().filter(each -> !lines.contains(each)).toList();
    if (lines.isEmpty() && before.isEmpty()) {
      return;
    }
    if (lines.isEmpty()) {
      held.remove(owner);
    } else {
      held.put(owner, lines);
    }
    if (!surplus.isEmpty()) {
      commands().remove(surplus, report("removing"));
    }
    if (!lines.isEmpty()) {
      watch();
      commands().add(lines, report("adding"));
    }
  }

  /** Takes an owner's lines away. */
  void release(Object owner) {
    hold(owner, List.of());
  }

  /** Puts everything in place once more, soon: a link that comes back says so several times. */
  void restoreSoon() {
    if (!held.isEmpty() && !restoring) {
      restoring = true;
      var _ =
          surroundings
              .loop()
              .schedule(
                  () -> surroundings.guarded(this::restore), RESTORE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void restore() {
    restoring = false;
    held.values().forEach(lines -> commands().add(lines, report("putting back")));
  }

  private Consumer<List<RouteFailure>> report(String what) {
    return failures -> failures.forEach(each -> surroundings.log().warning(what + " " + each));
  }

  private RouteCommands commands() {
    if (commands == null) {
      commands = new RouteCommands(surroundings.loop());
    }
    return commands;
  }

  /** Only what has our mark can be told from others'. */
  private void watch() {
    if (monitor != null) {
      return;
    }
    try {
      monitor =
          RouteMonitor.open(
              surroundings.loop(),
              protocol -> protocol == RouteLine.PROTOCOL,
              () -> surroundings.guarded(this::restore));
    } catch (IOException e) {
      surroundings.log().warning("routes that somebody removes are not noticed: " + e.getMessage());
    }
  }

  /** Takes everything away. */
  @Override
  public void close() {
    List.copyOf(held.keySet()).forEach(this::release);
    if (monitor != null) {
      monitor.close();
    }
    if (commands != null) {
      commands.close();
    }
  }
}
