package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.HostPlan;
import org.jvrrpd.lab.Lab;
import org.jvrrpd.lab.wire.Advertisement;
import org.jvrrpd.lab.wire.Capture;

/**
 * How exactly a MASTER keeps its interval: the time between neighbouring advertisements as the
 * kernel stamped them at the bridge, less the interval, in milliseconds without sign; while the
 * machine is idle and while every core has something to do.
 */
final class IntervalSection implements Section {
  static final String NAME = "interval";
  static final List<Duration> INTERVALS =
      List.of(Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofMillis(10));

  /**
   * For a MASTER's first announcements to be over, and for jvrrpd to have given memory back and
   * locked the rest, which it does once, 8 s after its start.
   */
  private static final Duration SETTLING = Duration.ofSeconds(12);

  private static final Duration ELECTION_LIMIT = Duration.ofSeconds(20);

  private final int turns;
  private final Duration watch;

  /**
   * @param watch how long each interval is watched in a turn, idle and loaded
   */
  IntervalSection(int turns, Duration watch) {
    this.turns = turns;
    this.watch = watch;
  }

  static String figure(Duration interval, boolean loaded) {
    return NAME + " error at " + interval.toMillis() + " ms, " + (loaded ? "loaded" : "idle");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Contender> contenders() {
    return List.of(Contender.JVRRPD, Contender.KEEPALIVED, Contender.KEEPALIVED_IN_REAL_TIME);
  }

  @Override
  public int turns() {
    return turns;
  }

  @Override
  public void measure(Contender contender, int turn, Workplace workplace) throws IOException {
    for (Duration interval : INTERVALS) {
      measure(contender, interval, workplace);
    }
  }

  private void measure(Contender contender, Duration interval, Workplace workplace)
      throws IOException {
    try (Lab lab = Lab.onOneBridge("compare", List.of(HostPlan.host("server1", "192.0.2.101/24")));
        Capture capture =
            lab.capture(workplace.directory().resolve(interval.toMillis() + ".pcap"))) {
      Host host = lab.host("server1");
      workplace.start(
          contender,
          host,
          List.of(new Router("VI_1", "eth0", 51, 100, 3, interval, "192.0.2.100/24")));
      Patience.until(
          contender.label() + " advertises",
          ELECTION_LIMIT,
          () -> capture.soFar().advertisements().stream().findFirst());
      Patience.pass(SETTLING);
      watch(contender, interval, false, capture, workplace.findings());
      try (Load _ = Load.onEveryCore()) {
        watch(contender, interval, true, capture, workplace.findings());
      }
    }
  }

  private void watch(
      Contender contender, Duration interval, boolean loaded, Capture capture, Findings findings)
      throws IOException {
    long from = now();
    Patience.pass(watch);
    long to = now();
    String figure = figure(interval, loaded);
    for (double error : errors(capture.soFar().advertisements(), interval, from, to)) {
      findings.add(figure, contender, error);
    }
  }

  private static long now() {
    return System.currentTimeMillis() * 1_000_000L;
  }

  /** The errors of the gaps between advertisements in a span of the wall clock, in ms. */
  static List<Double> errors(
      List<Advertisement> advertisements, Duration interval, long fromNanos, long toNanos) {
    List<Double> errors = new ArrayList<>();
    long before = Long.MIN_VALUE;
    for (Advertisement each : advertisements) {
      if (each.epochNanos() < fromNanos || each.epochNanos() > toNanos) {
        continue;
      }
      if (before != Long.MIN_VALUE) {
        long error = Math.abs(each.epochNanos() - before - interval.toNanos());
        errors.add(Math.round(error / 1e3) / 1e3);
      }
      before = each.epochNanos();
    }
    return errors;
  }
}
