package org.jvrrpd.conformance.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.RunningProcess;

/** A controller of a cluster under test: its host, and the daemon that runs there or does not. */
public final class Node {
  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private volatile DaemonKind kind;
  private volatile ClusterPlan plan;
  private volatile Controller controller;
  private final Host host;
  private final Path logs;
  private final Path directory;
  private @Nullable RunningProcess daemon;
  private int starts;
  private boolean furnished;

  Node(
      DaemonKind kind,
      ClusterPlan plan,
      Controller controller,
      Host host,
      Path logs,
      Path directory) {
    this.kind = kind;
    this.plan = plan;
    this.controller = controller;
    this.host = host;
    this.logs = logs;
    this.directory = directory;
  }

  /** Its name. */
  public String name() {
    return controller.name();
  }

  /** The daemon that runs here. */
  public DaemonKind kind() {
    return kind;
  }

  /** Its part of the plan. */
  public Controller controller() {
    return controller;
  }

  /** Where it lives. */
  public Host host() {
    return host;
  }

  /** What belongs to this node alone: its configuration and its runtime directory. */
  public Path directory() {
    return directory;
  }

  /**
   * Gives this node a configuration of its own, for its next start or reload.
   *
   * @param own a plan with a controller of this node's name
   */
  public void follow(ClusterPlan own) {
    plan = own;
    controller =
        own.controllers().stream()
            .filter(each -> each.name().equals(name()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("the plan has no " + name()));
  }

  /** The plan that it follows: the cluster's, unless it was given one of its own. */
  public ClusterPlan plan() {
    return plan;
  }

  /** Runs another daemon from the next start on. */
  public void replaceBy(DaemonKind other) {
    kind = other;
    furnished = false;
  }

  /** Makes the running daemon follow a plan that gives it another priority. */
  public void changePriority(ClusterPlan own) throws IOException {
    follow(own);
    kind.changePriority(plan, controller, directory, host, daemon());
  }

  /** Starts the daemon and returns when it has said that its election has begun. */
  public void start() throws IOException {
    launch(List.of());
    awaitReady();
  }

  /**
   * Starts the daemon without waiting for anything.
   *
   * @param prefix words before the daemon's own command, for example of {@code setpriv}
   */
  public void launch(List<String> prefix) throws IOException {
    launch(prefix, Map.of());
  }

  /**
   * Starts the daemon without waiting for anything.
   *
   * @param prefix words before the daemon's own command, for example of {@code setpriv}
   * @param environment variables added to those of this process
   */
  public void launch(List<String> prefix, Map<String, String> environment) throws IOException {
    starts++;
    if (!furnished) {
      kind.furnish(plan, controller, host);
      furnished = true;
    }
    List<String> command = new ArrayList<>(prefix);
    command.addAll(kind.prepare(plan, controller, directory));
    daemon =
        host.start(
            name() + "'s " + kind.name(),
            logs.resolve(name() + "." + starts + ".log"),
            environment,
            command.toArray(String[]::new));
  }

  /**
   * The daemon that was started last.
   *
   * @throws IllegalStateException if none was
   */
  public RunningProcess daemon() {
    if (daemon == null) {
      throw new IllegalStateException(name() + " was not started");
    }
    return daemon;
  }

  /** What the daemon wrote since its last start. */
  public String log() throws IOException {
    return daemon().logText();
  }

  /** Waits until the daemon has said that its election has begun. */
  public void awaitReady() {
    awaitLog(kind.readyWords());
  }

  /** Waits until the daemon has written something. */
  public void awaitLog(String words) {
    await(name() + " says \"" + words + "\"")
        .atMost(START_LIMIT)
        .until(() -> log().contains(words));
  }

  /** Asks the daemon to stop, and waits for its end. */
  public int terminate() throws IOException, TimeoutException, InterruptedException {
    daemon().signal("TERM");
    return daemon().waitFor(STOP_LIMIT);
  }

  /** Kills the daemon as a fault would; returns the time just before. */
  public Instant kill() throws IOException {
    Instant before = Instant.now();
    daemon().killTree();
    return before;
  }

  /** Stops the daemon's processor time; returns the time just before. */
  public Instant freeze() throws IOException {
    Instant before = Instant.now();
    daemon().signalTree("STOP");
    return before;
  }

  /** Lets it run again; returns the time just before. */
  public Instant thaw() throws IOException {
    Instant before = Instant.now();
    daemon().signalTree("CONT");
    return before;
  }

  /** Whether the VIP is on this host, as its kernel says. */
  public boolean holdsVip() throws IOException {
    return kind.holds(plan, host);
  }

  /** The MAC address that it announces the VIP with. */
  public String announcedMac() throws IOException {
    return kind.announcedMac(plan, host);
  }

  /** What {@code jvrrpd status --json} prints here. */
  public String status() throws IOException {
    return host.look(Jvrrpd.statusCommand(directory).toArray(String[]::new));
  }

  /** The resident memory of the daemon in kilobytes (proc_pid_status(5)). */
  public long residentKilobytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + daemon().pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("/proc/" + daemon().pid() + "/status has no VmRSS");
  }
}
