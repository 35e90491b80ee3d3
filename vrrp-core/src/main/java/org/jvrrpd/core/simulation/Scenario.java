package org.jvrrpd.core.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What one seed stands for: a cluster and what befalls it, as commands. The same seed gives the
 * same commands.
 */
final class Scenario {
  private static final int MOST_NODES = 5;
  private static final int MOST_FAULTS = 14;
  private static final int MILLIS_BETWEEN_FAULTS = 6000;

  private final SplittableRandom random;
  private final List<String> commands = new ArrayList<>();
  private final Set<String> owners = new HashSet<>();
  private final int nodes;
  private final boolean third;
  private final String network;
  private final String check;

  private Scenario(long seed) {
    random = new SplittableRandom(seed);
    nodes = 2 + random.nextInt(MOST_NODES - 1);
    third = oneIn(3);
    network = third && oneIn(3) ? "fe80::" : "192.0.2.";
    check = oneIn(3) ? pick(" check chk:weight=-20", " check chk:weight=-40", " check chk") : "";
  }

  /** The commands of {@code seed}. */
  static List<String> of(long seed) {
    Scenario scenario = new Scenario(seed);
    scenario.describeCluster();
    scenario.describeMachines();
    scenario.describeWire();
    scenario.startAll();
    int faults = scenario.random.nextInt(MOST_FAULTS + 1);
    for (int i = 0; i < faults; i++) {
      scenario.waitAWhile();
      scenario.add(scenario.fault());
    }
    scenario.waitAWhile();
    scenario.add("settle");
    return List.copyOf(scenario.commands);
  }

  private void describeCluster() {
    String shared = third ? " version 3 interval " + pick("100ms", "300ms", "1s", "2s") : "";
    shared += !third && oneIn(8) ? " interval " + pick("2s", "5s") : "";
    shared += oneIn(6) ? " health-takeover no" : "";
    shared += oneIn(8) ? " peers no" : "";
    shared += oneIn(12) ? " startup-delay " + pick("1s", "7s") : "";
    shared += oneIn(12) ? " down-intervals " + pick("2", "5") : "";
    shared += check.isEmpty() ? "" : check + ":rise=%d:fall=%d".formatted(count(), count());
    int style = random.nextInt(4);
    int preempting = random.nextInt(3);
    for (int i = 0; i < nodes; i++) {
      int priority =
          switch (style) {
            case 0 -> 100;
            case 1 -> 1 + random.nextInt(254);
            default -> 100 - 10 * i;
          };
      if (i <= 1 && oneIn(i == 0 ? 15 : 150)) {
        priority = 255;
        owners.add(name(i));
      }
      boolean preempts = preempting == 0 || (preempting == 1 && i == 0);
      add(
          "node %s %s%d priority %d preempt %s%s%s%s clock %dppm"
              .formatted(
                  name(i),
                  network,
                  100 + i,
                  priority,
                  preempts ? "yes" : "no",
                  preempts && oneIn(6) ? " preempt-delay " + pick("2s", "5s") : "",
                  shared,
                  third && oneIn(3) ? " checksum rfc9568" : "",
                  random.nextInt(2001) - 1000));
    }
  }

  private void describeMachines() {
    add("leases all late 0s..1.14s");
    add("kernel all takes " + pick("0s", "0s..2ms", "1ms..20ms", "0s..44ms"));
    add("timers all late " + pick("0s", "0s..1ms", "0s..8ms"));
    add("tasks all " + pick("first", "last"));
    add("checks all " + pick("0s", "30ms", "700ms", "3s", "never"));
  }

  private void describeWire() {
    add(
        "wire seed "
            + random.nextInt(1_000_000)
            + " delay "
            + pick("0s", "100us..1ms", "1ms..5ms"));
    if (oneIn(3)) {
      add("wire loss %d%% duplicate %d%%".formatted(random.nextInt(30), random.nextInt(30)));
    }
    if (oneIn(4)) {
      add("wire delay 0s..300ms");
    }
  }

  private void startAll() {
    if (oneIn(2)) {
      add("start all");
      return;
    }
    for (int i = 0; i < nodes; i++) {
      add("start " + name(i));
      add("run " + millis(2000));
    }
  }

  private void waitAWhile() {
    add("run " + millis(MILLIS_BETWEEN_FAULTS));
  }

  private String fault() {
    String node = name(random.nextInt(nodes));
    String other = name(random.nextInt(nodes));
    return switch (random.nextInt(check.isEmpty() ? 24 : 28)) {
      case 0 -> "crash " + node;
      case 1, 2 -> "restart " + node;
      case 3 -> "shutdown " + node;
      case 4, 5, 6 -> "stall " + node + " " + millis(10_000);
      case 7 -> "pause " + node + " " + millis(10_000);
      case 8 -> "link " + node + " " + pick("up", "down");
      case 9 -> "own-address " + node + " " + pick("present", "missing");
      case 10 -> "services " + pick(node, node, "all") + " " + pick("up", "down");
      case 11 -> "weigh " + pick(node, node, "all") + " " + pick("-20", "-20", "0");
      // An owner's address is its host's own, and stays its own whatever a reload says.
      case 12 ->
          owners.contains(node)
              ? "restart " + node
              : "configure " + node + " priority " + (1 + random.nextInt(254));
      case 13 -> reconfiguration(node);
      case 14 -> "delete " + node;
      case 15 -> "kernel " + node + " " + pick("accepts", "refuses");
      case 16, 17 -> partition();
      case 18 -> node.equals(other) ? "heal" : "cut " + node + " " + other;
      case 19 -> "heal";
      case 20 -> "wire loss %d%% duplicate %d%%".formatted(random.nextInt(60), random.nextInt(60));
      case 21 -> stranger();
      case 22 -> "replay " + node + repeated();
      case 23 -> "corrupt " + node + " " + random.nextInt(160);
      default -> checkResults(pick(node, node, "all"));
    };
  }

  private String checkResults(String nodes) {
    return "check %s chk %s times %d every %s"
        .formatted(nodes, pick("passes", "fails"), 1 + random.nextInt(6), millis(3000));
  }

  private int count() {
    return 1 + random.nextInt(3);
  }

  private String reconfiguration(String node) {
    return switch (random.nextInt(3)) {
      case 0 -> "configure all preempt " + pick("yes", "no");
      case 1 -> "configure all interval " + (third ? pick("200ms", "1s") : pick("1s", "3s"));
      default -> "configure " + node + " health-takeover " + pick("yes", "no");
    };
  }

  private String partition() {
    int sides = 1 + random.nextInt((1 << nodes) - 1);
    StringBuilder left = new StringBuilder();
    StringBuilder right = new StringBuilder();
    for (int i = 0; i < nodes; i++) {
      ((sides >> i & 1) == 1 ? left : right).append(' ').append(name(i));
    }
    return "partition" + left + " |" + right;
  }

  /** Another router with our VRID, which is right about the rest or wrong. */
  private String stranger() {
    String version = oneIn(6) != third ? " version 3 interval 100ms" : "";
    return "advertise %s%d priority %d%s%s%s%s"
        .formatted(
            network,
            1 + random.nextInt(250),
            random.nextInt(256),
            version,
            pick("", " password wrong", " password none"),
            pick("", "", " ttl 254"),
            repeated());
  }

  private String repeated() {
    return pick("", " times 3 every 1s", " times 40 every 10ms", " times 300 every 100us");
  }

  private String name(int node) {
    return "server" + (node + 1);
  }

  private String millis(int bound) {
    return random.nextInt(bound) + "ms";
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  private void add(String command) {
    commands.add(command);
  }
}
