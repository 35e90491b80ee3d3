package org.jvrrpd.daemon.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jvrrpd.lab.AddressHistory;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.Lab;
import org.jvrrpd.lab.LatenessProbe;
import org.jvrrpd.lab.RunningProcess;
import org.jvrrpd.lab.wire.Capture;
import org.jvrrpd.lab.wire.Recording;

/**
 * The cluster as it runs: hosts, daemons, a pinging client, and everything that records them. Used
 * by one thread.
 */
final class LiveCluster implements AutoCloseable {
  static final String LAB = "demo";

  /** From one ping of the client to the next. */
  static final Duration PING_INTERVAL = Duration.ofMillis(100);

  /** What a daemon logs when its election begins. */
  static final String LISTENING = "Entering BACKUP STATE";

  private final Lab lab;
  private final Path launcher;
  private final Path logs;
  private final Path runtime;
  private final Path configuration;
  private final Capture capture;
  private final LatenessProbe probe = LatenessProbe.start();
  private final Map<String, AddressHistory> histories = new LinkedHashMap<>();
  private final Map<String, RunningProcess> daemons = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Integer> starts = new HashMap<>();

  private LiveCluster(Lab lab, Path launcher, Path logs, Path runtime) throws IOException {
    this.lab = lab;
    this.launcher = launcher;
    this.logs = logs;
    this.runtime = runtime;
    this.configuration = logs.resolve("cluster.yaml");
    Files.writeString(configuration, DemoCluster.yaml());
    capture = lab.capture(logs.resolve("bridge.pcap"));
    for (Member member : DemoCluster.MEMBERS) {
      Host host = host(member);
      names.put(member.address(), member.name());
      names.put(host.macAddress(), member.name());
      histories.put(
          member.name(), host.followAddresses(logs.resolve(member.name() + ".addresses.log")));
    }
  }

  /**
   * Builds the hosts; nothing runs in them yet.
   *
   * @param launcher the program {@code jvrrpd}
   * @param logs an empty directory for the configuration, the capture and the logs
   * @param runtime an empty directory with a short path for control sockets
   * @throws IOException if this is no private namespace or a command fails; nothing is left behind
   */
  static LiveCluster build(Path launcher, Path logs, Path runtime) throws IOException {
    Lab lab = Lab.onOneBridge(LAB, DemoCluster.hosts());
    try {
      return new LiveCluster(lab, launcher, logs, runtime);
    } catch (IOException | RuntimeException e) {
      try {
        lab.close();
      } catch (IOException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  Host host(Member member) {
    return lab.host(member.name());
  }

  Host client() {
    return lab.host(DemoCluster.CLIENT);
  }

  /** Starts a controller's daemon. */
  void start(Member member) throws IOException {
    int count = starts.merge(member.name(), 1, Integer::sum);
    RunningProcess daemon =
        host(member)
            .start(
                member.name() + "'s daemon",
                logs.resolve("%s.%d.log".formatted(member.name(), count)),
                Map.of(),
                launcher.toString(),
                "run",
                "--config",
                configuration.toString(),
                "--node",
                member.name(),
                "--runtime-dir",
                runtime.resolve(member.name()).toString());
    daemons.put(member.name(), daemon);
  }

  /**
   * The daemon of a controller.
   *
   * @throws IllegalStateException if it was not started
   */
  RunningProcess daemon(Member member) {
    RunningProcess daemon = daemons.get(member.name());
    if (daemon == null) {
      throw new IllegalStateException(member.name() + " was not started");
    }
    return daemon;
  }

  /**
   * Whether a daemon has logged something since its start.
   *
   * @throws IOException if it has not and cannot any more, as it has ended; the message has its
   *     last line
   */
  boolean hasSaid(Member member, String words) throws IOException {
    RunningProcess daemon = daemon(member);
    boolean alive = daemon.alive();
    String log = daemon.logText();
    if (!log.contains(words) && !alive) {
      String last = log.lines().reduce((_, line) -> line).orElse("it said nothing");
      throw new IOException(daemon.label() + " has ended: " + last);
    }
    return log.contains(words);
  }

  /**
   * When a daemon said that its election has begun, if it has. Its log has whole seconds; the time
   * at which the line was written is the file's, until the next line.
   */
  Optional<Instant> listeningSince(Member member) throws IOException {
    return hasSaid(member, LISTENING)
        ? Optional.of(Files.getLastModifiedTime(daemon(member).log()).toInstant())
        : Optional.empty();
  }

  /** Lets the client ping the VIP from now on. */
  void ping() throws IOException {
    String seconds = Double.toString(PING_INTERVAL.toMillis() / 1000.0);
    client()
        .start(
            "the client's ping",
            logs.resolve("ping.log"),
            Map.of(),
            "ping",
            "-n",
            "-D",
            "-i",
            seconds,
            DemoCluster.VIP);
  }

  /** The controllers whose kernels have the VIP at this moment. */
  List<Member> holders() throws IOException {
    List<Member> found = new ArrayList<>();
    for (Member member : DemoCluster.MEMBERS) {
      if (host(member).holds(DemoCluster.VIP)) {
        found.add(member);
      }
    }
    return found;
  }

  /** All that was seen until now. */
  Facts facts() throws IOException {
    Holdings holdings = Holdings.read(histories);
    Instant until = Instant.now();
    Recording recording = capture.soFar();
    return new Facts(
        heard(recording),
        announced(recording),
        holdings,
        EchoReply.times(recording.frames()),
        until);
  }

  /** Like {@link Facts#announced}, without asking anybody but the wire. */
  List<Facts.Announced> announced() throws IOException {
    return announced(capture.soFar());
  }

  private List<Facts.Heard> heard(Recording recording) {
    return recording.advertisements().stream()
        .map(seen -> new Facts.Heard(seen.at(), nameOf(seen.source()), seen.priority()))
        .toList();
  }

  private List<Facts.Announced> announced(Recording recording) {
    return recording.announcements().stream()
        .filter(seen -> seen.address().equals(DemoCluster.VIP))
        .map(seen -> new Facts.Announced(seen.at(), nameOf(seen.senderMac())))
        .toList();
  }

  private String nameOf(String address) {
    return names.getOrDefault(address, address);
  }

  /** Begins a new measurement of how late this machine's timers are. */
  void restartProbe() {
    probe.restart();
  }

  /** How late this machine's timers were at worst since {@link #restartProbe}. */
  Duration lateness() {
    return probe.worst();
  }

  /** What {@code jvrrpd status} prints on a controller. */
  String status(Member member) throws IOException {
    return host(member)
        .look(
            launcher.toString(),
            "status",
            "--runtime-dir",
            runtime.resolve(member.name()).toString());
  }

  /** The commands that have built and changed this cluster so far. */
  List<String> script() {
    return lab.script();
  }

  @Override
  public void close() throws IOException {
    probe.close();
    lab.close();
  }
}
