package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.election.Effect;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.election.State.Master;
import org.jvrrpd.core.packet.ProtocolVersion;

/**
 * Nodes on two segments, each with a sync group of one router on either. Nothing takes time but
 * waiting: an advertisement arrives in the moment in which it is sent, or never.
 */
final class TwoSegments {
  static final long SECOND = 1_000_000_000L;
  static final int SEGMENTS = 2;

  private final List<Host> hosts = new ArrayList<>();
  private final Set<Cut> cuts = new HashSet<>();
  private final Deque<Runnable> pending = new ArrayDeque<>();
  private long now;

  /** Nothing passes on this segment from one host to another. */
  private record Cut(int segment, int from, int to) {}

  /** A host with its group; without routers while no process runs. */
  static final class Host {
    private final int index;
    private final int priority;
    private final boolean preempt;
    private final Set<Integer> linksDown = new HashSet<>();
    private List<VirtualRouter> routers = List.of();
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
                      ProtocolVersion.V2,
                      51 + segment,
                      LeaseTest.address("192.0.2." + (host.index + 1)),
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
    cuts.add(new Cut(segment, from.index, to.index));
  }

  void heal() {
    cuts.clear();
  }

  void weigh(Host host, int segment, int weight) {
    if (host.isRunning()) {
      take(host, segment, host.router(segment).weigh("chk", weight, now));
      deliver();
    }
  }

  /** Lets time pass; every timer is judged when it is due. */
  void run(long nanos) {
    long until = now + nanos;
    for (long next = earliest(); next <= until; next = earliest()) {
      now = Math.max(now, next);
      for (Host host : hosts) {
        for (int segment = 0; segment < host.routers.size(); segment++) {
          if (host.router(segment).deadline().orElse(Long.MAX_VALUE) <= now) {
            for (Step step : host.router(segment).onTimer(now)) {
              take(host, segment, step);
            }
          }
        }
      }
      deliver();
    }
    now = until;
  }

  private long earliest() {
    return hosts.stream()
        .flatMap(host -> host.routers.stream())
        .mapToLong(router -> router.deadline().orElse(Long.MAX_VALUE))
        .min()
        .orElse(Long.MAX_VALUE);
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
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.SendAdvertisement(int priority)) {
        hosts.stream()
            .filter(other -> other != host && reaches(segment, host, other))
            .forEach(other -> pending.add(() -> hear(other, segment, host, priority)));
      } else if (effect instanceof Effect.RunChecks) {
        pending.add(() -> answer(host, segment));
      }
    }
  }

  private boolean reaches(int segment, Host from, Host to) {
    return !cuts.contains(new Cut(segment, from.index, to.index))
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
              new Input.AdvertisementReceived(
                  LeaseTest.address("192.0.2." + (sender.index + 1)), priority, SECOND),
              now));
    }
  }

  private void answer(Host host, int segment) {
    if (host.isRunning()) {
      take(host, segment, host.router(segment).on(new Input.ChecksPassed(), now));
    }
  }

  private void deliver() {
    for (Runnable next = pending.poll(); next != null; next = pending.poll()) {
      next.run();
    }
  }
}
