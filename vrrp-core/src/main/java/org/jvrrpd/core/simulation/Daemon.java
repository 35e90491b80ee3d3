package org.jvrrpd.core.simulation;

import static org.jvrrpd.core.packet.Advertisement.PRIORITY_RESIGN;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.election.Effect;
import org.jvrrpd.core.election.Effect.AnnounceAddresses;
import org.jvrrpd.core.election.Effect.InstallAddresses;
import org.jvrrpd.core.election.Effect.RemoveAddresses;
import org.jvrrpd.core.election.Effect.RenewAddresses;
import org.jvrrpd.core.election.Effect.RunChecks;
import org.jvrrpd.core.election.Effect.SendAdvertisement;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.router.Reception;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.core.router.VirtualRouter;
import org.jvrrpd.core.tracking.Tracking;

/**
 * One process: what the daemon's event loop does. It wakes up, reads the clock once, feeds what has
 * happened, performs the effects in order and arms one deadline. While it is stalled it does
 * nothing of that, and its host goes on; what reaches it meanwhile waits.
 */
final class Daemon {
  /** What the daemon reads at most before it judges a deadline (design section 5). */
  private static final int MAX_READS = 1024;

  /** What a socket's buffer holds; it keeps the oldest. */
  private static final int BUFFERED_PACKETS = 256;

  private static final String CHECK = "chk_services";
  private static final String SEND = "send priority";

  private final Node node;
  private final VirtualRouter router;
  private final Schedule schedule;
  private final Wire wire;
  private final Trace trace;
  private final Invariants invariants;
  private final String announcement;
  private final Deque<Packet> inbox = new ArrayDeque<>();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final Set<Reason> lacking = EnumSet.noneOf(Reason.class);

  private boolean started;
  private boolean stopped;
  private boolean stalled;
  private boolean killed;
  private boolean announcing;
  private @Nullable Reason lastReason;
  private long armedFor = Long.MAX_VALUE;
  private int armed;

  /** A process on {@code node} that has yet to start its election. */
  Daemon(Node node, RouterSettings settings, Simulation simulation) {
    this.node = node;
    this.router = new VirtualRouter(settings);
    this.schedule = simulation.schedule();
    this.wire = simulation.wire();
    this.trace = simulation.trace();
    this.invariants = simulation.invariants();
    this.announcement = "announce " + node.spec().vip();
  }

  VirtualRouter router() {
    return router;
  }

  boolean isStalled() {
    return stalled;
  }

  /** Whether it was told to stop, and so has nothing to say any more. */
  boolean isStopped() {
    return stopped;
  }

  /** Whether it has got as far as the Startup event. */
  boolean wasStarted() {
    return started;
  }

  /** Whether something is missing that it was told of, so that it may wait for ever. */
  boolean lacksSomething() {
    return !lacking.isEmpty()
        || router.snapshot(now()).checks().stream().anyMatch(Tracking.Tracked::isFault);
  }

  /** The reason of its last step; null before the first. */
  @Nullable Reason lastReason() {
    return lastReason;
  }

  /** Starts the election, with what the host lacks and with the result of the first check. */
  void start() {
    post(
        () -> {
          if (!node.isLinkUp()) {
            setFaultNow(Reason.INTERFACE_DOWN, true);
          }
          perform(router.weigh(CHECK, node.servicesAreUp() ? 0 : Node.DEGRADED, now()));
          started = true;
          perform(router.on(new Input.Startup(), now()));
        });
  }

  /** Ends at once, without doing anything more. */
  void kill() {
    killed = true;
  }

  /** Is told to stop and does so in order. */
  void shutdown() {
    post(
        () -> {
          stopped = true;
          perform(router.on(new Input.Shutdown(), now()));
        });
  }

  void stall() {
    stalled = true;
  }

  void resume() {
    stalled = false;
    armedFor = Long.MAX_VALUE;
    wake();
  }

  /** Something that the router needs is missing from now on, or there again. */
  void setFault(Reason cause, boolean missing) {
    post(() -> setFaultNow(cause, missing));
  }

  /** Nothing is missing any more. */
  void endFaults() {
    Set.copyOf(lacking).forEach(cause -> setFault(cause, false));
  }

  private void setFaultNow(Reason cause, boolean missing) {
    if (missing) {
      lacking.add(cause);
      perform(router.raiseFault(cause, cause.words(), now()));
    } else {
      lacking.remove(cause);
      perform(router.clearFault(cause, now()));
    }
  }

  /** The health check has reached its fall or rise: the effective priority changes. */
  void weigh(int added) {
    postStep(here -> here.weigh(CHECK, added, now()));
  }

  /** A run of a check has ended. */
  void checked(String check, boolean passed) {
    postStep(here -> here.checked(check, passed, now()));
  }

  void reconfigure(RouterSettings settings) {
    post(
        () -> {
          invariants.onReconfigured(node);
          router.reconfigure(settings, now()).forEach(this::perform);
        });
  }

  void postInput(Input input) {
    postStep(here -> here.on(input, now()));
  }

  private void postStep(Function<VirtualRouter, Step> step) {
    post(() -> perform(step.apply(router)));
  }

  /** Something for the loop to do, as soon as it runs. */
  void post(Runnable task) {
    tasks.add(task);
    // Not at once: whoever posts may be in the middle of performing a step.
    schedule.after(0, this::wake);
  }

  /** A packet has come through the host's kernel. */
  void arrive(Packet packet) {
    if (inbox.size() < BUFFERED_PACKETS) {
      inbox.add(packet);
      wake();
    }
  }

  private long now() {
    return node.clock().now();
  }

  /** One turn of the event loop. */
  private void wake() {
    if (killed || stalled) {
      return;
    }
    long now = now();
    if (node.handlesTasksFirst()) {
      runTasks();
    }
    if (router.readsBeforeTimers(now)) {
      read(now);
    }
    OptionalLong deadline = router.deadline();
    if (deadline.isPresent() && deadline.getAsLong() <= now) {
      for (Step step : router.onTimer(now)) {
        perform(step);
      }
    }
    read(now);
    runTasks();
    arm();
    invariants.onTurn(node, router, now);
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private void read(long now) {
    for (int reads = 0; reads < MAX_READS; reads++) {
      Packet packet = inbox.poll();
      if (packet == null) {
        return;
      }
      State before = router.state();
      OptionalLong deadlineBefore = router.deadline();
      switch (router.receive(packet.message(), packet.envelope(), now)) {
        case Reception.Admitted(_, Step step, _) -> {
          perform(step);
          invariants.onAdmitted(node, packet);
        }
        case Reception.Repeated() -> invariants.onAdmitted(node, packet);
        case Reception.Refused(_) ->
            invariants.onRefused(
                node, before.equals(router.state()), deadlineBefore, router.deadline());
      }
    }
  }

  private void arm() {
    long deadline = router.deadline().orElse(Long.MAX_VALUE);
    if (deadline == armedFor) {
      return;
    }
    armedFor = deadline;
    int now = ++armed;
    if (deadline != Long.MAX_VALUE) {
      schedule.at(
          node.clock().worldTimeOf(deadline) + wire.pick(node.lateness()),
          () -> {
            if (armed == now) {
              armedFor = Long.MAX_VALUE;
              wake();
            }
          });
    }
  }

  private void perform(Step step) {
    trace.step(node, step, lastReason);
    lastReason = step.reason();
    node.onStep(step);
    invariants.onStep(node, step);
    List<Runnable> afterRemoval = null;
    for (Effect effect : step.effects()) {
      switch (effect) {
        case SendAdvertisement(int priority) -> {
          Runnable send = sending(priority, step.reason() == Reason.ADVERTISEMENT_DUE);
          if (afterRemoval == null) {
            send.run();
          } else {
            afterRemoval.add(send);
          }
        }
        case RemoveAddresses() -> {
          List<Runnable> held = new ArrayList<>(1);
          afterRemoval = held;
          announcing = false;
          node.kernel().remove(() -> held.forEach(Runnable::run));
        }
        case InstallAddresses() -> node.kernel().install(router.lease());
        case RenewAddresses() -> node.kernel().renew(router.lease());
        case AnnounceAddresses() -> announce(step.effects());
        case RunChecks() -> runChecks();
      }
    }
  }

  private Runnable sending(int priority, boolean ordinary) {
    RouterSettings settings = router.settings();
    Outgoing outgoing = Outgoing.of(settings, settings.vrid(), priority, Envelope.HOP_LIMIT);
    return () -> send(outgoing, priority, ordinary);
  }

  private void send(Outgoing outgoing, int priority, boolean ordinary) {
    if (ordinary) {
      trace.quietEffect(node, SEND, priority);
    } else {
      trace.effect(node, SEND, priority);
    }
    if (priority != PRIORITY_RESIGN) {
      node.onSent();
    }
    wire.send(new Packet(outgoing.message(), outgoing.envelope(), node, schedule.now()));
  }

  private void announce(List<Effect> together) {
    if (node.kernel().holds() && !together.contains(new InstallAddresses())) {
      trace.effect(node, announcement, -1);
    } else {
      announcing = true;
    }
  }

  /** The kernel has confirmed an installation. */
  void onInstalled() {
    if (announcing && node.kernel().holds()) {
      announcing = false;
      trace.effect(node, announcement, -1);
    }
  }

  private void runChecks() {
    trace.effect(node, "run checks", -1);
    node.checkNanos()
        .ifPresent(
            nanos ->
                schedule.after(
                    nanos,
                    () ->
                        postInput(
                            node.servicesAreUp()
                                ? new Input.ChecksPassed()
                                : new Input.ChecksFailed())));
  }
}
