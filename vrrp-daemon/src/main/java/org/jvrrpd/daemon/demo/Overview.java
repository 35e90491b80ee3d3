package org.jvrrpd.daemon.demo;

import java.time.Duration;
import java.util.List;

/** The picture before the first step, and the lines after the last one. */
final class Overview {
  private static final int HOST_COLUMNS = 19;

  private Overview() {}

  /** The hosts and the bridge, drawn. */
  static List<String> lines() {
    StringBuilder names = new StringBuilder();
    StringBuilder addresses = new StringBuilder();
    StringBuilder ranks = new StringBuilder();
    StringBuilder roles = new StringBuilder();
    StringBuilder cables = new StringBuilder();
    StringBuilder bridge = new StringBuilder();
    for (Member member : DemoCluster.MEMBERS) {
      cell(names, member.name());
      cell(addresses, member.address());
      cell(ranks, "priority " + member.priority());
      cell(roles, member.owner() ? "owner of the VIP" : "");
      cell(cables, "   |");
      bridge.append("---+").append("-".repeat(HOST_COLUMNS - 4));
    }
    names.append(DemoCluster.CLIENT);
    addresses.append(DemoCluster.CLIENT_ADDRESS);
    ranks.append("pings the VIP");
    roles.append("every ").append(LiveCluster.PING_INTERVAL.toMillis() / 1000.0).append(" s");
    cables.append("   |");
    bridge.append("---+--- br0");
    return List.of(
        names.toString(),
        addresses.toString(),
        ranks.toString(),
        roles.toString(),
        cables.toString(),
        bridge.toString(),
        "",
        "VIP %s/%d, virtual router %d, one advertisement every %d s"
            .formatted(
                DemoCluster.VIP,
                DemoCluster.PREFIX_LENGTH,
                DemoCluster.VRID,
                DemoCluster.INTERVAL.toSeconds()));
  }

  private static void cell(StringBuilder line, String words) {
    line.append(words).append(" ".repeat(HOST_COLUMNS - words.length()));
  }

  /** A figure under the heading of its step. */
  static String summaryLine(Figure figure) {
    String pause = figure.pause().equals(Duration.ZERO) ? "" : Figure.seconds(figure.pause());
    return "     %-31s %9s %9s %9s"
        .formatted(
            figure.label(),
            Figure.seconds(figure.measured()),
            Figure.seconds(figure.bound().time()),
            pause);
  }
}
