package org.jvrrpd.core.election;

import static org.jvrrpd.core.election.ElectionSettings.PRIORITY_OWNER;

import java.util.List;
import org.jvrrpd.core.election.Effect.AnnounceAddresses;
import org.jvrrpd.core.election.Effect.InstallAddresses;
import org.jvrrpd.core.election.Effect.RemoveAddresses;
import org.jvrrpd.core.election.Effect.RunChecks;
import org.jvrrpd.core.election.Effect.SendAdvertisement;
import org.jvrrpd.core.election.HealthTakeover.Armed;
import org.jvrrpd.core.election.Input.AddressesLost;
import org.jvrrpd.core.election.Input.AdvertisementReceived;
import org.jvrrpd.core.election.Input.ChecksFailed;
import org.jvrrpd.core.election.Input.ChecksPassed;
import org.jvrrpd.core.election.Input.FaultCleared;
import org.jvrrpd.core.election.Input.FaultRaised;
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
import org.jvrrpd.core.election.State.Peer;
import org.jvrrpd.core.packet.Advertisement;

/**
 * The state machine of RFC 3768 section 6.4 and RFC 9568 section 6.4, with three additions that
 * docs/architecture.md explains: a health take-over, a rule for processes that were stalled, and an
 * answer to masters of lower priority in version 2 as well.
 *
 * <p>A pure function: no clock, no I/O, no state of its own, the same result for the same
 * arguments. Times are nanoseconds on any clock that does not go back.
 */
public final class Election {

  /** How long a node that was replaced while it was stalled leaves the new master alone. */
  static final long HOLD_AFTER_REPLACEMENT_NANOS = 30_000_000_000L;

  /** When a node whose kernel refused its addresses tries again. */
  static final long INSTALLATION_RETRY_NANOS = 30_000_000_000L;

  /** How long a node whose kernel refused its addresses then leaves a healthy master alone. */
  static final long HOLD_AFTER_REFUSAL_NANOS = 300_000_000_000L;

  /** How old an advertisement may be for a lease to begin by it; a lease has this in hand. */
  static final long REINSTALLATION_SPACING_NANOS = 50_000_000L;

  /** How long our own checks may take to answer; the daemon ends them much earlier. */
  static final long CHECKS_ANSWER_NANOS = 30_000_000_000L;

  /**
   * Masters of lower priority and resignations are answered no more often than this, so that nobody
   * can make us shout.
   */
  static final long DISPUTE_SPACING_NANOS = 1_000_000_000L;

  private final ElectionSettings settings;

  /** An election by these settings. */
  public Election(ElectionSettings settings) {
    this.settings = settings;
  }

  /** The settings of this election. */
  public ElectionSettings settings() {
    return settings;
  }

  /**
   * What {@code input} leads to in {@code state} at {@code nowNanos}.
   *
   * @param nowNanos not before the time of any earlier call with this state
   */
  public Transition on(State state, Input input, long nowNanos) {
    return switch (state) {
      case Init init -> onInit(init, input, nowNanos);
      case Backup backup -> onBackup(backup, input, nowNanos);
      case Master master -> onMaster(master, input, nowNanos);
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
      case Master master -> wasStalled(master, nowNanos);
      case Init _, Fault _ -> false;
    };
  }

  /** RFC 3768 section 6.4.1. */
  private Transition onInit(Init init, Input input, long now) {
    return switch (input) {
      case Startup() when isOwner() -> toMaster(Reason.ADDRESS_OWNER, now);
      case Startup() -> toBackup(Reason.STARTUP, Preemption.immediate(), now);
      case FaultRaised(Reason cause) -> toFault(cause);
      case Shutdown(),
          TimerExpired(),
          AdvertisementReceived _,
          PriorityChanged _,
          Reconfigured _,
          FaultCleared(),
          InstallationFailed(),
          AddressesLost(),
          LeaseExpired(),
          ChecksPassed(),
          ChecksFailed() ->
          nothing(init);
    };
  }

  /** RFC 3768 section 6.4.2. */
  private Transition onBackup(Backup backup, Input input, long now) {
    return switch (input) {
      case Shutdown() -> to(new Init(), Reason.SHUTDOWN);
      case FaultRaised(Reason cause) -> toFault(cause);
      case TimerExpired() when now >= backup.masterDownAt() -> onMasterDown(backup, now);
      case TimerExpired() when now >= backup.takeover().deadline() -> onHealthDeadline(backup, now);
      case AdvertisementReceived heard when isResignation(heard) ->
          onResignation(backup, heard, now);
      case AdvertisementReceived heard -> onMasterHeard(backup, heard, now);
      case PriorityChanged(int previous) -> onPriorityChanged(backup, previous);
      case Reconfigured(ElectionSettings previous) -> onReconfigured(backup, previous, now);
      case ChecksPassed() when isChecking(backup) ->
          to(backup.withTakeover(new HealthTakeover.Confirmed(now)), Reason.OWN_CHECKS_PASSED);
      case ChecksFailed() when isChecking(backup) -> rest(backup, now);
      case Startup(),
          TimerExpired(),
          FaultCleared(),
          InstallationFailed(),
          AddressesLost(),
          LeaseExpired(),
          ChecksPassed(),
          ChecksFailed() ->
          nothing(backup);
    };
  }

  /**
   * The master's time is up. But a node that notices it later than one interval was itself not
   * running, so it cannot say that the master was silent: it listens for another down interval.
   */
  private Transition onMasterDown(Backup backup, long now) {
    if (now - backup.masterDownAt() > settings.intervalNanos()) {
      return to(backup.withMasterDownAt(now + masterDownNanos(backup)), Reason.STALLED);
    }
    return toMaster(backup.resigned() ? Reason.MASTER_RESIGNED : Reason.MASTER_DOWN, now);
  }

  /**
   * The master leaves, so only the skew time is waited for. Two things the RFC does not say: a
   * resignation of somebody else than the master that we hear leaves us unmoved, since it would
   * make a second master; and none makes us wait longer than we do already, or a flood of them
   * would make us wait for ever.
   */
  private Transition onResignation(Backup backup, AdvertisementReceived heard, long now) {
    Peer master = backup.master();
    if (master != null && !master.address().equals(heard.source())) {
      return to(backup, Reason.RESIGNATION_IGNORED);
    }
    long soonest = Math.min(backup.masterDownAt(), now + skewNanos(backup));
    return to(backup.withResignation(soonest), Reason.RESIGNATION_HEARD);
  }

  /** The next step towards a take-over from a degraded master is due. */
  private Transition onHealthDeadline(Backup backup, long now) {
    return switch (backup.takeover()) {
      case HealthTakeover.Armed _ ->
          to(
              backup.withTakeover(new HealthTakeover.Checking(now + CHECKS_ANSWER_NANOS)),
              Reason.OWN_CHECKS_ASKED,
              new RunChecks());
      case HealthTakeover.Checking _ -> rest(backup, now);
      case HealthTakeover.Confirmed _ -> toMaster(Reason.HEALTH_TAKEOVER, now);
      case HealthTakeover.None _, HealthTakeover.Resting _ -> nothing(backup);
    };
  }

  private Transition rest(Backup backup, long now) {
    return to(
        backup.withTakeover(new HealthTakeover.Resting(now + masterDownNanos(backup))),
        Reason.OWN_CHECKS_FAILED);
  }

  /** A master is there. Whether it is respected decides whether the down timer starts anew. */
  private Transition onMasterHeard(Backup backup, AdvertisementReceived heard, long now) {
    boolean lower = heard.priority() < settings.priority();
    boolean passing = isPassing(backup, heard, now);
    Peer peer =
        passing && backup.master() != null
            ? backup.master()
            : Peer.heard(backup.master(), heard, now);
    HealthTakeover takeover =
        passing ? backup.takeover() : backup.takeover().after(peer, settings, now);
    Preemption preemption =
        lower
            ? backup.preemption().lowerHeard(now, settings.preemptDelayNanos())
            : backup.preemption().equalOrHigherHeard();
    Backup next = backup.hearing(peer, preemption, takeover);
    boolean respected =
        !lower || !mayPreempt() || preemption.waits(now) || isLeftToHealth(takeover);
    if (respected) {
      long interval = settings.adoptedNanos(heard.intervalNanos());
      next = next.respecting(now + settings.masterDownNanos(interval), interval);
    }
    if (takeover instanceof Armed && !(backup.takeover() instanceof Armed)) {
      return to(next, Reason.MASTER_DEGRADED);
    }
    return to(next, respected ? Reason.MASTER_HEARD : Reason.LOWER_PRIORITY_IGNORED);
  }

  /**
   * Whether the sender is lower than another master that was heard within a down interval: it is
   * about to step down, or says so with its last advertisement, and is not the master.
   */
  private boolean isPassing(Backup backup, AdvertisementReceived heard, long now) {
    Peer master = backup.master();
    return master != null
        && !master.address().equals(heard.source())
        && heard.priority() < master.priority()
        && now - master.heardAtNanos() < settings.downIntervals() * backup.masterIntervalNanos();
  }

  /**
   * A degraded master is replaced by way of our own checks, which is quicker than the down timer,
   * or not at all: what all nodes share may have failed, and then each would preempt the one that
   * noticed it before. The owner of the addresses has no such doubts.
   */
  private boolean isLeftToHealth(HealthTakeover takeover) {
    return !isOwner() && !(takeover instanceof HealthTakeover.None);
  }

  /** The skew time belongs to our priority, so a timer that is running moves with it. */
  private Transition onPriorityChanged(Backup backup, int previous) {
    long before = Timers.skewNanos(settings.version(), previous, backup.masterIntervalNanos());
    long downAt = backup.masterDownAt() + skewNanos(backup) - before;
    return to(reconsidered(backup).withMasterDownAt(downAt), Reason.PRIORITY_CHANGED);
  }

  /** What is no lower than we are now is not degraded in our eyes. */
  private Backup reconsidered(Backup backup) {
    Peer master = backup.master();
    return master != null && master.priority() >= settings.priority()
        ? backup.withTakeover(HealthTakeover.none())
        : backup;
  }

  /** Nobody can have broken yet what the new interval promises, so the wait begins anew. */
  private Transition onReconfigured(Backup backup, ElectionSettings previous, long now) {
    long interval =
        backup.masterIntervalNanos() == previous.intervalNanos()
            ? interval()
            : backup.masterIntervalNanos();
    long downAt =
        backup.resigned() ? backup.masterDownAt() : now + settings.masterDownNanos(interval);
    return to(reconsidered(backup).withInterval(downAt, interval), Reason.RECONFIGURED);
  }

  /** RFC 3768 section 6.4.3. */
  private Transition onMaster(Master master, Input input, long now) {
    return switch (input) {
      case Shutdown() -> resign(new Init(), Reason.SHUTDOWN);
      case FaultRaised(Reason cause) -> resign(new Fault(cause, Long.MAX_VALUE), cause);
      case InstallationFailed() ->
          resign(
              new Fault(Reason.INSTALLATION_FAILED, now + INSTALLATION_RETRY_NANOS),
              Reason.INSTALLATION_FAILED);
      case TimerExpired() when now >= master.advertiseAt() ->
          wasStalled(master, now) ? resume(now) : advertise(master, now);
      case AdvertisementReceived heard when isResignation(heard) ->
          wasStalled(master, now) ? resume(now) : answerResignation(master, now);
      case AdvertisementReceived _ when wasStalled(master, now) && isOwner() -> resume(now);
      case AdvertisementReceived _ when wasStalled(master, now) ->
          to(
              backup(interval(), Preemption.heldUntil(now + HOLD_AFTER_REPLACEMENT_NANOS), now),
              Reason.REPLACED_WHILE_STALLED,
              new RemoveAddresses());
      case AdvertisementReceived heard when heard.priority() > settings.priority() ->
          stepDown(heard, Reason.HIGHER_PRIORITY, now);
      case AdvertisementReceived heard
          when heard.priority() == settings.priority()
              && heard.source().compareTo(settings.address()) > 0 ->
          stepDown(heard, Reason.HIGHER_ADDRESS, now);
      case AdvertisementReceived _ -> assertOurselves(master, now);
      // Their lease ran out while we did not run: what has arrived meanwhile is read first.
      case AddressesLost() when wasStalled(master, now) -> nothing(master);
      case AddressesLost() -> putBack(master, now);
      case LeaseExpired() ->
          to(master, Reason.LEASE_EXPIRED, new InstallAddresses(), new AnnounceAddresses());
      case PriorityChanged _ -> to(master, Reason.PRIORITY_CHANGED);
      case Reconfigured(ElectionSettings previous) -> onReconfigured(master, previous, now);
      case Startup(), TimerExpired(), FaultCleared(), ChecksPassed(), ChecksFailed() ->
          nothing(master);
    };
  }

  /**
   * An advertisement that is late does not delay the ones after it, since the others count from
   * what they hear; one that is a whole interval late starts a new rhythm.
   */
  private Transition advertise(Master master, long now) {
    boolean onTime = now - master.advertiseAt() < interval();
    long rhythm = onTime ? master.advertiseAt() : now;
    return to(
        new Master(rhythm + interval(), now, master.disputeAnsweredAt()),
        Reason.ADVERTISEMENT_DUE,
        ownAdvertisement());
  }

  /**
   * The others hear of the new interval at once, and the addresses get the lease that goes with it;
   * but not from a node that was stalled and has yet to find out whether it was replaced.
   */
  private Transition onReconfigured(Master master, ElectionSettings previous, long now) {
    if (now - master.lastSentAt() > previous.soonestMasterDownNanos()) {
      long silentSince = Math.min(master.lastSentAt(), now - settings.soonestMasterDownNanos() - 1);
      return to(new Master(now, silentSince, master.disputeAnsweredAt()), Reason.RECONFIGURED);
    }
    return to(
        new Master(now + interval(), now, master.disputeAnsweredAt()),
        Reason.RECONFIGURED,
        ownAdvertisement(),
        new InstallAddresses());
  }

  /**
   * The new installation begins a new lease, and leases count from an advertisement. Whoever
   * removes the addresses again and again does not make us advertise each time.
   */
  private Transition putBack(Master master, long now) {
    if (now - master.lastSentAt() < REINSTALLATION_SPACING_NANOS) {
      return to(master, Reason.ADDRESSES_LOST, new InstallAddresses(), new AnnounceAddresses());
    }
    return to(
        new Master(now + interval(), now, master.disputeAnsweredAt()),
        Reason.ADDRESSES_LOST,
        ownAdvertisement(),
        new InstallAddresses(),
        new AnnounceAddresses());
  }

  /** We were stalled and nobody has taken our place: the addresses are put back and announced. */
  private Transition resume(long now) {
    return to(
        Master.advertised(now, interval()),
        Reason.STALLED,
        ownAdvertisement(),
        new InstallAddresses(),
        new AnnounceAddresses());
  }

  /**
   * A better master is there. It may have been one all along, behind a cut cable, and then it has
   * no cause to announce the addresses again; our last advertisement gives it one.
   */
  private Transition stepDown(AdvertisementReceived heard, Reason reason, long now) {
    return to(
        backup(settings.adoptedNanos(heard.intervalNanos()), Preemption.immediate(), now)
            .hearing(Peer.heard(null, heard, now), Preemption.immediate(), HealthTakeover.none()),
        reason,
        new RemoveAddresses(),
        ownAdvertisement());
  }

  /**
   * Another master of lower priority is answered at once, without touching the advertisement timer
   * (RFC 9568 section 6.4.3), and the neighbours are told again, since it may have told them
   * otherwise.
   */
  private Transition assertOurselves(Master master, long now) {
    if (wasAnswered(master, now)) {
      return to(master, Reason.LOWER_PRIORITY_IGNORED);
    }
    return to(
        new Master(master.advertiseAt(), now, now),
        Reason.LOWER_PRIORITY_ANSWERED,
        ownAdvertisement(),
        new AnnounceAddresses());
  }

  /**
   * Another master has resigned: the others hear of us at once and not after they have begun to
   * wait for nobody. Like any answer, this is not given to each of a flood.
   */
  private Transition answerResignation(Master master, long now) {
    return wasAnswered(master, now)
        ? to(master, Reason.RESIGNATION_IGNORED)
        : to(new Master(now + interval(), now, now), Reason.RESIGNATION_HEARD, ownAdvertisement());
  }

  private boolean wasAnswered(Master master, long now) {
    return now - master.disputeAnsweredAt() < Math.min(interval(), DISPUTE_SPACING_NANOS);
  }

  /** Not a state of the RFCs: something that a master needs is missing, so this node stays out. */
  private Transition onFault(Fault fault, Input input, long now) {
    return switch (input) {
      case Shutdown() -> to(new Init(), Reason.SHUTDOWN);
      case FaultRaised(Reason cause) -> toFault(cause);
      case FaultCleared() -> leaveFault(now);
      case TimerExpired() when now >= fault.retryAt() ->
          toBackup(Reason.RETRY, Preemption.heldUntil(now + HOLD_AFTER_REFUSAL_NANOS), now);
      case Startup(),
          TimerExpired(),
          AdvertisementReceived _,
          PriorityChanged _,
          Reconfigured _,
          InstallationFailed(),
          AddressesLost(),
          LeaseExpired(),
          ChecksPassed(),
          ChecksFailed() ->
          nothing(fault);
    };
  }

  private Transition leaveFault(long now) {
    return isOwner()
        ? toMaster(Reason.FAULT_CLEARED, now)
        : toBackup(Reason.FAULT_CLEARED, Preemption.immediate(), now);
  }

  private Transition toMaster(Reason reason, long now) {
    return to(
        Master.advertised(now, interval()),
        reason,
        ownAdvertisement(),
        new InstallAddresses(),
        new AnnounceAddresses());
  }

  private Transition toBackup(Reason reason, Preemption preemption, long now) {
    return to(backup(interval(), preemption, now), reason);
  }

  private Backup backup(long intervalNanos, Preemption preemption, long now) {
    return new Backup(
        now + settings.masterDownNanos(intervalNanos),
        intervalNanos,
        false,
        null,
        preemption,
        HealthTakeover.none());
  }

  private static Transition toFault(Reason cause) {
    return to(new Fault(cause, Long.MAX_VALUE), cause);
  }

  /** The addresses go first and the resignation afterwards, so that two holders never overlap. */
  private static Transition resign(State next, Reason reason) {
    return to(
        next, reason, new RemoveAddresses(), new SendAdvertisement(Advertisement.PRIORITY_RESIGN));
  }

  private static Transition nothing(State state) {
    return to(state, Reason.NOTHING);
  }

  private static Transition to(State next, Reason reason, Effect... effects) {
    return new Transition(next, reason, List.of(effects));
  }

  private Effect ownAdvertisement() {
    return new SendAdvertisement(settings.priority());
  }

  private boolean isOwner() {
    return settings.priority() == PRIORITY_OWNER;
  }

  /** The owner of the addresses preempts in any case (RFC 3768 section 6.1, Preempt_Mode). */
  private boolean mayPreempt() {
    return settings.preempt() || isOwner();
  }

  private static boolean isResignation(AdvertisementReceived heard) {
    return heard.priority() == Advertisement.PRIORITY_RESIGN;
  }

  private static boolean isChecking(Backup backup) {
    return backup.takeover() instanceof HealthTakeover.Checking;
  }

  /** Whether we were silent for so long that the soonest of the others may have taken over. */
  private boolean wasStalled(Master master, long now) {
    return now - master.lastSentAt() > settings.soonestMasterDownNanos();
  }

  private long interval() {
    return settings.intervalNanos();
  }

  private long skewNanos(Backup backup) {
    return settings.skewNanos(backup.masterIntervalNanos());
  }

  private long masterDownNanos(Backup backup) {
    return settings.masterDownNanos(backup.masterIntervalNanos());
  }
}
