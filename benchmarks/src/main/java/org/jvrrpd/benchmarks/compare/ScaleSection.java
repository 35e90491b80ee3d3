package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.HostPlan;
import org.jvrrpd.lab.Lab;
import org.jvrrpd.lab.RunningProcess;

/**
 * Many virtual routers in one process, up to 250 on each of 16 interfaces, with nobody else there:
 * from the start of the process until the kernel lists all their addresses, in seconds; what an
 * advertisement costs, in milliseconds of processor time for 1,000 of them; and how much memory is
 * resident. The routers' own bound, a down interval, is 3.61 s of it.
 */
final class ScaleSection implements Section {
  static final String NAME = "scale";
  static final int PER_INTERFACE = 250;
  static final int MOST_INTERFACES = 16;

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration SETTLING = Duration.ofSeconds(10);
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final int routers;
  private final int turns;
  private final List<Contender> contenders;
  private final Duration watch;

  /**
   * @param routers how many there are, 1 to 4,000
   * @param watch how long the processor's time is taken, in whole seconds; zero: not at all
   */
  ScaleSection(int routers, int turns, List<Contender> contenders, Duration watch) {
    this.routers = routers;
    this.turns = turns;
    this.contenders = List.copyOf(contenders);
    this.watch = watch;
  }

  static String sectionOf(int routers) {
    return NAME + "-" + routers;
  }

  static String allUp(int routers) {
    return sectionOf(routers) + " start to all addresses up";
  }

  static String spread(int routers) {
    return sectionOf(routers) + " first address to the last";
  }

  static String cost(int routers) {
    return sectionOf(routers) + " processor time of 1,000 advertisements";
  }

  static String memory(int routers) {
    return sectionOf(routers) + " resident memory";
  }

  static String proportional(int routers) {
    return sectionOf(routers) + " proportional memory";
  }

  @Override
  public String name() {
    return sectionOf(routers);
  }

  @Override
  public List<Contender> contenders() {
    return contenders;
  }

  @Override
  public int turns() {
    return turns;
  }

  @Override
  public void measure(Contender contender, int turn, Workplace workplace) throws IOException {
    try (Lab lab =
        Lab.onOneBridge("compare", List.of(HostPlan.host("server1", "192.0.2.250/24")))) {
      Host host = lab.host("server1");
      List<Router> all = plug(host);
      Instant started = Instant.now();
      RunningProcess daemon = workplace.start(contender, host, all);
      Findings findings = workplace.findings();
      try {
        Instant first = awaitAddresses(host, daemon, 1);
        Instant last = routers == 1 ? first : awaitAddresses(host, daemon, routers);
        findings.add(allUp(routers), contender, seconds(Duration.between(started, last)));
        findings.add(spread(routers), contender, seconds(Duration.between(first, last)));
        Patience.pass(SETTLING);
        addCost(contender, daemon, findings);
      } finally {
        // Also of a daemon that is not ready within the limit.
        addMemory(contender, daemon, findings);
      }
    }
  }

  private void addCost(Contender contender, RunningProcess daemon, Findings findings)
      throws IOException {
    if (watch.isZero()) {
      return;
    }
    long before = Processes.processorNanos(daemon);
    Patience.pass(watch);
    long spent = Processes.processorNanos(daemon) - before;
    double thousands = routers * (double) watch.toSeconds() / 1_000;
    findings.add(cost(routers), contender, Math.round(spent / thousands / 1e3) / 1e3);
  }

  private void addMemory(Contender contender, RunningProcess daemon, Findings findings)
      throws IOException {
    findings.add(memory(routers), contender, megabytes(Processes.residentBytes(daemon)));
    findings.add(proportional(routers), contender, megabytes(Processes.proportionalBytes(daemon)));
  }

  private static double megabytes(long bytes) {
    return Math.round(bytes / BYTES_PER_MEGABYTE * 10) / 10.0;
  }

  /** Interfaces that lead nowhere, each with an address, and as many routers as are wanted. */
  private List<Router> plug(Host host) throws IOException {
    List<Router> all = new ArrayList<>();
    int interfaces = Math.min(MOST_INTERFACES, (routers + PER_INTERFACE - 1) / PER_INTERFACE);
    for (int i = 0; i < interfaces; i++) {
      String name = "many" + i;
      host.run("ip", "link", "add", name, "type", "veth", "peer", "name", "end" + i);
      host.run("ip", "link", "set", name, "up");
      host.run("ip", "link", "set", "end" + i, "up");
      host.run("ip", "address", "add", "192.0.2." + (i + 1) + "/32", "dev", name);
      for (int vrid = 1; vrid <= PER_INTERFACE && all.size() < routers; vrid++) {
        all.add(Router.numbered(name, vrid));
      }
    }
    return all;
  }

  private static Instant awaitAddresses(Host host, RunningProcess daemon, int count)
      throws IOException {
    AtomicLong there = new AtomicLong();
    try {
      return Patience.until(
          count + " addresses",
          LIMIT,
          () -> {
            if (!daemon.alive()) {
              throw new IOException(daemon.label() + " has ended");
            }
            there.set(
                host.look("ip", "-4", "-o", "address", "show")
                    .lines()
                    .filter(line -> line.contains(" 203.0.113."))
                    .count());
            return there.get() >= count ? Optional.of(Instant.now()) : Optional.empty();
          });
    } catch (IOException e) {
      throw new IOException(there + " of " + e.getMessage(), e);
    }
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
