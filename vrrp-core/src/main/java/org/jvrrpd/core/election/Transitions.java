package org.jvrrpd.core.election;

import static org.jvrrpd.core.election.ElectionSettings.PRIORITY_OWNER;

import java.util.List;
import org.jvrrpd.core.election.Effect.AnnounceAddresses;
import org.jvrrpd.core.election.Effect.InstallAddresses;
import org.jvrrpd.core.election.Effect.RemoveAddresses;
import org.jvrrpd.core.election.Effect.SendAdvertisement;
import org.jvrrpd.core.election.Input.AdvertisementReceived;
import org.jvrrpd.core.election.State.Backup;
import org.jvrrpd.core.election.State.Fault;
import org.jvrrpd.core.election.State.Master;
import org.jvrrpd.core.packet.Advertisement;

/** The transitions that several states have in common, and the words for them. */
final class Transitions {
  private final ElectionSettings settings;

  Transitions(ElectionSettings settings) {
    this.settings = settings;
  }

  Transition toMaster(Reason reason, long now) {
    return to(
        Master.advertised(now, interval()),
        reason,
        ownAdvertisement(),
        new InstallAddresses(),
        new AnnounceAddresses());
  }

  Transition toBackup(Reason reason, Preemption preemption, long now) {
    return to(backup(interval(), preemption, now), reason);
  }

  Backup backup(long intervalNanos, Preemption preemption, long now) {
    return new Backup(
        now + settings.masterDownNanos(intervalNanos),
        intervalNanos,
        false,
        null,
        preemption,
        HealthTakeover.none(),
        null);
  }

  /** An owner waits for nobody but its sync group. */
  Transition toOwner(Reason reason, long now) {
    Backup backup = backup(interval(), Preemption.immediate(), now);
    return settings.grouped()
        ? to(backup.awaitingGroup(backup.masterDownAt(), reason, backup.takeover()), reason)
        : toMaster(reason, now);
  }

  static Transition toFault(Reason cause) {
    return to(new Fault(cause), cause);
  }

  /** The addresses go first and the resignation afterwards, so that two holders never overlap. */
  static Transition resign(State next, Reason reason) {
    return to(
        next, reason, new RemoveAddresses(), new SendAdvertisement(Advertisement.PRIORITY_RESIGN));
  }

  static Transition nothing(State state) {
    return to(state, Reason.NOTHING);
  }

  static Transition to(State next, Reason reason, Effect... effects) {
    return new Transition(next, reason, List.of(effects));
  }

  Effect ownAdvertisement() {
    return new SendAdvertisement(settings.priority());
  }

  boolean isOwner() {
    return settings.priority() == PRIORITY_OWNER;
  }

  private long interval() {
    return settings.intervalNanos();
  }

  static boolean isResignation(AdvertisementReceived heard) {
    return heard.priority() == Advertisement.PRIORITY_RESIGN;
  }
}
