package org.jvrrpd.daemon.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jvrrpd.lab.Lab;

/** The demonstration as a shell script for a person who wants to do it by hand. */
final class Recipe {
  private static final Path DIRECTORY = Path.of("/run/demo");

  private Recipe() {}

  /** The whole script. */
  static List<String> lines(Path launcher) throws IOException {
    try (Lab lab = Lab.onOneBridge(LiveCluster.LAB, DemoCluster.hosts())) {
      return lines(launcher, lab.script());
    }
  }

  /** The script around the commands that build the lab. */
  static List<String> lines(Path launcher, List<String> building) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# Three controllers and a client on one bridge, to play with. Save this as lab.sh and");
    lines.add("# start a shell in namespaces of its own with it, as root or with --map-root-user:");
    lines.add("#   sudo unshare --net --mount --pid --fork --kill-child --mount-proc \\");
    lines.add("#     bash --rcfile lab.sh -i");
    lines.add("# When you leave that shell, everything is gone.");
    lines.add("");
    lines.add("ip link set lo up");
    lines.add("mount -t tmpfs tmpfs /run && mkdir -p /run/netns " + DIRECTORY);
    lines.add("");
    lines.add("# A bridge, and hosts that are network namespaces with a cable to it.");
    lines.addAll(building);
    lines.add("");
    lines.add("# The cluster file, the same for all.");
    Path configuration = DIRECTORY.resolve("cluster.yaml");
    lines.add("cat > " + configuration + " <<'END'");
    lines.addAll(DemoCluster.yaml().lines().toList());
    lines.add("END");
    lines.add("");
    lines.add("# The daemons.");
    for (Member member : DemoCluster.MEMBERS) {
      lines.add(
          "ip netns exec %s %s run --config %s --node %s --runtime-dir %s > %s 2>&1 &"
              .formatted(
                  namespace(member.name()),
                  quoted(launcher),
                  configuration,
                  member.name(),
                  DIRECTORY.resolve(member.name()),
                  DIRECTORY.resolve(member.name() + ".log")));
      lines.add(member.name() + "=$!");
    }
    lines.add("");
    lines.addAll(suggestions(launcher));
    return lines;
  }

  private static List<String> suggestions(Path launcher) {
    String holder = DemoCluster.MEMBERS.getFirst().name();
    String bridge = "ip -n " + namespace("switch") + " link set dev " + holder;
    return List.of(
        "# To look:",
        "#   ip netns exec " + namespace(DemoCluster.CLIENT) + " ping " + DemoCluster.VIP,
        "#   ip -n " + namespace(holder) + " addr show eth0",
        "#   " + quoted(launcher) + " status --runtime-dir " + DIRECTORY.resolve(holder),
        "#   tail -f " + DIRECTORY.resolve(holder + ".log"),
        "#   ip netns exec " + namespace("switch") + " tcpdump -n -i br0 'ip proto 112 or arp'",
        "# To disturb:",
        "#   kill $" + holder + "             a clean stop",
        "#   kill -9 $" + holder + "          a killed daemon",
        "#   kill -STOP $" + holder + "       a frozen daemon; kill -CONT $" + holder + " wakes it",
        "#   " + bridge + " down       a cut cable; up mends it",
        "#   " + bridge + " nomaster   a partition; master br0 heals it");
  }

  /** A path as a POSIX shell reads it back. */
  private static String quoted(Path path) {
    String plain = path.toString();
    return plain.matches("[A-Za-z0-9_@%+=:,./-]+")
        ? plain
        : "'" + plain.replace("'", "'\\''") + "'";
  }

  private static String namespace(String host) {
    return LiveCluster.LAB + "." + host;
  }
}
