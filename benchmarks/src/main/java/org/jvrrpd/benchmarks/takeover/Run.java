package org.jvrrpd.benchmarks.takeover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jvrrpd.lab.AddressHistory;
import org.jvrrpd.lab.AddressHistory.Change;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.HostPlan;
import org.jvrrpd.lab.Lab;
import org.jvrrpd.lab.LatenessProbe;
import org.jvrrpd.lab.RunningProcess;
import org.jvrrpd.lab.wire.Advertisement;
import org.jvrrpd.lab.wire.Announcement;
import org.jvrrpd.lab.wire.Capture;

/**
 * One run: three fresh daemons in a fresh lab. server1 is elected, loses its VIP by hand, and is
 * killed; server2, whose first take-over that is, is stopped; server3's first take-over follows.
 */
final class Run implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final Duration TAKEOVER_LIMIT = Duration.ofSeconds(12);

  /** Long enough for a backup to have heard its new master twice. */
  private static final Duration A_WHILE = Duration.ofMillis(1_200);

  private final Contender contender;
  private final int number;
  private final Path launcher;
  private final Path sockets;
  private final Path logs;
  private final Lab lab;
  private final Capture capture;
  private final LatenessProbe probe = LatenessProbe.start();
  private final Map<Controller, RunningProcess> daemons = new LinkedHashMap<>();
  private final Map<Controller, String> macs = new LinkedHashMap<>();
  private final List<Sample> samples = new ArrayList<>();

  /**
   * Builds the hosts; nothing runs yet.
   *
   * @param launcher this checkout's {@code bin/jvrrpd}
   * @param logs an empty directory for capture and logs
   */
  Run(Contender contender, int number, Path launcher, Path logs) throws IOException {
    this.contender = contender;
    this.number = number;
    this.launcher = launcher;
    this.logs = logs;
    this.sockets = Files.createTempDirectory("jvrrpd-measure");
    List<HostPlan> hosts =
        Controller.ALL.stream().map(each -> HostPlan.host(each.name(), each.cidr())).toList();
    this.lab = Lab.onOneBridge("measure", hosts);
    try {
      this.capture = lab.capture(logs.resolve("bridge.pcap"));
    } catch (IOException e) {
      lab.close();
      throw e;
    }
  }

  /**
   * Measures everything once.
   *
   * @param settle how long the daemons run before their memory is looked at
   * @throws IOException if something does not happen in time
   */
  List<Sample> measure(Duration settle) throws IOException {
    Controller first = Controller.ALL.getFirst();
    AddressHistory history = host(first).followAddresses(logs.resolve("server1.addresses.txt"));
    for (Controller each : Controller.ALL) {
      start(each);
    }
    long startedNanos = System.nanoTime();
    awaitAnnouncement(first, Instant.EPOCH);
    Patience.pass(A_WHILE);
    if (contender == Contender.JVRRPD) {
      deleteVip(first, history);
    }
    Patience.pass(settle.minusNanos(System.nanoTime() - startedNanos));
    memory(first, Figure.MASTER_PSS, Figure.MASTER_RSS);
    memory(Controller.ALL.get(1), Figure.BACKUP_PSS, Figure.BACKUP_RSS);
    kill(first, Controller.ALL.get(1));
    Patience.pass(A_WHILE);
    memory(Controller.ALL.get(1), Figure.AFTER_TAKEOVER_PSS, Figure.AFTER_TAKEOVER_RSS);
    stop(Controller.ALL.get(1), Controller.ALL.get(2));
    return List.copyOf(samples);
  }

  /** The daemons start one after another, so that none is slowed by another's start. */
  private void start(Controller self) throws IOException {
    Host host = host(self);
    String mac = host.macAddress();
    macs.put(self, mac);
    Path directory = Files.createDirectory(sockets.resolve(self.name()));
    List<String> command = contender.prepare(self, launcher, directory);
    probe.restart();
    Instant started = Instant.now();
    daemons.put(
        self,
        host.start(
            self.name() + "'s " + contender.label(),
            logs.resolve(self.name() + ".log"),
            Map.of(),
            command.toArray(String[]::new)));
    Instant listening =
        Patience.until(
            self.name() + " listens",
            START_LIMIT,
            () -> Membership.firstReport(capture.soFar(), mac, started));
    add(Figure.START, millis(Duration.between(started, listening)));
  }

  private void deleteVip(Controller holder, AddressHistory history) throws IOException {
    probe.restart();
    Instant before = Instant.now();
    host(holder)
        .run("ip", "addr", "del", Controller.VIP + "/" + Controller.PREFIX_LENGTH, "dev", "eth0");
    Announcement announced = awaitAnnouncement(holder, before);
    Change gone = first(history, before, false);
    Change back = first(history, gone.at(), true);
    add(Figure.DELETED_TO_BACK, millis(Duration.between(gone.at(), back.at())));
    add(Figure.DELETED_TO_ANNOUNCED, millis(Duration.between(gone.at(), announced.at())));
  }

  private static Change first(AddressHistory history, Instant since, boolean present)
      throws IOException {
    return Patience.until(
        "the VIP's " + (present ? "return" : "end"),
        TAKEOVER_LIMIT,
        () ->
            history.changesOf(Controller.VIP).stream()
                .filter(each -> each.present() == present && !each.at().isBefore(since))
                .findFirst());
  }

  private void kill(Controller holder, Controller next) throws IOException {
    probe.restart();
    Instant before = Instant.now();
    daemon(holder).killTree();
    Announcement announced = awaitAnnouncement(next, before);
    Advertisement last = lastOf(holder, announced);
    add(
        Figure.KILL_LATENESS,
        millis(Duration.between(last.at(), announced.at()).minus(next.downInterval())));
  }

  private void stop(Controller holder, Controller next) throws IOException {
    probe.restart();
    Instant before = Instant.now();
    daemon(holder).signal("TERM");
    Announcement announced = awaitAnnouncement(next, before);
    Advertisement last = lastOf(holder, announced);
    if (last.priority() != 0) {
      throw new IOException(holder.name() + " ended without a resignation");
    }
    add(
        Figure.STOP_LATENESS,
        millis(Duration.between(last.at(), announced.at()).minus(next.skew())));
  }

  private Announcement awaitAnnouncement(Controller by, Instant since) throws IOException {
    return Patience.until(
        by.name() + " announces the VIP",
        TAKEOVER_LIMIT,
        () ->
            capture.soFar().announcements().stream()
                .filter(seen -> seen.address().equals(Controller.VIP))
                .filter(seen -> seen.senderMac().equals(macs.get(by)) && seen.at().isAfter(since))
                .findFirst());
  }

  private Advertisement lastOf(Controller holder, Announcement before) throws IOException {
    return capture.soFar().advertisements().stream()
        .filter(seen -> seen.source().equals(holder.address()))
        .filter(seen -> seen.epochNanos() < before.epochNanos())
        .reduce((_, later) -> later)
        .orElseThrow(() -> new IOException(holder.name() + " has never advertised"));
  }

  private void memory(Controller of, Figure pss, Figure rss) throws IOException {
    Memory memory = Memory.of(daemon(of));
    add(pss, memory.pssMegabytes());
    add(rss, memory.rssMegabytes());
  }

  private void add(Figure figure, double value) {
    samples.add(new Sample(contender, number, figure, value, millis(probe.worst())));
  }

  private Host host(Controller controller) {
    return lab.host(controller.name());
  }

  private RunningProcess daemon(Controller controller) throws IOException {
    return Optional.ofNullable(daemons.get(controller))
        .orElseThrow(() -> new IOException(controller.name() + " was not started"));
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }

  /** Ends the daemons and removes the hosts; capture and logs stay. */
  @Override
  public void close() throws IOException {
    probe.close();
    lab.close();
  }
}
