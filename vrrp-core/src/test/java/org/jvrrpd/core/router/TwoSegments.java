package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.election.Effect;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.election.State.Backup;
import org.jvrrpd.core.election.State.Master;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;

/**
 * Nodes on two segments, each with a sync group of one router on either. After every event the
 * members of each are all MASTER or none is, nobody rises against a better master that speaks, and
 * no dispute outlasts the interval in which both have spoken.
 */
final class TwoSegments {
  static final long SECOND = 1_000_000_000L;
  static final int SEGMENTS = 2;

  /** How late a timer goes off where things take time. */
  private static final long MOST_LATENESS = SECOND / 500;

  private final ProtocolVersion version;
  private final boolean crossed;
  private final long mostDelay;
  private final SplittableRandom wire;
  private final List<Host> hosts = new ArrayList<>();
  private final Set<Path> cuts = new HashSet<>();
  private final Map<Path, Long> disputes = new HashMap<>();
  private final PriorityQueue<Delivery> pending = new PriorityQueue<>();
  private int lossPercent;
  private long sent;
  private long now;

  /** On this segment, from one host to another. */
  private record Path(int segment, int from, int to) {}

  /** What arrives at a time; in the order of sending where times are the same. */
  private record Delivery(long at, long number, Runnable action) implements Comparable<Delivery> {
    @Override
    public int compareTo(Delivery other) {
      return Comparator.comparingLong(Delivery::at)
          .thenComparingLong(Delivery::number)
          .compare(this, other);
    }
  }

  /** Segments on which an advertisement arrives in the moment in which it is sent. */
  TwoSegments() {
    this(ProtocolVersion.V2, false, 0, new SplittableRandom(0));
  }

  /**
   * Segments on which things take time.
   *
   * @param crossed whether who has the higher address on one has the lower on the other
   * @param mostDelay how long an advertisement takes at most, so that some overtake others; 0: it
   *     takes no time, and no timer is late
   */
  TwoSegments(ProtocolVersion version, boolean crossed, long mostDelay, SplittableRandom wire) {
    this.version = version;
    this.crossed = crossed;
    this.mostDelay = mostDelay;
    this.wire = wire;
  }

  /** A host with its group; without routers while no process runs. */
  static final class Host {
    private final int index;
    private final int priority;
    private final boolean preempt;
    private final Set<Integer> linksDown = new HashSet<>();
    private List<VirtualRouter> routers = List.of();
    private final long[] armed = new long[SEGMENTS];
    private final long[] lateness = new long[SEGMENTS];
    private @Nullable SyncGroup group;

    private Host(int index, int priority, boolean preempt) {
      this.index = index;
      this.priority = priority;
      this.preempt = preempt;
    }

    VirtualRouter router(int segment) {
      return routers.get(segment);
    }

    boolean isRunning() {
      return group != null;
    }

    boolean isMaster() {
      return isRunning() && routers.stream().allMatch(each -> each.state() instanceof Master);
    }

    private boolean isMasterSomewhere() {
      return routers.stream().anyMatch(each -> each.state() instanceof Master);
    }
  }

  Host add(int priority, boolean preempt) {
    Host host = new Host(hosts.size(), priority, preempt);
    hosts.add(host);
    return host;
  }

  List<Host> hosts() {
    return hosts;
  }

  void start(Host host) {
    List<VirtualRouter> routers = new ArrayList<>();
    for (int segment = 0; segment < SEGMENTS; segment++) {
      routers.add(
          new VirtualRouter(
              RouterSettings.of(
                      "VI_" + segment,
                      version,
                      51 + segment,
                      address(host, segment),
                      List.of(LeaseTest.address("198.51.100.10")))
                  .priority(host.priority)
                  .preempt(host.preempt)
                  .leased(false)
                  .grouped(true)
                  .build()));
    }
    host.routers = routers;
    host.group = new SyncGroup("VG", routers);
    for (int segment = 0; segment < SEGMENTS; segment++) {
      take(host, segment, routers.get(segment).on(new Input.Startup(), now));
      if (host.linksDown.contains(segment)) {
        setLink(host, segment, false);
      }
    }
    deliver();
  }

  void crash(Host host) {
    host.group = null;
    host.routers = List.of();
  }

  void setLink(Host host, int segment, boolean up) {
    if (up) {
      host.linksDown.remove(segment);
    } else {
      host.linksDown.add(segment);
    }
    if (host.isRunning()) {
      VirtualRouter router = host.router(segment);
      take(
          host,
          segment,
          up
              ? router.clearFault(Reason.INTERFACE_DOWN, now)
              : router.raiseFault(Reason.INTERFACE_DOWN, "down", now));
      deliver();
    }
  }

  void cut(int segment, Host from, Host to) {
    cuts.add(new Path(segment, from.index, to.index));
  }

  /** So many advertisements of a hundred are lost from now on. */
  void lose(int percent) {
    lossPercent = percent;
  }

  void heal() {
    cuts.clear();
    lossPercent = 0;
  }

  void weigh(Host host, int segment, int weight) {
    if (host.isRunning()) {
      take(host, segment, host.router(segment).weigh("chk", weight, now));
      deliver();
    }
  }

  /** Lets time pass; what has arrived is read before timers are judged, when they are due. */
  void run(long nanos) {
    long until = now + nanos;
    for (long next = earliest(); next <= until; next = earliest()) {
      now = Math.max(now, next);
      deliver();
      for (Host host : hosts) {
        for (int segment = 0; segment < host.routers.size(); segment++) {
          if (wakeUp(host, segment) <= now) {
            for (Step step : host.router(segment).onTimer(now)) {
              take(host, segment, step);
            }
          }
        }
      }
      deliver();
      judgeDisputes();
    }
    now = until;
  }

  private long earliest() {
    long delivery = pending.isEmpty() ? Long.MAX_VALUE : pending.element().at();
    return hosts.stream()
        .filter(Host::isRunning)
        .flatMapToLong(
            host -> IntStream.range(0, SEGMENTS).mapToLong(segment -> wakeUp(host, segment)))
        .reduce(delivery, Math::min);
  }

  /** When a router's timer goes off: where things take time, up to 2 ms late. */
  private long wakeUp(Host host, int segment) {
    long deadline = host.router(segment).deadline().orElse(Long.MAX_VALUE);
    if (mostDelay == 0 || deadline == Long.MAX_VALUE) {
      return deadline;
    }
    if (host.armed[segment] != deadline) {
      host.armed[segment] = deadline;
      host.lateness[segment] = wire.nextLong(MOST_LATENESS);
    }
    return deadline + host.lateness[segment];
  }

  /** Two that hear each other hold the same address no longer than until the next has spoken. */
  private void judgeDisputes() {
    for (int segment = 0; segment < SEGMENTS; segment++) {
      for (Host one : hosts) {
        for (Host other : hosts.subList(0, one.index)) {
          Path path = new Path(segment, one.index, other.index);
          if (one.isMaster() && other.isMaster() && hearEachOther(segment, one, other)) {
            long since = disputes.computeIfAbsent(path, _ -> now);
            assertThat(now - since)
                .as("dispute")
                .isLessThanOrEqualTo(SECOND + mostDelay + MOST_LATENESS);
          } else {
            disputes.remove(path);
          }
        }
      }
    }
  }

  private boolean hearEachOther(int segment, Host one, Host other) {
    return lossPercent == 0 && reaches(segment, one, other) && reaches(segment, other, one);
  }

  /** A step and what follows from it for the group; then all members are MASTER, or none is. */
  private void take(Host host, int segment, Step step) {
    perform(host, segment, step);
    SyncGroup group = host.group;
    if (group != null) {
      for (SyncGroup.Move move : group.settle(now)) {
        perform(host, host.routers.indexOf(move.router()), move.step());
      }
      assertThat(host.isMaster()).as("together").isEqualTo(host.isMasterSomewhere());
      assertThat(group.settle(now)).as("settled at once").isEmpty();
    }
  }

  private void perform(Host host, int segment, Step step) {
    if (step.after() instanceof Master && step.before() instanceof Backup backup) {
      judgeRise(host.router(segment), backup, step.reason());
    }
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.SendAdvertisement(int priority)) {
        hosts.stream()
            .filter(other -> other != host && reaches(segment, host, other))
            .forEach(other -> send(() -> hear(other, segment, host, priority)));
      } else if (effect instanceof Effect.RunChecks) {
        pending.add(new Delivery(now, sent++, () -> answer(host, segment)));
      }
    }
  }

  /** Nobody calls a master down that spoke within an interval and is no lower. */
  private void judgeRise(VirtualRouter router, Backup before, Reason reason) {
    State.Peer master = before.master();
    if (reason == Reason.MASTER_DOWN && master != null && now - master.heardAtNanos() < SECOND) {
      assertThat(master.priority()).as("overruled").isLessThan(router.effectivePriority());
    }
  }

  private void send(Runnable arrival) {
    if (wire.nextInt(100) >= lossPercent) {
      long delay = mostDelay == 0 ? 0 : wire.nextLong(mostDelay);
      pending.add(new Delivery(now + delay, sent++, arrival));
    }
  }

  private boolean reaches(int segment, Host from, Host to) {
    return !cuts.contains(new Path(segment, from.index, to.index))
        && !from.linksDown.contains(segment)
        && !to.linksDown.contains(segment);
  }

  private void hear(Host host, int segment, Host sender, int priority) {
    if (host.isRunning()) {
      VirtualRouter router = host.router(segment);
      take(
          host,
          segment,
          router.on(
              new Input.AdvertisementReceived(address(sender, segment), priority, SECOND), now));
    }
  }

  private void answer(Host host, int segment) {
    if (host.isRunning()) {
      take(host, segment, host.router(segment).on(new Input.ChecksPassed(), now));
    }
  }

  private void deliver() {
    while (!pending.isEmpty() && pending.element().at() <= now) {
      pending.remove().action().run();
    }
  }

  private IpAddress address(Host host, int segment) {
    boolean ascending = segment == 0 || !crossed;
    return LeaseTest.address("192.0.2." + (ascending ? 1 + host.index : 100 - host.index));
  }
}
