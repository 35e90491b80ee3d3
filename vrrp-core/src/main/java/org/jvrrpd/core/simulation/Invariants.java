package org.jvrrpd.core.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.election.Effect.AnnounceAddresses;
import org.jvrrpd.core.election.Effect.SendAdvertisement;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.core.router.VirtualRouter;

/**
 * What must be true after every event, whatever happens (design section 1). Who holds an address is
 * watched by {@link Holders}; here is what each node may do for itself.
 *
 * <ul>
 *   <li>A state that waits has a deadline, and no deadline is passed over.
 *   <li>Effects have a reason.
 *   <li>A node that resigned for good says nothing more.
 *   <li>What is refused changes nothing but counters.
 *   <li>Within one state, nothing makes a node speak or announce more than {@link #MOST_SPOKEN}
 *       times in one interval, or in one second if that is shorter.
 *   <li>Counters only grow.
 * </ul>
 */
final class Invariants {
  /** The regular advertisement, one answer to a dispute, and one after a stall or a loss. */
  private static final int MOST_SPOKEN = 3;

  private static final long SECOND_NANOS = 1_000_000_000L;

  /** A timer may be overdue when a turn ends, but the next turns have to deal with it. */
  private static final int MOST_OVERDUE_TURNS = 4;

  private static final int EVENTS_BETWEEN_COUNTS = 512;

  private final Schedule schedule;
  private final Trace trace;
  private final List<Node> nodes;
  private final Holders holders;
  private final List<String> violations = new ArrayList<>();
  private final Map<Node, Rate> sent = new HashMap<>();
  private final Map<Node, Rate> announced = new HashMap<>();
  private final Map<Node, Map<String, Long>> counted = new HashMap<>();
  private final int[] overdueTurns = new int[Simulation.MAX_NODES];
  private int events;
  private int stateChanges;

  /** The last times at which a node spoke without having changed its state. */
  private static final class Rate {
    private final long[] times = new long[MOST_SPOKEN];
    private int next;

    Rate() {
      Arrays.fill(times, Long.MIN_VALUE / 2);
    }

    /** How long ago the one was that must lie an interval back. */
    long add(long now) {
      long before = times[next];
      times[next] = now;
      next = (next + 1) % MOST_SPOKEN;
      return now - before;
    }
  }

  Invariants(Schedule schedule, Wire wire, Trace trace, List<Node> nodes) {
    this.schedule = schedule;
    this.trace = trace;
    this.nodes = nodes;
    this.holders = new Holders(schedule, wire, nodes, this::violated);
  }

  /** Whatever was broken so far, with its time. */
  List<String> violations() {
    return violations;
  }

  /** How often any node has changed its state. */
  int stateChanges() {
    return stateChanges;
  }

  Holders holders() {
    return holders;
  }

  void violated(String what) {
    trace.say("violation: " + what);
    violations.add("%.6fs %s".formatted(schedule.now() / 1e9, what));
  }

  void onStart(Node node) {
    counted.remove(node);
    onReconfigured(node);
    holders.onStart(node);
  }

  /** Another interval allows another rhythm. */
  void onReconfigured(Node node) {
    sent.put(node, new Rate());
    announced.put(node, new Rate());
  }

  void onResume(Node node) {
    holders.onResume(node);
  }

  void onArrival(Node node, Packet packet) {
    holders.onArrival(node, packet);
  }

  void onAdmitted(Node node, Packet packet) {
    holders.onAdmitted(node, packet);
  }

  void onRefused(Node node, boolean sameState, OptionalLong before, OptionalLong after) {
    if (!sameState || !before.equals(after)) {
      violated(node.name() + " was moved by a packet that it refused");
    }
  }

  void onStep(Node node, Step step) {
    if (step.reason() == Reason.NOTHING && !step.effects().isEmpty()) {
      violated(node.name() + " does " + step.effects() + " for no reason");
    }
    if (step.changesState()) {
      stateChanges++;
    }
    holders.onStep(node, step);
    for (var effect : step.effects()) {
      if (effect instanceof SendAdvertisement(int priority)) {
        judgeSilence(node, step, priority);
        if (!step.changesState()) {
          judgeRate(node, sent, "speaks", step);
        }
      } else if (effect instanceof AnnounceAddresses && !step.changesState()) {
        judgeRate(node, announced, "announces", step);
      }
    }
  }

  private void judgeSilence(Node node, Step step, int priority) {
    boolean resigns = step.changesState() && priority == Advertisement.PRIORITY_RESIGN;
    if (node.isStopped() && !resigns) {
      violated(node.name() + " speaks although it was stopped");
    }
  }

  private void judgeRate(Node node, Map<Node, Rate> rates, String does, Step step) {
    VirtualRouter router = node.router();
    Rate rate = rates.get(node);
    if (router != null
        && rate != null
        && rate.add(schedule.now())
            < Math.min(SECOND_NANOS, router.settings().intervalNanos()) * 9 / 10
        && step.reason() != Reason.ADDRESSES_LOST) {
      violated(node.name() + " " + does + " too often (" + step.reason().words() + ")");
    }
  }

  /** The node has finished one turn of its loop at {@code localNow}. */
  void onTurn(Node node, VirtualRouter router, long localNow) {
    OptionalLong deadline = router.deadline();
    if (deadline.isEmpty() || deadline.getAsLong() > localNow) {
      overdueTurns[node.index()] = 0;
    } else if (++overdueTurns[node.index()] > MOST_OVERDUE_TURNS) {
      violated(node.name() + " never comes to the end of its timers");
    }
    String lacking = lackingDeadline(node, router, deadline);
    if (lacking != null) {
      violated(node.name() + " waits for ever in " + lacking);
    }
  }

  private static @Nullable String lackingDeadline(
      Node node, VirtualRouter router, OptionalLong deadline) {
    return switch (router.state()) {
      case State.Backup _, State.Master _ when deadline.isEmpty() -> router.state().name();
      case State.Fault(Reason cause, _, _) when deadline.isEmpty() && lacksNothing(node) ->
          "FAULT for " + cause.words();
      case State.Init _ when deadline.isEmpty() && wasStarted(node) && !node.isStopped() -> "INIT";
      default -> null;
    };
  }

  private static boolean lacksNothing(Node node) {
    Daemon daemon = node.daemon();
    return daemon != null && !daemon.lacksSomething();
  }

  private static boolean wasStarted(Node node) {
    Daemon daemon = node.daemon();
    return daemon != null && daemon.wasStarted();
  }

  /** One event is over. */
  void onEvent() {
    holders.onEvent();
    if (++events % EVENTS_BETWEEN_COUNTS == 0) {
      judgeCounters();
    }
  }

  /** Counters only grow. */
  void judgeCounters() {
    for (Node node : nodes) {
      VirtualRouter router = node.router();
      if (router == null) {
        continue;
      }
      Map<String, Long> now = router.snapshot(node.clock().now()).counters();
      Map<String, Long> before = counted.put(node, now);
      if (before != null
          && before.entrySet().stream()
              .anyMatch(entry -> now.getOrDefault(entry.getKey(), 0L) < entry.getValue())) {
        violated(node.name() + " counted backwards");
      }
    }
  }
}
