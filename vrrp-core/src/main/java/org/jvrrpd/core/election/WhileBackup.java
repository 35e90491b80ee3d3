package org.jvrrpd.core.election;

import static org.jvrrpd.core.election.Transitions.isResignation;
import static org.jvrrpd.core.election.Transitions.nothing;
import static org.jvrrpd.core.election.Transitions.to;
import static org.jvrrpd.core.election.Transitions.toFault;

import org.jvrrpd.core.election.Effect.RunChecks;
import org.jvrrpd.core.election.HealthTakeover.Armed;
import org.jvrrpd.core.election.HealthTakeover.Confirmed;
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
import org.jvrrpd.core.election.State.Init;
import org.jvrrpd.core.election.State.Peer;

/** What a BACKUP does: RFC 3768 and RFC 9568, section 6.4.2, and the health take-over. */
final class WhileBackup {
  /** How long our own checks may take to answer; the daemon ends them much earlier. */
  private static final long CHECKS_ANSWER_NANOS = 30_000_000_000L;

  private final ElectionSettings settings;
  private final Transitions transitions;

  WhileBackup(ElectionSettings settings, Transitions transitions) {
    this.settings = settings;
    this.transitions = transitions;
  }

  /** RFC 3768 section 6.4.2. */
  Transition on(Backup backup, Input input, long now) {
    return switch (input) {
      case Shutdown() -> to(new Init(), Reason.SHUTDOWN);
      case FaultRaised(Reason cause) -> toFault(cause);
      case TimerExpired() when now >= backup.masterDownAt() -> onMasterDown(backup, now);
      case TimerExpired() when now >= backup.takeover().deadline() -> onHealthDeadline(backup, now);
      case AdvertisementReceived heard when isResignation(heard) ->
          onResignation(backup, heard, now);
      case AdvertisementReceived heard -> onMasterHeard(backup, heard, now);
      case PriorityChanged(int previous) -> onPriorityChanged(backup, previous, now);
      case Reconfigured(ElectionSettings previous) -> onReconfigured(backup, previous, now);
      case ChecksPassed() when isChecking(backup) ->
          to(backup.withTakeover(new HealthTakeover.Confirmed(now)), Reason.OWN_CHECKS_PASSED);
      case ChecksFailed() when isChecking(backup) -> rest(backup, now);
      case GroupRises() -> rise(backup, now);
      case Startup(),
          TimerExpired(),
          FaultCleared(),
          InstallationFailed(),
          AddressesLost(),
          LeaseExpired(),
          GroupFalls(),
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
    Reason reason = backup.resigned() ? Reason.MASTER_RESIGNED : Reason.MASTER_DOWN;
    return takeOver(backup, reason, backup.takeover(), now);
  }

  /** With a sync group, this waits until every other member would be master too. */
  private Transition takeOver(Backup backup, Reason reason, HealthTakeover takeoverNow, long now) {
    return settings.grouped()
        ? to(
            backup.awaitingGroup(now + masterDownNanos(backup), reason, takeoverNow),
            Reason.GROUP_AWAITED)
        : transitions.toMaster(reason, now);
  }

  private Transition rise(Backup backup, long now) {
    Reason ready = backup.ready();
    return ready == null ? nothing(backup) : transitions.toMaster(ready, now);
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
      case HealthTakeover.Confirmed _ ->
          takeOver(backup, Reason.HEALTH_TAKEOVER, new HealthTakeover.Confirmed(State.NEVER), now);
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
      long downAt = now + settings.masterDownNanos(interval);
      // A degraded master goes on speaking while a sync group waits to take over from it.
      next =
          takeover instanceof Confirmed
              ? next.withInterval(downAt, interval)
              : next.respecting(downAt, interval);
    }
    if (takeover instanceof Armed && !(backup.takeover() instanceof Armed)) {
      return to(next, Reason.MASTER_DEGRADED);
    }
    return to(next, respected ? Reason.MASTER_HEARD : Reason.LOWER_PRIORITY_IGNORED);
  }

  /**
   * Whether a master is respected that cannot lose that respect by mere passing of time: nobody
   * else is listened to, no health take-over is under way, and no delay of a preemption runs.
   */
  boolean isSteady(Backup backup, AdvertisementReceived heard) {
    Peer master = backup.master();
    return !isResignation(heard)
        && !backup.resigned()
        && master != null
        && master.address().equals(heard.source())
        && backup.takeover() instanceof HealthTakeover.None
        && (heard.priority() >= settings.priority() || !mayPreempt());
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
        && isSpeaking(backup, now);
  }

  /** Whether a master was heard within a down interval. */
  private boolean isSpeaking(Backup backup, long now) {
    Peer master = backup.master();
    return master != null
        && now - master.heardAtNanos() < settings.downIntervals() * backup.masterIntervalNanos();
  }

  /**
   * A degraded master is replaced by way of our own checks, which is quicker than the down timer,
   * or not at all: what all nodes share may have failed, and then each would preempt the one that
   * noticed it before. The owner of the addresses has no such doubts.
   */
  private boolean isLeftToHealth(HealthTakeover takeover) {
    return !transitions.isOwner() && !(takeover instanceof HealthTakeover.None);
  }

  /** The skew time belongs to our priority, so a timer that is running moves with it. */
  private Transition onPriorityChanged(Backup backup, int previous, long now) {
    long before = Timers.skewNanos(settings.version(), previous, backup.masterIntervalNanos());
    long downAt = backup.masterDownAt() + skewNanos(backup) - before;
    return to(reconsidered(backup, now).withMasterDownAt(downAt), Reason.PRIORITY_CHANGED);
  }

  /** What was decided about the master under another priority, and would not be under this one. */
  private Backup reconsidered(Backup backup, long now) {
    Backup reconsidered = isOutranked(backup) ? backup.withTakeover(HealthTakeover.none()) : backup;
    return isStillReady(backup, now) ? reconsidered : reconsidered.unready();
  }

  /**
   * Whether the reason for being ready is not gone with the priority. A group must not rise against
   * a master that was passed over as lower, and speaks on, once it no longer is; nor because of an
   * owner that a member of lower priority has turned into an ordinary router.
   */
  private boolean isStillReady(Backup backup, long now) {
    Reason ready = backup.ready();
    if (ready == null || ready == Reason.MASTER_RESIGNED) {
      return true;
    }
    boolean asOwner = ready == Reason.ADDRESS_OWNER || ready == Reason.FAULT_CLEARED;
    return asOwner ? transitions.isOwner() : !isOutranked(backup) || !isSpeaking(backup, now);
  }

  /** What is no lower than we are is not degraded in our eyes, nor passed over. */
  private boolean isOutranked(Backup backup) {
    Peer master = backup.master();
    return master != null && master.priority() >= settings.priority();
  }

  /** Nobody can have broken yet what the new interval promises, so the wait begins anew. */
  private Transition onReconfigured(Backup backup, ElectionSettings previous, long now) {
    long interval =
        backup.masterIntervalNanos() == previous.intervalNanos()
            ? interval()
            : backup.masterIntervalNanos();
    long downAt =
        backup.resigned() ? backup.masterDownAt() : now + settings.masterDownNanos(interval);
    return to(reconsidered(backup, now).withInterval(downAt, interval), Reason.RECONFIGURED);
  }

  /** The owner of the addresses preempts in any case (RFC 3768 section 6.1, Preempt_Mode). */
  private boolean mayPreempt() {
    return settings.preempt() || transitions.isOwner();
  }

  private static boolean isChecking(Backup backup) {
    return backup.takeover() instanceof HealthTakeover.Checking;
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
