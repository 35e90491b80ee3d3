package org.jvrrpd.core.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.router.VirtualRouter;

/**
 * What must come true once faults stop: within three intervals and the skew there is exactly one
 * MASTER, it has the address, and after the waits of the design it is the right one and stays.
 *
 * <p>The waits: 30 s for a node that was replaced while it was stalled, 30 s for one whose kernel
 * refused the address, {@code preempt_delay}. The right one: no other node outranks it that may
 * preempt, and none whose services are up outranks it if its own have failed; one whose services
 * are down need not take over from anybody. A health check ends with what the services are.
 */
final class Settling {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** Packets that are on their way, and stalls that are about to end, at the longest. */
  private static final long IN_FLIGHT_NANOS = 400_000_000L;

  /** For late timers, slow clocks and the kernel's writes. */
  private static final long SLACK_NANOS = 300_000_000L;

  /** More than the rise and fall of any check. */
  private static final int MOST_COUNTED = 5;

  private static final long CHECK_NANOS = 200_000_000L;

  private final Simulation simulation;

  private Settling(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Ends all faults and judges what follows. */
  static void of(Simulation simulation) {
    if (simulation.nodes().isEmpty()) {
      return;
    }
    Settling settling = new Settling(simulation);
    settling.endFaults();
    settling.judge();
  }

  private void endFaults() {
    simulation.settle();
    Wire wire = simulation.wire();
    simulation.invariants().holders().onWireFault();
    wire.lose(0);
    wire.duplicate(0);
    wire.delay(new Span(0, 1_000_000));
    wire.healAll();
    wire.silenceStrangers();
    for (Node node : simulation.nodes()) {
      node.resume();
      node.kernel().refuse(false);
      node.answerChecks(OptionalLong.of(CHECK_NANOS));
      if (node.router() == null || node.isStopped()) {
        node.crash();
        node.start(simulation.settingsOf(node));
      } else {
        node.reconfigure(simulation.settingsOf(node));
      }
      node.setLink(true);
      Daemon daemon = Objects.requireNonNull(node.daemon());
      daemon.endFaults();
      daemon.weigh(node.servicesAreUp() ? 0 : Node.DEGRADED);
      answerChecks(node, daemon);
    }
    simulation.run(IN_FLIGHT_NANOS + longestStartupDelayNanos());
  }

  /** Every check has found out what the services are, whatever its rise and fall. */
  private static void answerChecks(Node node, Daemon daemon) {
    for (String check : node.spec().checks()) {
      for (int i = 0; i < MOST_COUNTED; i++) {
        daemon.checked(check, node.servicesAreUp());
      }
    }
  }

  /** Where the checks of every node say that it must not take part, nobody is right. */
  private boolean nobodyMay() {
    return simulation.nodes().stream()
        .allMatch(
            node ->
                !node.servicesAreUp()
                    && simulation.settingsOf(node).checks().stream()
                        .anyMatch(check -> check.weight() == 0));
  }

  /** What an owner holds is its host's own address, and stays there whatever its state. */
  private static boolean claims(Node node) {
    VirtualRouter router = node.router();
    return node.isMaster() || (node.holds() && (router == null || !router.settings().isOwner()));
  }

  private void judge() {
    if (nobodyMay()) {
      simulation.run(longestDownNanos());
      if (simulation.nodes().stream().anyMatch(Settling::claims)) {
        simulation.invariants().violated("there is a master although every check forbids it");
      }
      return;
    }
    long down = longestDownNanos();
    long now = simulation.schedule().now();
    simulation.run(down + SLACK_NANOS + allInFault());
    Node first = requireOne();
    long held = longestHold() - now;
    if (held > 0 || longestPreemptDelayNanos() > 0 || first == null) {
      simulation.run(Math.max(0, held) + longestPreemptDelayNanos() + 2 * down + SLACK_NANOS);
    }
    Node master = requireOne();
    if (master != null) {
      judgeRank(master);
    }
    int changes = simulation.invariants().stateChanges();
    simulation.run(2 * down);
    if (changes != simulation.invariants().stateChanges()) {
      simulation.invariants().violated("states still change after the faults have ended");
    }
    simulation.invariants().judgeCounters();
  }

  /** How long there may be nobody, because every node waits in FAULT for its next attempt. */
  private long allInFault() {
    long wait = Long.MAX_VALUE;
    for (Node node : simulation.nodes()) {
      VirtualRouter router = node.router();
      if (router == null || !(router.state() instanceof State.Fault fault)) {
        return 0;
      }
      wait = Math.min(wait, fault.retryAt() - node.clock().now());
    }
    return Math.max(0, wait) + SLACK_NANOS;
  }

  private @Nullable Node requireOne() {
    Node one = theOne();
    if (one == null) {
      simulation.invariants().violated("after the faults there is not one master with the address");
    }
    return one;
  }

  private @Nullable Node theOne() {
    Node one = masterAndHolder();
    if (one == null) {
      // The moment may be that of a take-over.
      simulation.run(SLACK_NANOS);
      one = masterAndHolder();
    }
    return one;
  }

  private @Nullable Node masterAndHolder() {
    List<Node> masters = new ArrayList<>();
    List<Node> holding = new ArrayList<>();
    for (Node node : simulation.nodes()) {
      if (node.isMaster()) {
        masters.add(node);
      }
      if (node.holds()) {
        holding.add(node);
      }
    }
    if (masters.size() == 1 && masters.equals(holding)) {
      return masters.getFirst();
    }
    return null;
  }

  private void judgeRank(Node master) {
    VirtualRouter there = Objects.requireNonNull(master.router());
    for (Node node : simulation.nodes()) {
      VirtualRouter router = node.router();
      if (node == master
          || router == null
          || !(router.state() instanceof State.Backup)
          || router.effectivePriority() <= there.effectivePriority()) {
        continue;
      }
      RouterSettings settings = router.settings();
      Integer configured = settings.peerPriorities().get(master.spec().address());
      boolean degraded = configured != null && configured > there.effectivePriority();
      boolean takesOver =
          (settings.preempt() && (node.servicesAreUp() || !settings.healthTakeover()))
              || settings.isOwner()
              || (settings.healthTakeover() && degraded && node.servicesAreUp());
      if (takesOver) {
        simulation.invariants().violated(node.name() + " outranks the master " + master.name());
      }
    }
  }

  private long longestDownNanos() {
    long longest = 0;
    for (Node node : simulation.nodes()) {
      RouterSettings settings = simulation.settingsOf(node);
      long interval = Math.max(settings.intervalNanos(), adoptedNanos(node));
      long skew = settings.version() == ProtocolVersion.V2 ? SECOND_NANOS : interval;
      longest = Math.max(longest, settings.downIntervals() * interval + skew);
    }
    return longest + longest / 100;
  }

  /** Version 3 goes by the interval of whoever was heard last, and be it a stranger. */
  private static long adoptedNanos(Node node) {
    VirtualRouter router = node.router();
    return router != null && router.state() instanceof State.Backup backup
        ? backup.masterIntervalNanos()
        : 0;
  }

  private long longestStartupDelayNanos() {
    return simulation.nodes().stream()
        .mapToLong(node -> simulation.settingsOf(node).startupDelayNanos())
        .max()
        .orElse(0);
  }

  private long longestHold() {
    return simulation.nodes().stream().mapToLong(Node::heldUntil).max().orElse(0);
  }

  private long longestPreemptDelayNanos() {
    return simulation.nodes().stream()
        .mapToLong(node -> simulation.settingsOf(node).preemptDelayNanos())
        .max()
        .orElse(0);
  }
}
