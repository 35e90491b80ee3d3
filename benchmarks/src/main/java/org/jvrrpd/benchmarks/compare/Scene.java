package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jvrrpd.lab.HostPlan;
import org.jvrrpd.lab.Lab;
import org.jvrrpd.lab.LatenessProbe;
import org.jvrrpd.lab.RunningProcess;
import org.jvrrpd.lab.wire.Advertisement;
import org.jvrrpd.lab.wire.Announcement;
import org.jvrrpd.lab.wire.Capture;

/**
 * Two daemons on two hosts, version 2 with a password, one advertisement a second: server1 holds
 * the VIP and ends, and server2 takes over. Measured from the old holder's last advertisement to
 * the new one's first gratuitous ARP, as the kernel stamped them at the bridge.
 */
final class Scene implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Long enough for a backup to have heard its new master twice. */
  private static final Duration A_WHILE = Duration.ofMillis(2_200);

  private static final String VIP = "192.0.2.100";
  private static final String HOLDER = "server1";
  private static final String HOLDER_ADDRESS = "192.0.2.101";
  private static final String BACKUP = "server2";
  private static final Router PREFERRED = router(100);
  private static final Router NEXT = router(90);

  private final Contender holding;
  private final Workplace workplace;
  private final Lab lab;
  private final Capture capture;
  private final LatenessProbe probe = LatenessProbe.start();
  private final List<Double> startsMillis = new ArrayList<>();
  private final RunningProcess backup;
  private RunningProcess holder;

  /**
   * A take-over.
   *
   * @param overheadMillis how long after the protocol's bound it was; below 0 it was early
   * @param timersLateMillis how late a thread of ours woke up at worst meanwhile
   */
  record TakeOver(double overheadMillis, double timersLateMillis) {}

  private Scene(Contender holding, Contender waiting, Workplace workplace, Lab lab, String label)
      throws IOException {
    this.holding = holding;
    this.workplace = workplace;
    this.lab = lab;
    this.capture = lab.capture(workplace.directory().resolve(label + ".pcap"));
    this.holder = startListening(HOLDER, holding, PREFERRED);
    this.backup = startListening(BACKUP, waiting, NEXT);
  }

  /**
   * Starts both; when this returns server2 has heard server1, which holds the VIP.
   *
   * @param waiting whose take-overs are measured, on server2
   * @param holding on server1
   * @param label what the capture's file is called
   */
  static Scene set(Contender waiting, Contender holding, Workplace workplace, String label)
      throws IOException {
    Lab lab =
        Lab.onOneBridge(
            "compare",
            List.of(
                HostPlan.host(HOLDER, HOLDER_ADDRESS + "/24"),
                HostPlan.host(BACKUP, "192.0.2.102/24")));
    try {
      Scene scene = new Scene(holding, waiting, workplace, lab, label);
      scene.announcement(HOLDER, Instant.EPOCH);
      Patience.pass(A_WHILE);
      return scene;
    } catch (IOException | RuntimeException e) {
      lab.close();
      throw e;
    }
  }

  private static Router router(int priority) {
    return new Router("VI_1", "eth0", 51, priority, 2, Duration.ofSeconds(1), VIP + "/24");
  }

  /** The daemon that waits to take over. */
  RunningProcess backup() {
    return backup;
  }

  /** From the start of a process to the kernel's report that it listens, for each start so far. */
  List<Double> startsMillis() {
    return List.copyOf(startsMillis);
  }

  /**
   * server1 ends, and server2 takes over.
   *
   * @param killed by SIGKILL, so that the bound is the down interval; else by SIGTERM, after which
   *     it resigns and the bound is the skew time
   */
  TakeOver end(boolean killed) throws IOException {
    probe.restart();
    Instant before = Instant.now();
    if (killed) {
      holder.killTree();
    } else {
      holder.signal("TERM");
    }
    Announcement announced = announcement(BACKUP, before);
    Advertisement last = lastOfHolder(announced);
    if (killed == (last.priority() == 0)) {
      throw new IOException(HOLDER + " ended with priority " + last.priority());
    }
    Duration bound = killed ? NEXT.downInterval() : NEXT.skew();
    return new TakeOver(
        millis(Duration.between(last.at(), announced.at()).minus(bound)), millis(probe.worst()));
  }

  /** server1 starts again and takes the VIP back. */
  void comeBack() throws IOException {
    Patience.pass(Duration.ofMillis(500));
    Instant before = Instant.now();
    holder = startListening(HOLDER, holding, PREFERRED);
    announcement(HOLDER, before);
    Patience.pass(A_WHILE);
  }

  private RunningProcess startListening(String host, Contender contender, Router router)
      throws IOException {
    Instant started = Instant.now();
    RunningProcess daemon = workplace.start(contender, lab.host(host), List.of(router));
    String mac = lab.host(host).macAddress();
    Instant listening =
        Patience.until(
            host + " listens", LIMIT, () -> Membership.firstReport(capture.soFar(), mac, started));
    startsMillis.add(millis(Duration.between(started, listening)));
    return daemon;
  }

  private Announcement announcement(String by, Instant since) throws IOException {
    String mac = lab.host(by).macAddress();
    return Patience.until(
        by + " announces the VIP",
        LIMIT,
        () ->
            capture.soFar().announcements().stream()
                .filter(seen -> seen.address().equals(VIP) && seen.senderMac().equals(mac))
                .filter(seen -> seen.at().isAfter(since))
                .findFirst());
  }

  private Advertisement lastOfHolder(Announcement before) throws IOException {
    return capture.soFar().advertisements().stream()
        .filter(seen -> seen.source().equals(HOLDER_ADDRESS))
        .filter(seen -> seen.epochNanos() < before.epochNanos())
        .reduce((_, later) -> later)
        .orElseThrow(() -> new IOException(HOLDER + " has never advertised"));
  }

  /** To the microsecond. */
  private static double millis(Duration time) {
    return Math.round(time.toNanos() / 1e3) / 1e3;
  }

  @Override
  public void close() throws IOException {
    probe.close();
    lab.close(); // and its capture
  }
}
