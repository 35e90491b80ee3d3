package org.jvrrpd.daemon.runtime;

import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.election.ElectionSettings;
import org.jvrrpd.core.election.State.Master;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Reach;
import org.jvrrpd.core.router.Reception;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.daemon.config.Particulars;
import org.jvrrpd.daemon.jna.SystemCallException;
import org.jvrrpd.daemon.kernel.AnnouncementPlan;
import org.jvrrpd.daemon.kernel.Announcements;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.log.RateLimited;
import org.jvrrpd.daemon.transport.Receiver;
import org.jvrrpd.daemon.transport.VrrpInterface;

/**
 * Take-overs that lead nowhere, played at start with a clock of their own: a take-over is usually
 * the first time that its code runs, and a cold JVM then loads and links classes for 100 ms and
 * more. The very same {@link Instance} is used, with sockets that are connected to nothing.
 */
final class Rehearsal implements Outlet, InstanceObserver, Clock, AutoCloseable {
  private static final int ROUNDS = 40;
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int SECOND_CENTIS = 100;

  /** From TEST-NET-3 (RFC 5737), and lower or higher than every source in it. */
  private static final IpAddress STRANGER = IpAddress.ofIpv4(0xcb00_71fe);

  private static final IpAddress IPV6_STRANGER = IpAddress.ofIpv6(0xfe80L << 48, 0xfe);

  /** How often the kernel is asked in vain: what it takes to have asked matters, not how fast. */
  private static final int KERNEL_ROUNDS = 8;

  private final IoEventLoop loop;
  private final Log nowhere;
  private final InstanceSettings brisk;

  /** An HMAC is bound to its source, so that what comes back from a stranger is refused. */
  private final InstanceSettings open;

  private final Deadlines deadlines;
  private final InstanceLog words;
  private final Announcements announcements;
  private final Queue<Runnable> completions = new ArrayDeque<>();
  private @Nullable DryRun kernel;
  private int kernelRounds = KERNEL_ROUNDS;
  private @Nullable ByteBuffer sent;
  private int takeOvers;
  private long now;

  private Rehearsal(IoEventLoop loop, Log nowhere, InstanceSettings settings) {
    this.loop = loop;
    this.nowhere = nowhere;
    this.brisk = withoutWaits(settings);
    this.open = withoutHmac(brisk);
    this.deadlines = new Deadlines(loop, this, new Punctuality(_ -> {}));
    this.words = new InstanceLog(nowhere, new RateLimited(nowhere, this::nanos));
    this.announcements = new Announcements(loop, (_, _) -> true, AnnouncementPlan.DEFAULT, _ -> {});
  }

  /**
   * A rehearsal with a real kernel, which is asked for addresses and announcements on a link that
   * it does not have. To be closed.
   */
  static Rehearsal of(Surroundings real, InstanceSettings settings) {
    Log nowhere = Log.toNowhere();
    Rehearsal rehearsal = new Rehearsal(real.loop(), nowhere, settings);
    rehearsal.kernel = new DryRun(real, rehearsal, nowhere);
    return rehearsal;
  }

  /**
   * Plays all rounds; on the event loop, before it has other work.
   *
   * @return how often it became MASTER, at least once in each round
   */
  int run() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      play(instance(round % 2 == 0 ? brisk : open));
    }
    exchange(loop, instance(open));
    return takeOvers;
  }

  /**
   * Plays one round, when a take-over is about to come: what it needs is in the processor's caches
   * then, and in memory.
   */
  void runOnce() {
    kernelRounds = 1;
    play(instance(brisk));
  }

  /** Ends the log's thread. */
  @Override
  public void close() {
    nowhere.close();
  }

  /** For a build that has no privileges: no kernel is asked. */
  static int run(IoEventLoop loop, InstanceSettings settings) throws IOException {
    try (Rehearsal rehearsal = new Rehearsal(loop, Log.toNowhere(), settings)) {
      return rehearsal.run();
    }
  }

  private Instance instance(InstanceSettings settings) {
    return new Instance(loop, this, deadlines, this, this, settings);
  }

  /**
   * The same router at the pace of {@link #play}, and without what would keep it from becoming
   * MASTER: a startup delay, a sync group, and a check that puts it into FAULT until it has
   * answered. After a shorter interval four seconds would count as a stall, after a longer one the
   * master would not be down yet.
   */
  private static InstanceSettings withoutWaits(InstanceSettings settings) {
    RouterSettings brisk =
        settings
            .router()
            .but()
            .intervalCentis(SECOND_CENTIS)
            .downIntervals(ElectionSettings.DOWN_INTERVALS)
            .startupDelayNanos(0)
            .checks(List.of())
            .grouped(false)
            .reach(Reach.ofLink(settings.family()))
            .build();
    return new InstanceSettings(
        brisk, settings.attachment(), settings.addresses(), Particulars.USUAL);
  }

  private static InstanceSettings withoutHmac(InstanceSettings settings) {
    return new InstanceSettings(
        settings.router().but().hmac(Optional.empty()).build(),
        settings.attachment(),
        settings.addresses(),
        settings.particulars());
  }

  /** Sends over real sockets that are connected to each other. */
  private void exchange(IoEventLoop loop, Instance instance) throws IOException {
    instance.start(now);
    if (sent != null) {
      VrrpInterface.warmUp(loop, sent.duplicate(), new Neighbour(instance), ROUNDS);
    }
    var _ = instance.stop();
    complete();
  }

  private void play(Instance instance) {
    instance.start(now);
    pass(4 * SECOND_NANOS, instance); // the master is down
    pass(SECOND_NANOS / 2, instance); // renewals
    pass(SECOND_NANOS, instance);
    ByteBuffer own = sent;
    if (own != null) {
      instance.receive(own.duplicate(), envelope(instance), 0);
    }
    instance.addressGone(instance.held().getFirst());
    complete();
    var _ = instance.snapshot();
    var _ = instance.stop();
    complete();
  }

  private static Envelope envelope(Instance instance) {
    AddressFamily family = instance.settings().family();
    return new Envelope(
        family == AddressFamily.IPV4 ? STRANGER : IPV6_STRANGER, Envelope.group(family), 255);
  }

  private void pass(long nanos, Instance instance) {
    now += nanos;
    instance.onTimer(now);
    complete();
  }

  private void complete() {
    for (Runnable next = completions.poll(); next != null; next = completions.poll()) {
      next.run();
    }
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public Instant wall(long nanos) {
    return Instant.EPOCH.plusNanos(nanos);
  }

  @Override
  public long systemNanos(long nanos) {
    return nanos;
  }

  @Override
  public void send(Instance instance, ByteBuffer message, IpAddress destination, int hopLimit) {
    sent = message;
  }

  @Override
  public void drain() {}

  @Override
  public void install(
      List<HeldAddress> addresses,
      OptionalInt lifetimeSeconds,
      Consumer<Optional<SystemCallException>> done) {
    if (kernel != null && kernelRounds > 0) {
      new LinkAddresses(kernel)
          .install(DryRun.NOWHERE, DryRun.NOWHERE.name(), addresses, lifetimeSeconds, _ -> {});
    }
    completions.add(() -> done.accept(Optional.empty()));
  }

  @Override
  public void renew(
      List<HeldAddress> addresses,
      int lifetimeSeconds,
      long notAfterNanos,
      Consumer<Optional<SystemCallException>> done) {
    completions.add(() -> done.accept(Optional.empty()));
  }

  @Override
  public void remove(List<HeldAddress> addresses, Consumer<Optional<SystemCallException>> done) {
    completions.add(() -> done.accept(Optional.empty()));
  }

  @Override
  public void announce(Instance instance, boolean disputed) {
    announcements.start(DryRun.NOWHERE, instance.settings().router().addresses());
    if (kernel != null && kernelRounds > 0) {
      kernelRounds--;
      Announcing real = new Announcing(kernel, instance);
      real.start(new LinkAddresses(kernel).byLink(DryRun.NOWHERE, instance.held()), disputed);
      real.cancel();
    }
  }

  @Override
  public void hold(Instance instance) {
    if (kernel != null) {
      kernel.belongings().lines().hold(instance, List.of(), List.of());
    }
  }

  @Override
  public void release(Instance instance) {
    if (kernel != null) {
      kernel.belongings().lines().release(instance);
    }
  }

  @Override
  public void silence(Instance instance) {
    announcements.cancel();
  }

  @Override
  public void stepped(Instance instance, Step step) {
    if (step.after() instanceof Master && !(step.before() instanceof Master)) {
      takeOvers++;
    }
    words.stepped(instance, step);
    var _ = Notices.changed(instance, step, DryRun.NOWHERE.name(), instance.name());
  }

  @Override
  public void received(Instance instance, Reception reception, IpAddress source) {
    words.received(instance, reception, source);
  }

  @Override
  public void groupChanged(String group, String stateName) {}

  @Override
  public void failed(Instance instance, String what) {}

  @Override
  public void checksWanted(Instance instance) {}

  @Override
  public boolean takeOverNears(long leftNanos) {
    return false;
  }

  @Override
  public void guarded(Runnable work) {
    work.run();
  }

  /** Receives what the rehearsed sockets carry. */
  private record Neighbour(Instance instance) implements Receiver {
    @Override
    public void received(ByteBuffer message, Envelope envelope, long waitedNanos) {
      instance.receive(message, envelope, waitedNanos);
    }

    @Override
    public void sampled(ByteBuffer message, Envelope envelope, long waitedNanos) {
      instance.receive(message, envelope, waitedNanos);
    }

    @Override
    public void malformed(String why, @Nullable IpAddress source) {}
  }
}
