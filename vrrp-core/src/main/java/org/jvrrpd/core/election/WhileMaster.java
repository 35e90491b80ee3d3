package org.jvrrpd.core.election;

import static org.jvrrpd.core.election.Transitions.isResignation;
import static org.jvrrpd.core.election.Transitions.nothing;
import static org.jvrrpd.core.election.Transitions.resign;
import static org.jvrrpd.core.election.Transitions.to;

import org.jvrrpd.core.election.Effect.AnnounceAddresses;
import org.jvrrpd.core.election.Effect.InstallAddresses;
import org.jvrrpd.core.election.Effect.RemoveAddresses;
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
import org.jvrrpd.core.election.State.Fault;
import org.jvrrpd.core.election.State.Init;
import org.jvrrpd.core.election.State.Master;
import org.jvrrpd.core.election.State.Peer;

/** What a MASTER does: RFC 3768 and RFC 9568, section 6.4.3, and the rule after a stall. */
final class WhileMaster {
  /** How long a node that was replaced while it was stalled leaves the new master alone. */
  private static final long HOLD_AFTER_REPLACEMENT_NANOS = 30_000_000_000L;

  /** When a node whose kernel refused its addresses tries again. */
  private static final long INSTALLATION_RETRY_NANOS = 30_000_000_000L;

  /**
   * Masters of lower priority and resignations are answered no more often than this, so that nobody
   * can make us shout.
   */
  private static final long DISPUTE_SPACING_NANOS = 1_000_000_000L;

  /** How old an advertisement may be for a lease to begin by it; a lease has this in hand. */
  private static final long REINSTALLATION_SPACING_NANOS = 50_000_000L;

  private final ElectionSettings settings;
  private final Transitions transitions;

  WhileMaster(ElectionSettings settings, Transitions transitions) {
    this.settings = settings;
    this.transitions = transitions;
  }

  /** RFC 3768 section 6.4.3. */
  Transition on(Master master, Input input, long now) {
    return switch (input) {
      case Shutdown() -> resign(new Init(), Reason.SHUTDOWN);
      case FaultRaised(Reason cause) -> resign(new Fault(cause), cause);
      case InstallationFailed() ->
          resign(
              new Fault(Reason.INSTALLATION_FAILED, now + INSTALLATION_RETRY_NANOS, State.NEVER),
              Reason.INSTALLATION_FAILED);
      case TimerExpired() when now >= master.advertiseAt() ->
          wasStalled(master, now) ? resume(now) : advertise(master, now);
      case AdvertisementReceived heard when isResignation(heard) ->
          wasStalled(master, now) ? resume(now) : answerResignation(master, now);
      case AdvertisementReceived _ when wasStalled(master, now) && transitions.isOwner() ->
          resume(now);
      case AdvertisementReceived _ when wasStalled(master, now) ->
          to(
              transitions.backup(
                  interval(), Preemption.heldUntil(now + HOLD_AFTER_REPLACEMENT_NANOS), now),
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
      case GroupFalls() ->
          resign(transitions.backup(interval(), Preemption.immediate(), now), Reason.SYNC_GROUP);
      case Startup(),
          TimerExpired(),
          FaultCleared(),
          GroupRises(),
          ChecksPassed(),
          ChecksFailed() ->
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
        transitions.ownAdvertisement());
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
        transitions.ownAdvertisement(),
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
        transitions.ownAdvertisement(),
        new InstallAddresses(),
        new AnnounceAddresses());
  }

  /** We were stalled and nobody has taken our place: the addresses are put back and announced. */
  private Transition resume(long now) {
    return to(
        Master.advertised(now, interval()),
        Reason.STALLED,
        transitions.ownAdvertisement(),
        new InstallAddresses(),
        new AnnounceAddresses());
  }

  /**
   * A better master is there. It may have been one all along, behind a cut cable, and then it has
   * no cause to announce the addresses again; our last advertisement gives it one.
   */
  private Transition stepDown(AdvertisementReceived heard, Reason reason, long now) {
    return to(
        transitions
            .backup(settings.adoptedNanos(heard.intervalNanos()), Preemption.immediate(), now)
            .hearing(Peer.heard(null, heard, now), Preemption.immediate(), HealthTakeover.none()),
        reason,
        new RemoveAddresses(),
        transitions.ownAdvertisement());
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
        transitions.ownAdvertisement(),
        new AnnounceAddresses());
  }

  /**
   * Another master has resigned: the others hear of us at once and not after they have begun to
   * wait for nobody. Like any answer, this is not given to each of a flood.
   */
  private Transition answerResignation(Master master, long now) {
    return wasAnswered(master, now)
        ? to(master, Reason.RESIGNATION_IGNORED)
        : to(
            new Master(now + interval(), now, now),
            Reason.RESIGNATION_HEARD,
            transitions.ownAdvertisement());
  }

  private boolean wasAnswered(Master master, long now) {
    return now - master.disputeAnsweredAt() < Math.min(interval(), DISPUTE_SPACING_NANOS);
  }

  /** Whether we were silent for so long that the soonest of the others may have taken over. */
  boolean wasStalled(Master master, long now) {
    return now - master.lastSentAt() > settings.soonestMasterDownNanos();
  }

  private long interval() {
    return settings.intervalNanos();
  }
}
