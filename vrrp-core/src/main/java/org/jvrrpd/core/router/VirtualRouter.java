package org.jvrrpd.core.router;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jvrrpd.core.election.Effect.InstallAddresses;
import org.jvrrpd.core.election.Effect.RenewAddresses;
import org.jvrrpd.core.election.Election;
import org.jvrrpd.core.election.ElectionSettings;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.election.Input.AdvertisementReceived;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.election.State.Backup;
import org.jvrrpd.core.election.State.Fault;
import org.jvrrpd.core.election.State.Master;
import org.jvrrpd.core.election.Transition;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.Decoded;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.Rejection;
import org.jvrrpd.core.router.RouterSnapshot.MasterView;
import org.jvrrpd.core.router.RouterSnapshot.Split;

/**
 * One virtual router: an election with its settings, what it lacks, its lease, counters and
 * history. Inputs go in, {@link Step}s come out; the caller performs their effects. Not
 * thread-safe: one thread, or one simulation, owns it. Times are nanoseconds on a clock that starts
 * at 0 or later and goes back only by the milliseconds that what is received waited to be read.
 */
public final class VirtualRouter {
  private static final long CENTI_NANOS = 10_000_000L;

  private final Journal journal = new Journal();
  private final Rejections rejections = new Rejections();
  private final SplitWatch splitWatch = new SplitWatch();
  private final Heartbeat heartbeat = new Heartbeat();
  private final HmacWatch hmacWatch = new HmacWatch();
  private final LeaseWatch lease = new LeaseWatch();
  private final Faults faults = new Faults();
  private final EffectivePriority priority;

  private RouterSettings settings;
  private Admission admission;
  private Election election;

  /** Read through {@link #state()}, which first tells the election what it has yet to learn. */
  private State decided = new State.Init();

  private String installationFailure = "";
  private boolean stopped;

  /** A virtual router that waits for {@link Input.Startup}. */
  public VirtualRouter(RouterSettings settings) {
    this.settings = settings;
    this.admission = new Admission(settings, hmacWatch);
    this.priority = new EffectivePriority(settings);
    this.election = new Election(settings.election(priority.under(settings)));
    priority.fault().ifPresent(checks -> faults.raise(Reason.CHECK_FAILED, checks));
  }

  /** The present settings. */
  public RouterSettings settings() {
    return settings;
  }

  /** The present state. */
  public State state() {
    AdvertisementReceived repeated = heartbeat.takePending();
    if (repeated != null) {
      decided = election.on(decided, repeated, heartbeat.pendingAt()).next();
    }
    return decided;
  }

  /** The priority that advertisements carry now. */
  public int effectivePriority() {
    return election.settings().priority();
  }

  /** The lease by which the addresses are installed; empty for permanent ones. */
  public Optional<Lease> lease() {
    return settings.leased() && !settings.isOwner()
        ? Optional.of(Lease.fitting(settings))
        : Optional.empty();
  }

  /** When {@link #onTimer} is to be called next; empty: not before something else happens. */
  public OptionalLong deadline() {
    OptionalLong deadline = state().deadline();
    return deadline.isEmpty()
        ? deadline
        : OptionalLong.of(Math.min(deadline.getAsLong(), lease.deadline(journal.lastSentNanos())));
  }

  /** Whether everything that has arrived is to be received before {@link #onTimer} is called. */
  public boolean readsBeforeTimers(long nowNanos) {
    return election.readsBeforeTimers(state(), nowNanos) || lease.isExpired(nowNanos);
  }

  /** Time has passed. There is one step, and a second one where a lease is due at the same time. */
  public List<Step> onTimer(long nowNanos) {
    List<Step> steps = new ArrayList<>(2);
    steps.add(on(new Input.TimerExpired(), nowNanos));
    switch (lease.onTimer(nowNanos, journal.lastSentNanos())) {
      case NOTHING -> {}
      case INSTALLATION -> steps.add(on(new Input.LeaseExpired(), nowNanos));
      case RENEWAL ->
          steps.add(
              new Step(
                  decided,
                  decided,
                  new Input.TimerExpired(),
                  Reason.LEASE_DUE,
                  List.of(new RenewAddresses())));
    }
    return steps;
  }

  /** Feeds one input to the election. */
  public Step on(Input input, long nowNanos) {
    return switch (input) {
      case Input.Shutdown _ -> {
        stopped = true;
        yield feed(input, nowNanos);
      }
      case Input.Startup _ -> {
        stopped = false;
        yield startUp(nowNanos);
      }
      default -> feed(input, nowNanos);
    };
  }

  /** What was missing before counts from the start on, and the startup delay runs all the same. */
  private Step startUp(long now) {
    State before = state();
    Optional<Input> missing = before instanceof State.Init ? firstFault() : Optional.empty();
    if (missing.isEmpty()) {
      return feed(new Input.Startup(), now);
    }
    Step raised = feed(missing.get(), now);
    Step started = feed(new Input.Startup(), now);
    return new Step(before, started.after(), raised.input(), raised.reason(), raised.effects());
  }

  private Step feed(Input input, long nowNanos) {
    State before = state();
    heartbeat.forget();
    Transition transition = election.on(before, input, nowNanos);
    decided = transition.next();
    Step step = new Step(before, decided, input, transition.reason(), transition.effects());
    journal.record(step, nowNanos);
    if (step.effects().contains(new InstallAddresses())) {
      lease.installed(lease().orElse(null), nowNanos);
    }
    if (!(decided instanceof Master)) {
      lease.end();
      if (before instanceof Master) {
        splitWatch.forget();
      }
    }
    return step;
  }

  private Step nothing(Input input) {
    return new Step(state(), state(), input, Reason.NOTHING, List.of());
  }

  /** A message has arrived for a router without {@code auth_hmac}, which asks for no wall clock. */
  public Reception receive(ByteBuffer message, Envelope envelope, long nowNanos) {
    return receive(message, envelope, nowNanos, 0);
  }

  /**
   * A message has arrived whose VRID, as far as anybody can tell, is ours.
   *
   * @param message the VRRP message, from position to limit; read only during the call
   * @param wallNanos nanoseconds since the beginning of 1970, UTC, for {@code auth_hmac}
   */
  public Reception receive(ByteBuffer message, Envelope envelope, long nowNanos, long wallNanos) {
    Heartbeat.Beat beat = heartbeat.match(message, envelope);
    if (beat != null) {
      journal.admitted(beat.advertisement(), beat.form(), nowNanos);
      heartbeat.heardAgain(nowNanos);
      return Reception.Repeated.INSTANCE;
    }
    return switch (admission.judge(message, envelope, wallNanos)) {
      case Decoded.Rejected(Rejection reason) -> refuse(reason, envelope, nowNanos);
      case Decoded.Accepted accepted -> admit(accepted, message, envelope, nowNanos);
    };
  }

  private Reception admit(
      Decoded.Accepted accepted, ByteBuffer message, Envelope envelope, long now) {
    Advertisement advertisement = accepted.advertisement();
    journal.admitted(advertisement, accepted.form(), now);
    List<Rejection> remarks = admission.remarks(accepted, message, envelope);
    remarks.forEach(remark -> rejections.add(remark, envelope.source(), now));
    AdvertisementReceived heard =
        new AdvertisementReceived(
            envelope.source(),
            advertisement.priority(),
            advertisement.intervalCentis() * CENTI_NANOS);
    Step step = on(heard, now);
    if (remarks.isEmpty() && settings.hmac().isEmpty() && election.isRepeatable(decided, heard)) {
      heartbeat.remember(
          message, new Heartbeat.Beat(envelope, advertisement, accepted.form(), heard));
    }
    return new Reception.Admitted(advertisement, step, remarks);
  }

  private Reception refuse(Rejection reason, Envelope envelope, long now) {
    rejections.add(reason, envelope.source(), now);
    splitWatch.refused(reason, envelope.source(), settings, now);
    return new Reception.Refused(reason);
  }

  private Optional<Input> firstFault() {
    return faults.first().map(Input.FaultRaised::new);
  }

  /**
   * Something that the router needs is missing.
   *
   * @param cause one of the reasons for FAULT
   * @param detail in words, for {@code status}
   */
  public Step raiseFault(Reason cause, String detail, long nowNanos) {
    return faults.raise(cause, detail) && !stopped
        ? on(new Input.FaultRaised(cause), nowNanos)
        : nothing(new Input.FaultRaised(cause));
  }

  /**
   * What was missing is there. The router leaves FAULT when nothing else is missing; until then
   * what still is becomes the reason of its FAULT.
   */
  public Step clearFault(Reason cause, long nowNanos) {
    boolean was = faults.clear(cause) && !stopped;
    if (was
        && state() instanceof State.Fault fault
        && fault.cause() == cause
        && !faults.isEmpty()) {
      return on(firstFault().orElseThrow(), nowNanos);
    }
    return was && faults.isEmpty()
        ? on(new Input.FaultCleared(), nowNanos)
        : nothing(new Input.FaultCleared());
  }

  /**
   * The kernel has refused to install the virtual addresses.
   *
   * @param detail what it said, for {@code status}
   */
  public Step installationFailed(String detail, long nowNanos) {
    installationFailure = detail;
    return on(new Input.InstallationFailed(), nowNanos);
  }

  /**
   * One run of a check has ended. What it means for the priority or for FAULT, rise and fall
   * decide.
   *
   * @param check the name of one of {@link RouterSettings#checks}; results of others are passed
   *     over
   */
  public Step checked(String check, boolean passed, long nowNanos) {
    priority.checked(check, passed);
    return reviewChecks(nowNanos).orElseGet(() -> reprioritise(nowNanos));
  }

  /** Something that is no check of the settings adds {@code weight} to the priority from now on. */
  public Step weigh(String source, int weight, long nowNanos) {
    priority.weigh(source, weight);
    return reprioritise(nowNanos);
  }

  /** A number has the effect of a {@code NumberWeight} from now on; empty: it has none any more. */
  public List<Step> measured(String source, OptionalInt effect, long nowNanos) {
    priority.measured(source, effect);
    return reviewed(reprioritise(nowNanos), nowNanos);
  }

  /** The router's priority is no higher than this from now on, whatever it would be by itself. */
  Step limitPriority(int ceiling, long nowNanos) {
    priority.limit(ceiling);
    return reprioritise(nowNanos);
  }

  /** What the priority would be without a limit. */
  int unlimitedPriority() {
    return priority.unlimited(settings);
  }

  /** Whether the router must be in FAULT for a cause of its own, and not of its sync group's. */
  boolean lacksSomethingItself() {
    return faults.hasOtherThan(Reason.SYNC_GROUP)
        || (state() instanceof Fault(Reason cause, _, _) && cause == Reason.INSTALLATION_FAILED);
  }

  /** Whether checks put the router into FAULT, or no longer do. */
  private Optional<Step> reviewChecks(long now) {
    Optional<String> failed = priority.fault();
    boolean known = faults.contains(Reason.CHECK_FAILED);
    Optional<Step> raised =
        failed.map(checks -> raiseFault(Reason.CHECK_FAILED, checks, now)).filter(_ -> !known);
    return known && failed.isEmpty() ? Optional.of(clearFault(Reason.CHECK_FAILED, now)) : raised;
  }

  /**
   * Goes by other settings from now on, in the same state. The VRID stays, and so does the source
   * unless the router is in FAULT, where nobody hears it.
   */
  public List<Step> reconfigure(RouterSettings changed, long nowNanos) {
    return reviewed(goBy(changed, nowNanos), nowNanos);
  }

  private List<Step> reviewed(Step first, long now) {
    return reviewChecks(now).map(fault -> List.of(first, fault)).orElseGet(() -> List.of(first));
  }

  private Step goBy(RouterSettings changed, long nowNanos) {
    ElectionSettings previous = election.settings();
    Optional<Lease> previousLease = lease();
    forgetHeartbeat();
    settings = changed;
    admission = new Admission(changed, hmacWatch);
    priority.reconfigure(changed);
    election = new Election(changed.election(priority.under(changed)));
    boolean otherTerms =
        previous.intervalNanos() != changed.intervalNanos() || !previousLease.equals(lease());
    if (!otherTerms && previous.priority() == effectivePriority()) {
      return nothing(new Input.PriorityChanged(previous.priority()));
    }
    return on(
        otherTerms
            ? new Input.Reconfigured(previous)
            : new Input.PriorityChanged(previous.priority()),
        nowNanos);
  }

  private Step reprioritise(long now) {
    int previous = effectivePriority();
    int effective = priority.under(settings);
    if (effective == previous) {
      return nothing(new Input.PriorityChanged(previous));
    }
    forgetHeartbeat();
    election = new Election(settings.election(effective));
    return on(new Input.PriorityChanged(previous), now);
  }

  /** What was heard until now, the election learns under the settings of that time. */
  private void forgetHeartbeat() {
    decided = state();
    heartbeat.forget();
  }

  /** Everything that can be said of this router now. */
  public RouterSnapshot snapshot(long nowNanos) {
    Map<String, String> missing = faults.inWords();
    if (state() instanceof Fault(Reason cause, _, _) && cause == Reason.INSTALLATION_FAILED) {
      missing.put(cause.words(), installationFailure);
    }
    return new RouterSnapshot(
        settings,
        state(),
        effectivePriority(),
        priority.parts(),
        priority.tracking().checks(),
        master(),
        journal.lastHeard(),
        journal.lastSent(),
        journal.counters(),
        rejections.entries(),
        journal.history(),
        missing,
        split(nowNanos));
  }

  private Optional<MasterView> master() {
    return switch (state()) {
      case Master _ -> Optional.of(new MasterView(settings.source(), effectivePriority()));
      case Backup(_, _, _, State.Peer peer, _, _, _) when peer != null ->
          Optional.of(new MasterView(peer.address(), peer.priority()));
      case Backup _, State.Init _, State.Fault _ -> Optional.empty();
    };
  }

  /** A sign of a second master beside this one, seen within the last three intervals. */
  public Optional<Split> split(long nowNanos) {
    return state() instanceof Master ? splitWatch.current(settings, nowNanos) : Optional.empty();
  }
}
