package org.jvrrpd.daemon.runtime;

import io.netty.util.concurrent.EventExecutor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
import org.jvrrpd.core.election.State.Master;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.router.Lease;
import org.jvrrpd.core.router.Reception;
import org.jvrrpd.core.router.RouterSnapshot;
import org.jvrrpd.core.router.RouterSnapshot.Split;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.core.router.VirtualRouter;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * One virtual router at work: feeds its inputs, performs its effects in their order, and arms one
 * timer from its deadline. Event loop only.
 */
final class Instance {
  /** How long a resignation waits for the kernel to remove the addresses. */
  private static final long REMOVAL_WAIT_MILLIS = 200;

  /** A later renewal is left out: the process may have been frozen meanwhile. */
  private static final long RENEWAL_PATIENCE_NANOS = 200_000_000L;

  private final EventExecutor loop;
  private final Clock clock;
  private final InstanceObserver observer;
  private final VirtualRouter router;
  private final Advertiser advertiser;
  private final Outlet outlet;
  private InstanceSettings settings;
  private List<HeldAddress> held;

  private final RouterTimer timer;

  /** Counts installations and removals, so that a late answer to an earlier one is recognised. */
  private long generation;

  private boolean installing;
  private boolean installed;
  private boolean announcementWaits;
  private @Nullable Runnable afterRemoval;
  private @Nullable Companions companions;

  Instance(
      EventExecutor loop,
      Clock clock,
      Deadlines deadlines,
      InstanceObserver observer,
      Outlet outlet,
      InstanceSettings settings) {
    this.loop = loop;
    this.clock = clock;
    this.observer = observer;
    this.outlet = outlet;
    this.settings = settings;
    this.held = settings.held();
    this.router = new VirtualRouter(settings.router());
    this.advertiser = new Advertiser(outlet, clock, observer, settings.router());
    this.timer =
        new RouterTimer(
            deadlines,
            clock,
            router,
            now -> observer.guarded(() -> onTimer(now)),
            observer::takeOverNears);
  }

  String name() {
    return settings.router().name();
  }

  InstanceSettings settings() {
    return settings;
  }

  /** The addresses that it holds as MASTER. */
  List<HeldAddress> held() {
    return held;
  }

  String stateName() {
    return router.state().name();
  }

  boolean isMaster() {
    return router.state() instanceof Master;
  }

  int effectivePriority() {
    return router.effectivePriority();
  }

  boolean addressesInstalled() {
    return installed;
  }

  Optional<Lease> lease() {
    return router.lease();
  }

  RouterSnapshot snapshot() {
    return router.snapshot(clock.nanos());
  }

  VirtualRouter router() {
    return router;
  }

  /** Rises and falls with these from now on; null: by itself. */
  void join(@Nullable Companions group) {
    companions = group;
  }

  /** Enters the election; those who begin at the same moment stay together. */
  void start(long nowNanos) {
    take(router.on(new Input.Startup(), nowNanos));
  }

  /**
   * Leaves the election: the addresses are removed, then the resignation is sent.
   *
   * @return completed when both have happened
   */
  CompletableFuture<Void> stop() {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    take(router.on(new Input.Shutdown(), clock.nanos()));
    timer.cancel();
    Runnable resign = afterRemoval;
    if (resign == null) {
      stopped.complete(null);
    } else {
      afterRemoval =
          () -> {
            resign.run();
            stopped.complete(null);
          };
    }
    return stopped;
  }

  /**
   * A message has arrived that bears this instance's VRID.
   *
   * @param waitedNanos how long ago: what follows from it counts from its arrival
   */
  void receive(ByteBuffer message, Envelope envelope, long waitedNanos) {
    Reception reception =
        router.receive(message, envelope, clock.nanos() - waitedNanos, advertiser.wallNanos());
    if (reception instanceof Reception.Admitted admitted) {
      take(admitted.step());
    }
    observer.received(this, reception, envelope.source());
  }

  /**
   * What the instance lacks at present, all of it; it leaves FAULT when that is nothing.
   *
   * @param missing by cause, with the detail in words
   */
  void lacks(Map<Reason, String> missing) {
    missing.forEach((cause, detail) -> take(router.raiseFault(cause, detail, clock.nanos())));
    for (Reason cause : Segment.CAUSES) {
      if (!missing.containsKey(cause)) {
        take(router.clearFault(cause, clock.nanos()));
      }
    }
  }

  /** The kernel says that one of the addresses is gone from its interface. */
  void addressGone(HeldAddress gone) {
    if (!isMaster() || installing || !held.contains(gone)) {
      return;
    }
    installed = false;
    if (router.readsBeforeTimers(clock.nanos())) {
      drain();
    }
    take(router.on(new Input.AddressesLost(), clock.nanos()));
  }

  /** The answer of this node's own checks. */
  void checked(boolean passed) {
    take(router.on(passed ? new Input.ChecksPassed() : new Input.ChecksFailed(), clock.nanos()));
  }

  /** A run of one of the node's checks has ended. */
  void checked(String check, boolean passed) {
    take(router.checked(check, passed, clock.nanos()));
  }

  /** A number that it tracks has this effect from now on; empty: it tracks it no more. */
  void measured(String source, OptionalInt effect) {
    router.measured(source, effect, clock.nanos()).forEach(this::take);
  }

  /** Goes by other settings from now on, whatever the state. The identity is the same. */
  void reconfigure(InstanceSettings changed) {
    List<HeldAddress> before = held;
    settings = changed;
    held = changed.held();
    advertiser.reconfigure(changed.router());
    router.reconfigure(changed.router(), clock.nanos()).forEach(this::take);
    if (isMaster() && installed) {
      outlet.hold(this);
    }
    if (isMaster() && !before.equals(held)) {
      List<HeldAddress> surplus = before.stream().filter(each -> !held.contains(each)).toList();
      outlet.remove(surplus, this::reportFailure);
      install();
      announce(false);
    }
  }

  /** A sign of a second master that cannot understand us. */
  Optional<Split> split() {
    return router.split(clock.nanos());
  }

  /**
   * The time that was armed has come, or so it seems.
   *
   * @param nowNanos the wake-up's time. What is received before it is judged may be younger; its
   *     deadlines have then not come, and nothing happens.
   */
  void onTimer(long nowNanos) {
    // The rehearsal comes here by a clock of its own: what it armed must not fire on the loop
    // later.
    timer.cancel();
    if (router.readsBeforeTimers(nowNanos)) {
      drain();
    }
    for (Step step : router.onTimer(nowNanos)) {
      take(step);
    }
  }

  /** What has arrived for one member of a group may decide about another. */
  private void drain() {
    if (companions == null) {
      outlet.drain();
    } else {
      companions.drain();
    }
  }

  void drainAlone() {
    outlet.drain();
  }

  /** Performs a step that was taken, and what follows from it for the companions. */
  void take(Step step) {
    boolean removing = false;
    for (Effect effect : step.effects()) {
      perform(effect, removing, step.reason());
      removing |= effect instanceof RemoveAddresses;
    }
    timer.arm();
    observer.stepped(this, step);
    if (companions != null) {
      companions.settle();
    }
  }

  private void perform(Effect effect, boolean removing, Reason reason) {
    switch (effect) {
      case SendAdvertisement(int priority) -> {
        if (removing) {
          afterRemoval = () -> advertiser.send(this, priority);
        } else {
          advertiser.send(this, priority);
        }
      }
      case InstallAddresses() -> install();
      case RenewAddresses() -> renew();
      case RemoveAddresses() -> remove();
      case AnnounceAddresses() -> announce(reason == Reason.LOWER_PRIORITY_ANSWERED);
      case RunChecks() -> observer.checksWanted(this);
    }
  }

  private void install() {
    long asked = ++generation;
    installing = true;
    afterRemoval = null;
    OptionalInt lifetime =
        router
            .lease()
            .map(lease -> OptionalInt.of(lease.lifetimeSeconds()))
            .orElseGet(OptionalInt::empty);
    outlet.install(held, lifetime, failure -> observer.guarded(() -> installed(asked, failure)));
  }

  private void installed(long asked, Optional<SystemCallException> failure) {
    if (asked != generation) {
      return;
    }
    installing = false;
    if (failure.isPresent()) {
      installationFailed(failure.get());
      return;
    }
    installed = true;
    outlet.hold(this);
    if (announcementWaits) {
      announcementWaits = false;
      outlet.announce(this, false);
    }
  }

  /** One that came too late was not carried out; the router sees that the lease has run out. */
  private void installationFailed(SystemCallException failure) {
    if (failure.errno() == Errno.ETIME) {
      return;
    }
    observer.failed(this, failure.getMessage());
    take(router.installationFailed(failure.getMessage(), clock.nanos()));
  }

  private void renew() {
    Optional<Lease> lease = router.lease();
    if (lease.isEmpty() || installing) {
      return;
    }
    long asked = generation;
    long notAfter = clock.systemNanos(clock.nanos() + RENEWAL_PATIENCE_NANOS);
    outlet.renew(
        held,
        lease.get().lifetimeSeconds(),
        notAfter,
        failure -> {
          if (failure.isPresent() && asked == generation) {
            observer.guarded(() -> installationFailed(failure.get()));
          }
        });
  }

  private void remove() {
    long asked = ++generation;
    installing = false;
    installed = false;
    announcementWaits = false;
    outlet.silence(this);
    outlet.release(this);
    outlet.remove(
        held,
        failure -> {
          reportFailure(failure);
          removed(asked);
        });
    var _ = loop.schedule(() -> removed(asked), REMOVAL_WAIT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void removed(long asked) {
    Runnable next = afterRemoval;
    if (asked == generation && next != null) {
      afterRemoval = null;
      next.run();
    }
  }

  private void reportFailure(Optional<SystemCallException> failure) {
    failure.ifPresent(e -> observer.failed(this, e.getMessage()));
  }

  private void announce(boolean disputed) {
    if (installing) {
      announcementWaits = true;
    } else {
      outlet.announce(this, disputed);
    }
  }
}
