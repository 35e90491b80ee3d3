package org.jvrrpd.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The bridge between the hosts, in a network namespace of its own, with one port per host that is
 * named like the host. What it drops on purpose is a table of nftables rules that is replaced as a
 * whole whenever something changes.
 */
final class Switch {
  static final String NAME = "switch";
  static final String BRIDGE = "br0";
  private static final String TABLE = "bridge lab";

  private final String namespace;
  private final Commands commands;
  private final TreeSet<OneWay> deaf = new TreeSet<>();
  private final Map<String, Integer> lossPercent = new TreeMap<>();

  /** Frames that enter at one port and are not let out at another. */
  private record OneWay(String from, String to) implements Comparable<OneWay> {
    @Override
    public int compareTo(OneWay other) {
      int byFrom = from.compareTo(other.from);
      return byFrom != 0 ? byFrom : to.compareTo(other.to);
    }
  }

  Switch(String namespace, Commands commands) {
    this.namespace = namespace;
    this.commands = commands;
  }

  String namespace() {
    return namespace;
  }

  /**
   * Makes the namespace and the bridge. A port forwards from its first instant (no spanning tree),
   * multicast goes everywhere (no snooping), and the bridge says nothing itself (no IPv6).
   */
  void build() throws IOException {
    commands.run(List.of("ip", "netns", "add", namespace));
    commands.run(
        List.of(
            "ip",
            "netns",
            "exec",
            namespace,
            "sysctl",
            "-q",
            "-w",
            "net.ipv6.conf.default.disable_ipv6=1"));
    ip(
        "link",
        "add",
        BRIDGE,
        "type",
        "bridge",
        "forward_delay",
        "0",
        "stp_state",
        "0",
        "mcast_snooping",
        "0");
    ip("link", "set", "dev", BRIDGE, "up");
  }

  void attach(String port) throws IOException {
    ip("link", "set", "dev", port, "master", BRIDGE, "up");
  }

  void detach(String port) throws IOException {
    ip("link", "set", "dev", port, "nomaster");
  }

  void lower(String port) throws IOException {
    ip("link", "set", "dev", port, "down");
  }

  void raise(String port) throws IOException {
    ip("link", "set", "dev", port, "up");
  }

  synchronized void block(String from, String to) throws IOException {
    deaf.add(new OneWay(from, to));
    applyRules();
  }

  synchronized void unblock(String from, String to) throws IOException {
    deaf.remove(new OneWay(from, to));
    applyRules();
  }

  synchronized void lose(String port, int percent) throws IOException {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException(percent + " is not a percentage");
    }
    if (percent == 0) {
      lossPercent.remove(port);
    } else {
      lossPercent.put(port, percent);
    }
    applyRules();
  }

  /** One transaction (nft(8)): the table is made if it is missing, deleted and made anew. */
  private void applyRules() throws IOException {
    List<String> rules = new ArrayList<>();
    for (OneWay way : deaf) {
      rules.add("iifname \"%s\" oifname \"%s\" drop".formatted(way.from(), way.to()));
    }
    lossPercent.forEach(
        (port, percent) -> {
          // nft refuses a comparison that is always true.
          String chance =
              percent == 100 ? " drop" : " numgen random mod 100 < " + percent + " drop";
          rules.add("iifname \"" + port + "\"" + chance);
          rules.add("oifname \"" + port + "\"" + chance);
        });
    String fresh = "add table %1$s; delete table %1$s; add table %1$s; ".formatted(TABLE);
    String chain = "add chain " + TABLE + " forward { type filter hook forward priority 0; }";
    StringBuilder transaction = new StringBuilder(fresh).append(chain);
    for (String rule : rules) {
      transaction.append("; add rule ").append(TABLE).append(" forward ").append(rule);
    }
    commands.run(List.of("ip", "netns", "exec", namespace, "nft", transaction.toString()));
  }

  private void ip(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip", "-n", namespace));
    command.addAll(List.of(arguments));
    commands.run(command);
  }
}
