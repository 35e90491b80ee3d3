package org.jvrrpd.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jvrrpd.lab.wire.Capture;
import org.jvrrpd.lab.wire.PacketSocket;

/**
 * A host of a lab: a network namespace whose one interface is cabled to the lab's bridge. Every
 * sysctl has the kernel's default, as on a real controller. Safe for use by several threads.
 */
public final class Host {
  private static final String INTERFACE = "eth0";

  private final HostPlan plan;
  private final Lab lab;
  private final Switch bridge;
  private final Commands commands;

  Host(HostPlan plan, Lab lab, Switch bridge, Commands commands) {
    this.plan = plan;
    this.lab = lab;
    this.bridge = bridge;
    this.commands = commands;
  }

  /** The name from its plan. */
  public String name() {
    return plan.name();
  }

  /** Its interface as it is called inside the host: {@code eth0}. */
  public String interfaceName() {
    return INTERFACE;
  }

  /** The name of its network namespace, for {@code ip -n} and {@code ip netns exec}. */
  public String namespace() {
    return lab.name() + "." + plan.name();
  }

  /** The plan it was made from. */
  public HostPlan plan() {
    return plan;
  }

  void build() throws IOException {
    commands.run(List.of("ip", "netns", "add", namespace()));
    ip("link", "set", "dev", "lo", "up");
    addInterface();
  }

  /**
   * Puts the interface in, cabled to the bridge and with the addresses of the plan.
   *
   * @throws IOException if it is there already or {@code ip} fails
   */
  public void addInterface() throws IOException {
    ip(
        "link",
        "add",
        INTERFACE,
        "type",
        "veth",
        "peer",
        "name",
        name(),
        "netns",
        bridge.namespace());
    bridge.attach(name());
    ip("link", "set", "dev", INTERFACE, "up");
    for (String address : plan.addresses()) {
      ip("addr", "add", address, "dev", INTERFACE);
    }
  }

  /**
   * Takes the interface out, as if the card were pulled.
   *
   * @throws IOException if it is not there or {@code ip} fails
   */
  public void removeInterface() throws IOException {
    ip("link", "del", "dev", INTERFACE);
  }

  /**
   * Starts a program here. It is ended when the lab is closed.
   *
   * @param label what messages call it
   * @param log the file that gets its stdout and stderr; appended to
   * @param environment variables added to this process's own; their values are not shown anywhere
   * @param command the program and its arguments
   * @throws IOException if it cannot be started
   */
  public RunningProcess start(
      String label, Path log, Map<String, String> environment, String... command)
      throws IOException {
    List<String> line = inside(command);
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    String variables =
        environment.keySet().stream()
            .sorted()
            .map(name -> name + "=\"$" + name + "\" ")
            .reduce("", String::concat);
    commands.record(
        variables
            + Commands.quote(line)
            + " >> "
            + Commands.quote(List.of(log.toString()))
            + " 2>&1 &");
    return lab.ended(new RunningProcess(label, builder.start(), log, commands));
  }

  /**
   * Runs a command here and waits for its end.
   *
   * @return what it wrote to stdout
   * @throws IOException if it cannot be started, fails (the message has its stderr), writes more
   *     than 4 MiB or takes longer than 30 s
   */
  public String run(String... command) throws IOException {
    return commands.run(inside(command));
  }

  /** Like {@link #run}, for commands that only look: they do not appear in the lab's script. */
  public String look(String... command) throws IOException {
    return commands.query(inside(command));
  }

  /**
   * The addresses on this host's interface and loopback, in the kernel's order.
   *
   * @throws IOException if {@code ip} fails
   */
  public List<AddressOnHost> addresses() throws IOException {
    List<AddressOnHost> found = new ArrayList<>();
    String lines = commands.query(List.of("ip", "-n", namespace(), "-o", "addr", "show"));
    for (String line : lines.lines().toList()) {
      found.add(AddressOnHost.parse(line));
    }
    return found;
  }

  /** Whether this address, in the kernel's spelling and without prefix, is on an interface. */
  public boolean holds(String address) throws IOException {
    return addresses().stream().anyMatch(found -> found.address().equals(address));
  }

  /** The MAC address of its interface, in lower case with colons. */
  public String macAddress() throws IOException {
    return look("cat", "/sys/class/net/" + INTERFACE + "/address").strip();
  }

  /** The MAC address that this host's neighbour cache has for an address on its link. */
  public Optional<String> neighbour(String address) throws IOException {
    String[] words =
        commands
            .query(List.of("ip", "-n", namespace(), "neigh", "show", address))
            .strip()
            .split("\\s+", -1);
    for (int i = 0; i + 1 < words.length; i++) {
      if (words[i].equals("lladdr")) {
        return Optional.of(words[i + 1]);
      }
    }
    return Optional.empty();
  }

  /** Whether an address answers one ping from here within a second. */
  public boolean reaches(String address) {
    try {
      look("ping", "-n", "-c", "1", "-W", "1", address);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Cuts the cable: the carrier goes at both ends. */
  public void cutCable() throws IOException {
    bridge.lower(name());
  }

  /** Puts the cable back: the carrier returns. */
  public void plugCable() throws IOException {
    bridge.raise(name());
  }

  /** Takes this host's port out of the bridge: nothing passes, and the carrier stays. */
  public void isolate() throws IOException {
    bridge.detach(name());
  }

  /** Puts the port back into the bridge. */
  public void rejoin() throws IOException {
    bridge.attach(name());
  }

  /** Cuts one way: nothing that {@code other} sends arrives here any more. */
  public void stopHearing(Host other) throws IOException {
    bridge.block(other.name(), name());
  }

  /** Ends {@link #stopHearing}. */
  public void hearAgain(Host other) throws IOException {
    bridge.unblock(other.name(), name());
  }

  /**
   * Loses a share of what this host sends and of what is sent to it, at random.
   *
   * @param percent 0 to 100; 0 ends it
   */
  public void lose(int percent) throws IOException {
    bridge.lose(name(), percent);
  }

  /** Records what passes this host's interface, both directions, until the lab is closed. */
  public Capture capture(Path file) throws IOException {
    return lab.closed(Capture.start(lab.namespaceFile(namespace()), INTERFACE, file));
  }

  /**
   * Records what passes the other end of this host's cable, the port of the bridge, until the lab
   * is closed: what this host sends is stamped there by the kernel that receives it.
   */
  public Capture captureFarEnd(Path file) throws IOException {
    return lab.closed(Capture.start(lab.namespaceFile(bridge.namespace()), name(), file));
  }

  /** A socket that puts raw Ethernet frames on this host's cable; closed with the lab. */
  public PacketSocket packetSocket() throws IOException {
    return lab.closed(PacketSocket.open(lab.namespaceFile(namespace()), INTERFACE));
  }

  /**
   * Follows the changes of this host's addresses from now on; ends with the lab.
   *
   * @param log the file that keeps what {@code ip monitor} writes
   */
  public AddressHistory followAddresses(Path log) throws IOException {
    return AddressHistory.start(this, log);
  }

  /** A command of {@code ip} for this host that is part of the script. */
  void ip(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip", "-n", namespace()));
    command.addAll(List.of(arguments));
    commands.run(command);
  }

  private List<String> inside(String... command) {
    List<String> line = new ArrayList<>(List.of("ip", "netns", "exec", namespace()));
    line.addAll(List.of(command));
    return line;
  }
}
