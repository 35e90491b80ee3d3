package org.jvrrpd.conformance.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jvrrpd.lab.AddressHistory;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.HostPlan;
import org.jvrrpd.lab.Lab;
import org.jvrrpd.lab.wire.Advertisement;
import org.jvrrpd.lab.wire.Announcement;
import org.jvrrpd.lab.wire.Capture;
import org.jvrrpd.lab.wire.Recording;

/**
 * Controllers and a client on one bridge, with every frame and every change of address recorded
 * from the beginning. Nothing runs until it is started. Closed with its {@link Stage}.
 */
public final class Cluster {
  /** An election from nothing, with a second to spare and the start of three daemons. */
  public static final Duration ELECTION_LIMIT = Duration.ofSeconds(12);

  private static final Duration POLL = Duration.ofMillis(50);

  private final ClusterPlan plan;
  private final Lab lab;
  private final Capture capture;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, AddressHistory> histories = new LinkedHashMap<>();

  Cluster(Function<Controller, DaemonKind> kinds, ClusterPlan plan, Stage stage)
      throws IOException {
    this.plan = plan;
    List<HostPlan> hosts = new ArrayList<>();
    for (Controller controller : plan.controllers()) {
      hosts.add(HostPlan.host(controller.name(), controller.cidr()));
    }
    hosts.add(HostPlan.host(ClusterPlan.CLIENT, ClusterPlan.CLIENT_ADDRESS + "/24"));
    lab = stage.lab(hosts);
    capture = lab.capture(stage.directory().resolve("bridge.pcap"));
    for (Controller controller : plan.controllers()) {
      Host host = lab.host(controller.name());
      Path directory = Files.createDirectory(stage.temporaryDirectory().resolve(host.name()));
      nodes.put(
          host.name(),
          new Node(kinds.apply(controller), plan, controller, host, stage.directory(), directory));
      histories.put(
          host.name(),
          host.followAddresses(stage.directory().resolve(host.name() + ".addresses.txt")));
    }
  }

  /** What it was built from. */
  public ClusterPlan plan() {
    return plan;
  }

  /** The lab that it lives in. */
  public Lab lab() {
    return lab;
  }

  /** The node of this name. */
  public Node node(String name) {
    Node node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException("there is no node " + name);
    }
    return node;
  }

  /** All nodes, in the order of the plan. */
  public List<Node> nodes() {
    return List.copyOf(nodes.values());
  }

  /** The host that is no controller. */
  public Host client() {
    return lab.host(ClusterPlan.CLIENT);
  }

  /**
   * Starts all daemons, and returns when the first node of the plan alone has the VIP. The first
   * one is started before the others: on a busy machine a head start is worth more than a shorter
   * skew time, and a second holder in between is not what a scenario wants to begin with.
   */
  public Cluster elect() throws IOException {
    Node first = nodes().getFirst();
    first.start();
    List<Node> others = nodes().subList(1, nodes.size());
    for (Node node : others) {
      node.launch(List.of());
    }
    for (Node node : others) {
      node.awaitReady();
    }
    awaitHolder(first);
    return this;
  }

  /** The names of all nodes that have the VIP, as their kernels say. */
  public List<String> holders() throws IOException {
    List<String> names = new ArrayList<>();
    for (Node node : nodes()) {
      if (node.holdsVip()) {
        names.add(node.name());
      }
    }
    return names;
  }

  /** Waits until this node and no other has the VIP, and the last announcement was its own. */
  public void awaitHolder(Node node) {
    await(node.name() + " alone has the VIP")
        .atMost(ELECTION_LIMIT)
        .pollInterval(POLL)
        .until(() -> holders().equals(List.of(node.name())) && announcedLast(node));
  }

  /** Waits until a node has announced the VIP after this time. */
  public void awaitAnnouncement(Node node, Instant since) {
    await(node.name() + " announces the VIP")
        .atMost(ELECTION_LIMIT)
        .until(() -> announcementsOf(node).stream().anyMatch(seen -> seen.at().isAfter(since)));
  }

  /** Watches for this long that this node and no other has the VIP all the time. */
  public void staysHolder(Node node, Duration time) {
    long endNanos = System.nanoTime() + time.toNanos();
    await(node.name() + " alone has the VIP for " + time)
        .atMost(time.plus(ELECTION_LIMIT))
        .pollInterval(POLL)
        .failFast(
            node.name() + " is not the only holder", () -> !holders().equals(List.of(node.name())))
        .until(() -> System.nanoTime() - endNanos >= 0);
  }

  /** What was on the bridge so far. */
  public Recording recording() throws IOException {
    return capture.soFar();
  }

  /** The advertisements of one node so far, as its address tells, or over IPv6 its MAC address. */
  public List<Advertisement> advertisementsOf(Node node) throws IOException {
    String address = node.controller().address();
    String mac = node.host().macAddress();
    return recording().advertisements().stream()
        .filter(
            seen -> plan.isIpv6() ? seen.sourceMac().equals(mac) : seen.source().equals(address))
        .toList();
  }

  /** The announcements of the VIP so far. */
  public List<Announcement> announcements() throws IOException {
    return recording().announcements().stream()
        .filter(seen -> seen.address().equals(plan.vip()))
        .toList();
  }

  /** The announcements of the VIP by one node so far, as its MAC address tells. */
  public List<Announcement> announcementsOf(Node node) throws IOException {
    String mac = node.announcedMac();
    return announcements().stream().filter(seen -> seen.senderMac().equals(mac)).toList();
  }

  /** Kills the holder as a fault would, and waits until the next one has announced the VIP. */
  public TakeOver takeOverAfterKill(Node holder, Node next) throws IOException {
    Instant killed = holder.kill();
    awaitAnnouncement(next, killed);
    return takeOver(holder, next, killed);
  }

  /**
   * The change of holder from one node to another.
   *
   * @param since a time after the old holder's announcements and before the new one's
   * @throws IllegalStateException if the wire has not shown it
   */
  public TakeOver takeOver(Node from, Node to, Instant since) throws IOException {
    Announcement first =
        announcementsOf(to).stream()
            .filter(seen -> seen.at().isAfter(since))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(to.name() + " has announced nothing"));
    Advertisement last =
        advertisementsOf(from).stream()
            .filter(seen -> seen.epochNanos() < first.epochNanos())
            .reduce((_, later) -> later)
            .orElseThrow(() -> new IllegalStateException(from.name() + " has said nothing"));
    return new TakeOver(last, first);
  }

  /** Who had the VIP when. */
  public Holdings holdings() throws IOException {
    return Holdings.of(plan.vip(), histories);
  }

  private boolean announcedLast(Node node) throws IOException {
    List<Announcement> seen = announcements();
    return !seen.isEmpty() && seen.getLast().senderMac().equals(node.announcedMac());
  }
}
