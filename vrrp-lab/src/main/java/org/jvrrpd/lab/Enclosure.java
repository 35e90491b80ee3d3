package org.jvrrpd.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The check that this process stands in namespaces of its own, so that a lab can never touch a
 * machine's real network.
 */
final class Enclosure {
  /** Devices that the kernel puts into every network namespace when their modules are loaded. */
  private static final Set<String> IN_EVERY_NAMESPACE =
      Set.of(
          "lo",
          "tunl0",
          "gre0",
          "gretap0",
          "erspan0",
          "ip_vti0",
          "ip6_vti0",
          "sit0",
          "ip6tnl0",
          "ip6gre0");

  private Enclosure() {}

  /**
   * Refuses to go on in anybody's real network.
   *
   * @throws IOException if this is not a private namespace; the message says how to enter one
   */
  static void require() throws IOException {
    Optional<String> objection =
        objection(
            Files.readString(Path.of("/proc/self/mountinfo")),
            Files.readString(Path.of("/proc/thread-self/net/dev")));
    if (objection.isPresent()) {
      throw new IOException(
          "a lab is built only in namespaces of its own, and "
              + objection.get()
              + "; start this program under: unshare --net --mount --pid --fork --kill-child"
              + " --mount-proc sh -c 'ip link set lo up && mkdir -p /run/netns"
              + " && mount -t tmpfs tmpfs /run/netns && exec \"$@\"' lab COMMAND");
    }
  }

  /**
   * What speaks against building a lab here.
   *
   * @param mountInfo the content of /proc/self/mountinfo (proc_pid_mountinfo(5))
   * @param netDev the content of /proc/net/dev (proc_pid_net(5))
   */
  static Optional<String> objection(String mountInfo, String netDev) {
    for (String line : netDev.lines().skip(2).toList()) {
      String device = line.substring(0, Math.max(line.indexOf(':'), 0)).strip();
      if (!IN_EVERY_NAMESPACE.contains(device)) {
        return Optional.of("this network namespace has the interface " + device);
      }
    }
    if (mountInfo.lines().noneMatch(Enclosure::isPrivateRunNetns)) {
      return Optional.of("/run/netns is not a private tmpfs");
    }
    return Optional.empty();
  }

  /**
   * A tmpfs of its own has the root "/"; what {@code ip netns add} mounts there on a real machine
   * is a piece of /run and has the root "/netns".
   */
  private static boolean isPrivateRunNetns(String line) {
    String[] fields = line.split(" ", -1);
    return fields.length > 6
        && fields[3].equals("/")
        && fields[4].equals("/run/netns")
        && line.contains(" - tmpfs ");
  }
}
