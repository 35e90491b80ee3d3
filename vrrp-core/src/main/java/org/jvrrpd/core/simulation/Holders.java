package org.jvrrpd.core.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.election.Timers;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.core.router.VirtualRouter;

/**
 * Watches who holds the address: nobody but a MASTER, no two nodes of a connected segment, and
 * nobody by mistake. The grace that is granted, and why (design section 1.1):
 *
 * <ul>
 *   <li>Two running nodes may both hold it until the better one's advertisement, sent since both
 *       hold it and since the last fault of either, has been read by the other, and for as long as
 *       the other's kernel then needs to remove it. Where the wire loses nothing, that
 *       advertisement must come within the longer of their intervals.
 *   <li>A process that does not run cannot remove anything. Its lease has to be over when the other
 *       node could have taken over at the earliest: its down interval after the last advertisement
 *       that the stopped process sent. Who took over earlier, since advertisements were lost or
 *       since the holder's health failed, may meet it until then.
 *   <li>The shortest lease is 1 s and ends up to 1.14 s late. Where down intervals are shorter than
 *       that, it only bounds the damage (design section 6), and so it does here.
 *   <li>A process that runs again has the time of its kernel's writes before anything is expected.
 *   <li>Nodes whose configurations disagree, a paused machine, an owner whose startup delay has yet
 *       to end (the address is its host's own), and a process that is gone or stalled and has no
 *       lease (an owner of the address; one without leases) are beyond what the protocol can do
 *       anything about.
 * </ul>
 */
final class Holders {
  private static final long NEVER = Long.MAX_VALUE;

  /** Clocks of nodes may differ by a few parts in a thousand; this covers it over a lease. */
  private static final long CLOCK_TOLERANCE_NANOS = 20_000_000L;

  /** A lease of 1 s and by how much it was seen to end late. */
  private static final long SHORTEST_LEASE_NANOS = 2_140_000_000L;

  /** Writes that may stand before the removal in a kernel's queue, and itself. */
  private static final int WRITES_BEFORE_REMOVAL = 3;

  /** What a holder assumes of a node that it does not know. */
  private static final int PRIORITY_SOONEST = 254;

  private static final int SETTLED_INTERVALS = 5;
  private static final long SETTLED_NANOS = 2_000_000_000L;

  private final Schedule schedule;
  private final Wire wire;
  private final List<Node> nodes;
  private final Consumer<String> violated;

  private final long[] since = filled(Simulation.MAX_NODES * Simulation.MAX_NODES, NEVER);
  private final long[] due = filled(Simulation.MAX_NODES * Simulation.MAX_NODES, NEVER);
  private final long[] strangeSince = filled(Simulation.MAX_NODES, NEVER);
  private final long[] resumedAt = new long[Simulation.MAX_NODES];
  private final long[] startedAt = new long[Simulation.MAX_NODES];
  private final long[] masterSince = new long[Simulation.MAX_NODES];
  private final long[] faultAt = new long[Simulation.MAX_NODES];
  private long wireFaultAt;
  private boolean overlapping;

  Holders(Schedule schedule, Wire wire, List<Node> nodes, Consumer<String> violated) {
    this.schedule = schedule;
    this.wire = wire;
    this.nodes = nodes;
    this.violated = violated;
  }

  private static long[] filled(int length, long value) {
    long[] array = new long[length];
    Arrays.fill(array, value);
    return array;
  }

  void onStart(Node node) {
    startedAt[node.index()] = schedule.now();
    resumedAt[node.index()] = schedule.now();
  }

  void onResume(Node node) {
    resumedAt[node.index()] = schedule.now();
    onFault(node);
  }

  /** Something was done to one node. */
  void onFault(Node node) {
    faultAt[node.index()] = schedule.now();
    for (Node other : nodes) {
      forget(node, other);
    }
  }

  /** Something was done to the wire, or to all. */
  void onWireFault() {
    wireFaultAt = schedule.now();
    Arrays.fill(since, NEVER);
    Arrays.fill(due, NEVER);
  }

  private void forget(Node a, Node b) {
    since[pair(a, b)] = NEVER;
    due[pair(a, b)] = NEVER;
  }

  private static int pair(Node a, Node b) {
    return Math.min(a.index(), b.index()) * Simulation.MAX_NODES + Math.max(a.index(), b.index());
  }

  /** A packet has reached the host of {@code node}, whether anybody there reads it or not. */
  void onArrival(Node node, Packet packet) {
    Node sender = packet.sender();
    if (overlapping && sender != null && !node.isRunning() && concerns(sender, node, packet)) {
      expectEnd(sender, node);
    }
  }

  /** {@code node} has read a packet and acted on it. */
  void onAdmitted(Node node, Packet packet) {
    Node sender = packet.sender();
    VirtualRouter router = node.router();
    if (overlapping && sender != null && router != null && concerns(sender, node, packet)) {
      int own = router.effectivePriority();
      boolean beaten =
          packet.priority() > own
              || (packet.priority() == own
                  && packet.envelope().source().compareTo(node.spec().address()) > 0);
      if (beaten || !node.isMaster()) {
        expectEnd(sender, node);
      }
    }
  }

  private boolean concerns(Node sender, Node receiver, Packet packet) {
    return packet.priority() != Advertisement.PRIORITY_RESIGN
        && packet.sentAt() >= since[pair(sender, receiver)];
  }

  private void expectEnd(Node sender, Node receiver) {
    int pair = pair(sender, receiver);
    due[pair] = Math.min(due[pair], schedule.now() + removalNanos(receiver));
  }

  void onStep(Node node, Step step) {
    if (step.changesState() && step.after() instanceof State.Master) {
      masterSince[node.index()] = schedule.now();
      if (step.reason() == Reason.MASTER_DOWN) {
        judgeTakeover(node);
      }
    }
  }

  /** A take-over is a mistake where a master that is to be respected was there all the time. */
  private void judgeTakeover(Node node) {
    VirtualRouter router = node.router();
    if (router == null
        || !wire.isLossless()
        || 2 * wire.longestDelayNanos() > router.settings().intervalNanos()) {
      return;
    }
    long settled =
        schedule.now() - SETTLED_INTERVALS * router.settings().intervalNanos() - SETTLED_NANOS;
    for (Node other : nodes) {
      VirtualRouter master = other.router();
      if (other != node
          && master != null
          && other.isRunning()
          && other.isMaster()
          && wire.connects(node, other)
          && understand(node, other)
          && ((!router.settings().preempt() && !router.settings().isOwner())
              || master.effectivePriority() >= router.effectivePriority())
          && Math.max(masterSince[other.index()], Math.max(faultAt[other.index()], wireFaultAt))
              < settled) {
        violated.accept(node.name() + " took over although " + other.name() + " was there");
      }
    }
  }

  /** One event is over. */
  void onEvent() {
    int holding = 0;
    for (Node node : nodes) {
      if (node.holds()) {
        holding++;
      }
      judgeStranger(node);
    }
    if (holding > 1 || overlapping) {
      overlapping = false;
      judgePairs();
    }
  }

  /** Only a MASTER has the address, beyond a removal that is under way. */
  private void judgeStranger(Node node) {
    if (!node.holds() || !node.isRunning() || node.isMaster() || keepsItsOwn(node)) {
      strangeSince[node.index()] = NEVER;
    } else if (strangeSince[node.index()] == NEVER) {
      strangeSince[node.index()] = schedule.now();
    } else {
      long from = Math.max(strangeSince[node.index()], resumedAt[node.index()]);
      if (schedule.now() > from + removalNanos(node)) {
        strangeSince[node.index()] = schedule.now();
        violated.accept(node.name() + " holds the address and is not MASTER");
      }
    }
  }

  /** An owner does not remove the address at its start, since it is the host's own. */
  private boolean keepsItsOwn(Node node) {
    VirtualRouter router = node.router();
    return router != null
        && router.settings().isOwner()
        && masterSince[node.index()] < startedAt[node.index()];
  }

  private void judgePairs() {
    for (int i = 0; i < nodes.size(); i++) {
      for (int j = i + 1; j < nodes.size(); j++) {
        Node a = nodes.get(i);
        Node b = nodes.get(j);
        if (a.holds() && b.holds() && canMeet(a, b)) {
          overlapping = true;
          judgePair(a, b);
        } else if (since[pair(a, b)] != NEVER) {
          // They both held it until this moment, with no event in between at which to notice.
          judgePair(a, b);
          forget(a, b);
        }
      }
    }
  }

  private boolean canMeet(Node a, Node b) {
    return wire.connects(a, b)
        && understand(a, b)
        && (a.isRunning() || b.isRunning())
        && !a.clock().isPaused()
        && !b.clock().isPaused()
        && !keepsItsOwn(a)
        && !keepsItsOwn(b)
        && (a.isRunning() || a.kernel().isLeased())
        && (b.isRunning() || b.kernel().isLeased());
  }

  private void judgePair(Node a, Node b) {
    int pair = pair(a, b);
    if (since[pair] == NEVER) {
      since[pair] = schedule.now();
      return;
    }
    long latest = due[pair];
    if (wire.isLossless() || !a.isRunning() || !b.isRunning()) {
      latest = Math.min(latest, latestToldAt(a, b));
    }
    if (latest == NEVER) {
      return;
    }
    long allowed = Math.max(latest, Math.max(excused(a, b), excused(b, a)));
    if (schedule.now() > allowed) {
      forget(a, b);
      violated.accept(a.name() + " and " + b.name() + " both hold the address");
    }
  }

  /** By when two that hold the address must have met, even if none of them has spoken since. */
  private long latestToldAt(Node a, Node b) {
    long from = Math.max(since[pair(a, b)], wireFaultAt);
    if (!a.isRunning() || !b.isRunning()) {
      return from + removalNanos(a) + removalNanos(b);
    }
    return from
        + Math.max(intervalNanos(a), intervalNanos(b))
        + 2 * wire.longestDelayNanos()
        + removalNanos(a)
        + removalNanos(b);
  }

  /** Until when {@code node} is excused, in any case, for holding what {@code other} holds. */
  private long excused(Node node, Node other) {
    long removal = removalNanos(node);
    return node.isRunning()
        ? resumedAt[node.index()] + removal
        : node.lastSentAt() + Math.max(downNanos(node, other), SHORTEST_LEASE_NANOS) + removal;
  }

  private long removalNanos(Node node) {
    return WRITES_BEFORE_REMOVAL * node.kernel().longestDelayNanos() + CLOCK_TOLERANCE_NANOS;
  }

  private static long intervalNanos(Node node) {
    VirtualRouter router = node.router();
    return router == null ? 0 : router.settings().intervalNanos();
  }

  /**
   * After what silence {@code rival} takes over, as far as {@code holder} can know: a priority that
   * was raised by a reload which the holder has not seen is not in its cluster file.
   */
  private static long downNanos(Node holder, Node rival) {
    VirtualRouter router = rival.router();
    if (router == null) {
      return 0;
    }
    RouterSettings settings = router.settings();
    RouterSettings known = holder.lastSettings();
    int believed =
        known == null
            ? PRIORITY_SOONEST
            : known.peerPriorities().getOrDefault(settings.source(), PRIORITY_SOONEST);
    return Timers.masterDownNanos(
        settings.version(),
        Math.min(router.effectivePriority(), believed),
        settings.intervalNanos(),
        settings.downIntervals());
  }

  /** Whether each accepts what the other says, and waits as long as the other believes. */
  private static boolean understand(Node a, Node b) {
    RouterSettings one = a.lastSettings();
    RouterSettings two = b.lastSettings();
    if (one == null || two == null) {
      return true;
    }
    boolean sameInterval = one.intervalCentis() == two.intervalCentis();
    return one.version() == two.version()
        && (one.version() == ProtocolVersion.V3
            || one.authentication().equals(two.authentication()))
        && (sameInterval
            || (one.version() == ProtocolVersion.V3 && a.isRunning() && b.isRunning()));
  }
}
