package org.jvrrpd.core.simulation;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.core.router.VirtualRouter;

/** One host: its clock, kernel, cable and services, and the daemon on it, if one runs. */
final class Node {
  /** What a failed check adds to the priority. */
  static final int DEGRADED = -20;

  /**
   * For how long a node leaves others alone that replaced it, or while its own checks do not
   * answer, and longer than it rests after they have failed.
   */
  private static final long HOLD_NANOS = 30_500_000_000L;

  /** The same after a refused installation. */
  private static final long REFUSED_NANOS = 335_000_000_000L;

  private final int index;
  private final String name;
  private final NodeSpec spec;
  private final LocalClock clock;
  private final Simulation simulation;
  private final SimulatedKernel kernel;

  private @Nullable Daemon daemon;
  private boolean linkUp = true;
  private boolean servicesUp = true;
  private boolean tasksFirst = true;
  private OptionalLong checkNanos = OptionalLong.of(0);
  private Span lateness = Span.NONE;
  private @Nullable RouterSettings lastSettings;
  private int stall;
  private long lastSentAt;
  private long heldUntil;

  /** A host without a process. */
  Node(int index, String name, NodeSpec spec, LocalClock clock, Simulation simulation) {
    this.index = index;
    this.name = name;
    this.spec = spec;
    this.clock = clock;
    this.simulation = simulation;
    this.kernel =
        new SimulatedKernel(this, simulation.schedule(), simulation.wire(), simulation.trace());
  }

  int index() {
    return index;
  }

  String name() {
    return name;
  }

  NodeSpec spec() {
    return spec;
  }

  LocalClock clock() {
    return clock;
  }

  SimulatedKernel kernel() {
    return kernel;
  }

  /** The process; null while there is none. */
  @Nullable Daemon daemon() {
    return daemon;
  }

  /** The router of the process; null while there is no process. */
  @Nullable VirtualRouter router() {
    return daemon == null ? null : daemon.router();
  }

  /** The settings of the process, or of the last one; null before the first. */
  @Nullable RouterSettings lastSettings() {
    return daemon == null ? lastSettings : daemon.router().settings();
  }

  /** Whether there is a process and it is not stalled. */
  boolean isRunning() {
    return daemon != null && !daemon.isStalled();
  }

  boolean isStopped() {
    return daemon != null && daemon.isStopped();
  }

  boolean isMaster() {
    return daemon != null && daemon.router().state() instanceof State.Master;
  }

  boolean isLinkUp() {
    return linkUp;
  }

  boolean servicesAreUp() {
    return servicesUp;
  }

  boolean holds() {
    return kernel.holds();
  }

  /**
   * When this node last sent an advertisement other than a resignation; the time for which its
   * machine was paused does not count, since its kernel did not count it either.
   */
  long lastSentAt() {
    return lastSentAt;
  }

  /** Until when this node may leave the address to a lesser one. */
  long heldUntil() {
    return heldUntil;
  }

  /** How long checks take; empty: they never answer. */
  OptionalLong checkNanos() {
    return checkNanos;
  }

  void answerChecks(OptionalLong nanos) {
    checkNanos = nanos;
  }

  /** How late the process is woken up. */
  Span lateness() {
    return lateness;
  }

  void wakeLate(Span changed) {
    lateness = changed;
  }

  /** Whether completions and notifications of the kernel are handled before packets are read. */
  boolean handlesTasksFirst() {
    return tasksFirst;
  }

  void handleTasksFirst(boolean first) {
    tasksFirst = first;
  }

  /**
   * A process starts.
   *
   * @throws IllegalArgumentException if one runs already
   */
  void start(RouterSettings settings) {
    if (daemon != null) {
      throw new IllegalArgumentException(name + " is running already");
    }
    Daemon starting = new Daemon(this, settings, simulation);
    daemon = starting;
    simulation.invariants().onStart(this);
    if (!settings.isOwner()) {
      kernel.removeLeftOver();
    }
    starting.start();
  }

  /** The process is killed; its address stays until the lease ends. */
  void crash() {
    if (daemon != null) {
      daemon.kill();
      lastSettings = daemon.router().settings();
      daemon = null;
    }
    resumeClock();
    kernel.onProcessEnded();
  }

  /**
   * The process does not run for a while; with {@code clockToo}, the whole machine stands still.
   */
  void stall(long nanos, boolean clockToo) {
    Daemon stalling = daemon;
    if (stalling == null || stalling.isStalled()) {
      return;
    }
    stalling.stall();
    if (clockToo) {
      clock.pause();
    }
    int begun = ++stall;
    simulation
        .schedule()
        .after(
            nanos,
            () -> {
              if (stall == begun && stalling == daemon) {
                resume();
              }
            });
  }

  /** Ends a stall, if there is one. */
  void resume() {
    if (daemon == null || !daemon.isStalled()) {
      return;
    }
    stall++;
    resumeClock();
    simulation.invariants().onResume(this);
    daemon.resume();
    kernel.onResumed();
  }

  private void resumeClock() {
    if (clock.isPaused()) {
      long paused = clock.resume();
      lastSentAt += paused;
      heldUntil += paused;
    }
  }

  /** The cable is plugged in or pulled; a process is told. */
  void setLink(boolean up) {
    linkUp = up;
    if (daemon != null) {
      daemon.setFault(Reason.INTERFACE_DOWN, !up);
    }
  }

  /** What a check that is run now finds; the effective priority follows only with weigh. */
  void setServices(boolean up) {
    servicesUp = up;
  }

  /** A reload: the process goes by other settings. */
  void reconfigure(RouterSettings settings) {
    if (daemon != null) {
      daemon.reconfigure(settings);
    }
  }

  /** A packet reaches this host. */
  void arrive(Packet packet) {
    simulation.invariants().onArrival(this, packet);
    if (daemon != null) {
      daemon.arrive(packet);
    }
  }

  /** Something for the process to do, if there is one. */
  void post(Runnable task) {
    if (daemon != null) {
      daemon.post(task);
    }
  }

  void postInput(Input input) {
    if (daemon != null) {
      daemon.postInput(input);
    }
  }

  void onStep(Step step) {
    boolean unanswered = step.reason() == Reason.OWN_CHECKS_ASKED && checkNanos.isEmpty();
    long held =
        switch (step.reason()) {
          case REPLACED_WHILE_STALLED, OWN_CHECKS_FAILED -> HOLD_NANOS;
          case INSTALLATION_FAILED -> REFUSED_NANOS;
          default -> unanswered ? HOLD_NANOS : 0;
        };
    heldUntil = Math.max(heldUntil, simulation.schedule().now() + held);
  }

  void onSent() {
    lastSentAt = simulation.schedule().now();
  }

  void onInstalled() {
    if (daemon != null) {
      daemon.onInstalled();
    }
  }
}
