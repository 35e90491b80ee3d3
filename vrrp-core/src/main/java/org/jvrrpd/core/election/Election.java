package org.jvrrpd.core.election;

import static org.jvrrpd.core.election.State.NEVER;
import static org.jvrrpd.core.election.Transitions.nothing;
import static org.jvrrpd.core.election.Transitions.to;

import org.jvrrpd.core.election.Input.AddressesLost;
import org.jvrrpd.core.election.Input.AdvertisementReceived;
import org.jvrrpd.core.election.Input.ChecksFailed;
import org.jvrrpd.core.election.Input.ChecksPassed;
import org.jvrrpd.core.election.Input.FaultCleared;
import org.jvrrpd.core.election.Input.FaultRaised;
import org.jvrrpd.core.election.Input.GroupFalls;
import org.jvrrpd.core.election.Input.GroupRises;
import org.jvrrpd.core.election.Input.InstallationFailed;
import org.jvrrpd.core.election.Input.LeaseExpired;
import org.jvrrpd.core.election.Input.PriorityChanged;
import org.jvrrpd.core.election.Input.Reconfigured;
import org.jvrrpd.core.election.Input.Shutdown;
import org.jvrrpd.core.election.Input.Startup;
import org.jvrrpd.core.election.Input.TimerExpired;
import org.jvrrpd.core.election.State.Backup;
import org.jvrrpd.core.election.State.Fault;
import org.jvrrpd.core.election.State.Init;
import org.jvrrpd.core.election.State.Master;

/**
 * The state machine of RFC 3768 section 6.4 and RFC 9568 section 6.4, with three additions that
 * docs/architecture.md explains: a health take-over, a rule for processes that were stalled, and an
 * answer to masters of lower priority in version 2 as well.
 *
 * <p>A pure function: no clock, no I/O, no state of its own, the same result for the same
 * arguments. Times are nanoseconds on any clock that does not go back.
 */
public final class Election {
  /** How long a node whose kernel refused its addresses then leaves a healthy master alone. */
  private static final long HOLD_AFTER_REFUSAL_NANOS = 300_000_000_000L;

  private final ElectionSettings settings;
  private final Transitions transitions;
  private final WhileBackup whileBackup;
  private final WhileMaster whileMaster;

  /** An election by these settings. */
  public Election(ElectionSettings settings) {
    this.settings = settings;
    this.transitions = new Transitions(settings);
    this.whileBackup = new WhileBackup(settings, transitions);
    this.whileMaster = new WhileMaster(settings, transitions);
  }

  /** The settings of this election. */
  public ElectionSettings settings() {
    return settings;
  }

  /**
   * What {@code input} leads to in {@code state} at {@code nowNanos}.
   *
   * @param nowNanos not before the time of any earlier call with this state, but for the
   *     milliseconds that an advertisement waited to be read
   */
  public Transition on(State state, Input input, long nowNanos) {
    return switch (state) {
      case Init init -> onInit(init, input, nowNanos);
      case Backup backup -> whileBackup.on(backup, input, nowNanos);
      case Master master -> whileMaster.on(master, input, nowNanos);
      case Fault fault -> onFault(fault, input, nowNanos);
    };
  }

  /**
   * Whether what has arrived must be read before {@code state} is told that its time has come. A
   * backup always wants that, so that no advertisement that lies in a buffer is overlooked. A
   * master wants it only when it has been silent for so long that another may have taken its place:
   * otherwise its advertisement waits for nobody.
   */
  public boolean readsBeforeTimers(State state, long nowNanos) {
    return switch (state) {
      case Backup _ -> true;
      case Master master -> whileMaster.wasStalled(master, nowNanos);
      case Init _, Fault _ -> false;
    };
  }

  /**
   * Whether an advertisement that has just led to {@code state} would, heard once more later, do
   * nothing but begin the same wait again, so that of a row of them the last one alone counts.
   */
  public boolean isRepeatable(State state, AdvertisementReceived heard) {
    return state instanceof Backup backup && whileBackup.isSteady(backup, heard);
  }

  /** RFC 3768 section 6.4.1. */
  private Transition onInit(Init init, Input input, long now) {
    return switch (input) {
      case Startup() when settings.startupDelayNanos() > 0 ->
          to(new Init(now + settings.startupDelayNanos()), Reason.STARTUP_DELAYED);
      case Startup() -> begin(now);
      case TimerExpired() when now >= init.beginAt() -> begin(now);
      case FaultRaised(Reason cause) -> to(new Fault(cause, NEVER, init.beginAt()), cause);
      case Shutdown() -> to(new Init(), Reason.SHUTDOWN);
      case AdvertisementReceived _,
          TimerExpired(),
          PriorityChanged _,
          Reconfigured _,
          FaultCleared(),
          InstallationFailed(),
          AddressesLost(),
          LeaseExpired(),
          GroupRises(),
          GroupFalls(),
          ChecksPassed(),
          ChecksFailed() ->
          nothing(init);
    };
  }

  private Transition begin(long now) {
    return transitions.isOwner()
        ? transitions.toOwner(Reason.ADDRESS_OWNER, now)
        : transitions.toBackup(Reason.STARTUP, Preemption.immediate(), now);
  }

  /** Not a state of the RFCs: something that a master needs is missing, so this node stays out. */
  private Transition onFault(Fault fault, Input input, long now) {
    return switch (input) {
      case Shutdown() -> to(new Init(), Reason.SHUTDOWN);
      case Startup() when settings.startupDelayNanos() > 0 ->
          to(
              new Fault(fault.cause(), fault.retryAt(), now + settings.startupDelayNanos()),
              Reason.STARTUP_DELAYED);
      case FaultRaised(Reason cause) -> to(new Fault(cause, NEVER, fault.delayedUntil()), cause);
      case FaultCleared() when isDelayed(fault, now) ->
          to(new Init(fault.delayedUntil()), Reason.STARTUP_DELAYED);
      case FaultCleared() -> leaveFault(now);
      case TimerExpired() when now >= fault.retryAt() ->
          transitions.toBackup(
              Reason.RETRY, Preemption.heldUntil(now + HOLD_AFTER_REFUSAL_NANOS), now);
      case Startup(),
          TimerExpired(),
          AdvertisementReceived _,
          PriorityChanged _,
          Reconfigured _,
          InstallationFailed(),
          AddressesLost(),
          LeaseExpired(),
          GroupRises(),
          GroupFalls(),
          ChecksPassed(),
          ChecksFailed() ->
          nothing(fault);
    };
  }

  /** The delay runs from the startup, whatever is missing meanwhile. */
  private static boolean isDelayed(Fault fault, long now) {
    return fault.delayedUntil() != NEVER && now < fault.delayedUntil();
  }

  private Transition leaveFault(long now) {
    return transitions.isOwner()
        ? transitions.toOwner(Reason.FAULT_CLEARED, now)
        : transitions.toBackup(Reason.FAULT_CLEARED, Preemption.immediate(), now);
  }
}
