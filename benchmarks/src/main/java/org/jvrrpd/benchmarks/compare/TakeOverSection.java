package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jvrrpd.lab.HostPlan;
import org.jvrrpd.lab.Lab;
import org.jvrrpd.lab.LatenessProbe;
import org.jvrrpd.lab.RunningProcess;
import org.jvrrpd.lab.wire.Advertisement;
import org.jvrrpd.lab.wire.Announcement;
import org.jvrrpd.lab.wire.Capture;

/**
 * How late a take-over is: from the old holder's last advertisement to the new one's first
 * gratuitous ARP, less the protocol's bound, in milliseconds. Two daemons on two hosts, version 2
 * with a password, one advertisement a second. The first take-over of the backup's life and later
 * ones; after {@code kill -9}, whose bound is the down interval, and after SIGTERM, whose bound is
 * the skew time. And how long a start takes until it listens.
 */
final class TakeOverSection implements Section {
  static final String NAME = "take-over";
  static final String FIRST_KILL = NAME + " after kill -9, the first";
  static final String LATER_KILL = NAME + " after kill -9, a later one";
  static final String FIRST_STOP = NAME + " after SIGTERM, the first";
  static final String LATER_STOP = NAME + " after SIGTERM, a later one";
  static final String LISTENING = NAME + " section: start to listening";
  static final String TIMERS = NAME + " section: this machine's own timers, late";

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Long enough for a backup to have heard its new master twice. */
  private static final Duration A_WHILE = Duration.ofMillis(2_200);

  private static final String VIP = "192.0.2.100";
  private static final Router PREFERRED = router(100);
  private static final Router BACKUP = router(90);

  private final int turns;

  TakeOverSection(int turns) {
    this.turns = turns;
  }

  private static Router router(int priority) {
    return new Router("VI_1", "eth0", 51, priority, 2, Duration.ofSeconds(1), VIP + "/24");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Contender> contenders() {
    return List.of(Contender.JVRRPD, Contender.KEEPALIVED);
  }

  @Override
  public int turns() {
    return turns;
  }

  @Override
  public void measure(Contender contender, int turn, Workplace workplace) throws IOException {
    try (Scene scene = new Scene(contender, workplace, "a")) {
      scene.begin();
      scene.end(true, FIRST_KILL);
      scene.comeBack();
      scene.end(false, LATER_STOP);
      scene.comeBack();
      scene.end(true, LATER_KILL);
    }
    try (Scene scene = new Scene(contender, workplace, "b")) {
      scene.begin();
      scene.end(false, FIRST_STOP);
    }
  }

  /** Two hosts on a bridge: the preferred holder, and the backup whose take-overs are measured. */
  private static final class Scene implements AutoCloseable {
    private final Contender contender;
    private final Workplace workplace;
    private final Lab lab;
    private final Capture capture;
    private final LatenessProbe probe = LatenessProbe.start();
    private RunningProcess holder;

    Scene(Contender contender, Workplace workplace, String label) throws IOException {
      this.contender = contender;
      this.workplace = workplace;
      this.lab =
          Lab.onOneBridge(
              "compare",
              List.of(
                  HostPlan.host("server1", "192.0.2.101/24"),
                  HostPlan.host("server2", "192.0.2.102/24")));
      this.capture = lab.capture(workplace.directory().resolve(label + ".pcap"));
      this.holder = startListening("server1", PREFERRED);
    }

    /** Until server2 has heard server1, which holds the VIP. */
    void begin() throws IOException {
      RunningProcess _ = startListening("server2", BACKUP);
      announcement("server1", Instant.EPOCH);
      Patience.pass(A_WHILE);
    }

    private RunningProcess startListening(String host, Router router) throws IOException {
      Instant started = Instant.now();
      RunningProcess daemon = workplace.start(contender, lab.host(host), List.of(router));
      String mac = lab.host(host).macAddress();
      Instant listening =
          Patience.until(
              host + " listens",
              LIMIT,
              () -> Membership.firstReport(capture.soFar(), mac, started));
      add(LISTENING, Duration.between(started, listening));
      return daemon;
    }

    /** server1 ends, and server2 takes over. */
    void end(boolean killed, String figure) throws IOException {
      probe.restart();
      Instant before = Instant.now();
      if (killed) {
        holder.killTree();
      } else {
        holder.signal("TERM");
      }
      Announcement announced = announcement("server2", before);
      Advertisement last = lastOf("192.0.2.101", announced);
      if (killed == (last.priority() == 0)) {
        throw new IOException("server1 ended with priority " + last.priority());
      }
      Duration bound = killed ? BACKUP.downInterval() : BACKUP.skew();
      add(figure, Duration.between(last.at(), announced.at()).minus(bound));
      add(TIMERS, probe.worst());
    }

    /** server1 starts again and takes the VIP back. */
    void comeBack() throws IOException {
      Patience.pass(Duration.ofMillis(500));
      Instant before = Instant.now();
      holder = startListening("server1", PREFERRED);
      announcement("server1", before);
      Patience.pass(A_WHILE);
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

    private Advertisement lastOf(String address, Announcement before) throws IOException {
      return capture.soFar().advertisements().stream()
          .filter(seen -> seen.source().equals(address))
          .filter(seen -> seen.epochNanos() < before.epochNanos())
          .reduce((_, later) -> later)
          .orElseThrow(() -> new IOException(address + " has never advertised"));
    }

    private void add(String figure, Duration time) {
      workplace.findings().add(figure, contender, Math.round(time.toNanos() / 1e3) / 1e3);
    }

    @Override
    public void close() throws IOException {
      probe.close();
      capture.close();
      lab.close();
    }
  }
}
