package org.jvrrpd.daemon.config.rendering;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.jvrrpd.daemon.config.CheckTarget;
import org.jvrrpd.daemon.config.HealthCheck;
import org.jvrrpd.daemon.process.CommandLine;

/**
 * What a cluster's checks are as commands, for a keepalived that can only run scripts: curl, pgrep,
 * test, systemctl, and bash, whose {@code /dev/tcp} connects.
 */
final class CheckCommands {
  /** As long as a name of a process is for the kernel (TASK_COMM_LEN without its last byte). */
  private static final int MAX_PROCESS_NAME = 15;

  private CheckCommands() {}

  /**
   * The command that does what a check does.
   *
   * @param units those of the services of this node, each with its names on one distribution or
   *     another
   */
  static String of(HealthCheck check, List<List<String>> units) {
    return switch (check.target()) {
      case CheckTarget.Script(var command, _) -> line(command);
      case CheckTarget.Tcp(var address) -> connects(address);
      case CheckTarget.Http(var address) ->
          "/usr/bin/curl -sf -o /dev/null --max-time "
              + Durations.seconds(check.timeout())
              + " "
              + quoted(address.toString());
      case CheckTarget.ProcessNamed(var name) -> "/usr/bin/pgrep -x " + quoted(pattern(name));
      case CheckTarget.FilePresent(var path) -> "/usr/bin/test -e " + quoted(path.toString());
      case CheckTarget.Link(var name) ->
          "/bin/grep -q 1 " + quoted("/sys/class/net/" + name + "/carrier");
      case CheckTarget.Unit(var name) -> isActive(name);
      case CheckTarget.Services _ ->
          "/bin/sh -c "
              + quoted(
                  units.stream().map(CheckCommands::anyActive).collect(Collectors.joining(" && ")));
      // They come from keepalived's own words, and those are written as they are.
      case CheckTarget.NumberIn _, CheckTarget.ProcessCount _ ->
          throw new IllegalArgumentException(check.name() + " is no check of a cluster");
    };
  }

  /** A command of the operator's; keepalived has no shell, so one that needs it brings it along. */
  static String line(CommandLine command) {
    return command.shell() ? "/bin/sh -c " + quoted(command.text()) : command.text();
  }

  private static String connects(InetSocketAddress address) {
    return "/bin/bash -c "
        + quoted("</dev/tcp/" + address.getHostString() + "/" + address.getPort());
  }

  /** An extended regular expression for the name as the kernel keeps it. */
  private static String pattern(String name) {
    String kept = name.substring(0, Math.min(name.length(), MAX_PROCESS_NAME));
    return kept.replaceAll("[^A-Za-z0-9_:/-]", "[$0]");
  }

  private static String isActive(String unit) {
    return "/usr/bin/systemctl -q is-active " + quoted(unit);
  }

  private static String anyActive(List<String> names) {
    String any = names.stream().map(CheckCommands::isActive).collect(Collectors.joining(" || "));
    return names.size() == 1 ? any : "{ " + any + "; }";
  }

  /** In single quotes where anything in it means something to a shell or to keepalived. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
