package org.jvrrpd.daemon.runtime;

import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.election.State.Master;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Rejection;
import org.jvrrpd.core.router.Reception;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.daemon.control.TimerStatus;
import org.jvrrpd.daemon.kernel.AddressWriter;
import org.jvrrpd.daemon.kernel.Announcer;
import org.jvrrpd.daemon.kernel.Announcers;
import org.jvrrpd.daemon.kernel.Link;
import org.jvrrpd.daemon.kernel.NetlinkMonitor;
import org.jvrrpd.daemon.kernel.PromoteSecondaries;
import org.jvrrpd.daemon.kernel.Promptness;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.log.RateLimited;

/**
 * Everything that lives on the event loop: the segments with their instances, and what they share
 * of wire and kernel. Unless a method says otherwise it is called on the loop.
 */
final class Engine implements Surroundings, InstanceObserver {

  /** What the life cycle wants to know of the engine. Called on the event loop. */
  interface Listener {
    /** An instance has taken a step. */
    void stepped(Instance instance, Step step);

    /** All members of a sync group are in this state now. */
    void groupChanged(String group, String stateName);

    /** A failure of ours: nothing can be relied on any more. */
    void broken(Throwable failure);
  }

  private final IoEventLoop loop;
  private final Clock clock;
  private final Log log;
  private final RateLimited limited;
  private final InstanceLog instanceLog;
  private final Listener listener;
  private final Announcers announcers;
  private final AddressWriter writer;
  private final Belongings belongings;
  private final PromoteSecondaries promoteSecondaries = new PromoteSecondaries();
  private final Roster roster = new Roster();
  private final Punctuality punctuality = new Punctuality(this::wokenLate);
  private final Deadlines deadlines;
  private final HostPrefixes hostPrefixes = new HostPrefixes(this);
  private final LinkNews linkNews;

  private @Nullable NetlinkMonitor monitor;
  private final KernelNews kernelNews;
  private final Readiness readiness;
  private final HealthWatch health;
  private final Intruders intruders;
  private final Groups groups;

  private Engine(
      IoEventLoop loop,
      Clock clock,
      Log log,
      Listener listener,
      Announcers announcers,
      AddressWriter writer) {
    this.loop = loop;
    this.clock = clock;
    this.deadlines = new Deadlines(loop, clock, punctuality);
    this.log = log;
    this.limited = new RateLimited(log, clock::nanos);
    this.instanceLog = new InstanceLog(log, limited);
    this.listener = listener;
    this.announcers = announcers;
    this.writer = writer;
    this.belongings = new Belongings(this);
    this.health = new HealthWatch(this);
    this.intruders = new Intruders(this, limited);
    this.groups = new Groups(clock, this, log);
    this.linkNews = new LinkNews(log);
    this.kernelNews = new KernelNews(this, roster, hostPrefixes, intruders);
    this.readiness = new Readiness(this);
  }

  /**
   * Opens what the segments share.
   *
   * @param promptness what the kernel thread asks for, as the loop does itself
   * @throws IOException in words that name what is not permitted or not there
   */
  static Engine open(
      IoEventLoop loop, Clock clock, Log log, Promptness promptness, Listener listener)
      throws IOException {
    Announcers announcers = Announcers.open();
    try {
      AddressWriter writer = AddressWriter.open(loop, promptness);
      Engine engine = new Engine(loop, clock, log, listener, announcers, writer);
      engine.monitor = NetlinkMonitor.open(loop, engine.kernelNews);
      var _ = loop.scheduleAtFixedRate(engine.limited::tick, 1, 1, TimeUnit.SECONDS);
      return engine;
    } catch (IOException | RuntimeException e) {
      announcers.close();
      throw e;
    }
  }

  /** Runs the code of a take-over before it is needed. */
  void warmUp(InstanceSettings settings) throws IOException {
    announcers.warmUp();
    writer.warmUp(_ -> {});
    readiness.begin(settings);
  }

  /**
   * Puts instances to work, all at once: thousands of them are looked at together. Addresses of
   * theirs that are left over are removed before.
   */
  void add(List<InstanceSettings> wanted) {
    List<Instance> newcomers = wanted.stream().map(this::enter).toList();
    hostPrefixes.forget();
    intruders.removeLeftOvers(roster, newcomers);
    newcomers.forEach(belongings::review);
    newcomers.stream().map(this::segmentOf).distinct().forEach(this::settle);
    newcomers.forEach(health::introduce);
    groups.form(roster.instances());
    LeaseLoad.warning(roster).ifPresent(log::warning);
    long now = clock.nanos();
    newcomers.forEach(each -> each.start(now));
  }

  private Instance enter(InstanceSettings settings) {
    Segment known = roster.segment(settings.attachment());
    Segment segment = known == null ? new Segment(this, settings.attachment()) : known;
    Instance instance = new Instance(loop, clock, deadlines, this, segment, settings);
    roster.put(instance, segment);
    segment.add(instance);
    return instance;
  }

  private void settle(Segment segment) {
    segment.receiveForAll();
    segment.review();
  }

  private Segment segmentOf(Instance instance) {
    return Objects.requireNonNull(roster.segment(instance));
  }

  /** Lets an instance go by other settings, those of the same virtual router. */
  void reconfigure(Instance instance, InstanceSettings changed) {
    IpAddress source = instance.settings().router().source();
    instance.reconfigure(changed.speakingFrom(source));
    Segment segment = segmentOf(instance);
    roster.put(instance, segment);
    hostPrefixes.forget();
    belongings.review(instance);
    settle(segment);
  }

  /** Lets instances resign and forgets them. */
  CompletableFuture<Void> remove(List<Instance> leaving) {
    List<Segment> left = leaving.stream().map(this::segmentOf).toList();
    leaving.forEach(roster::remove);
    leaving.forEach(each -> each.join(null));
    hostPrefixes.forget();
    groups.form(roster.instances());
    List<CompletableFuture<Void>> gone = new ArrayList<>();
    for (int i = 0; i < leaving.size(); i++) {
      Instance instance = leaving.get(i);
      Segment segment = left.get(i);
      gone.add(instance.stop().thenRun(() -> forget(instance, segment)));
    }
    return CompletableFuture.allOf(gone.toArray(CompletableFuture[]::new));
  }

  private void forget(Instance instance, Segment segment) {
    belongings.forget(instance);
    segment.remove(instance);
  }

  /** Lets every instance resign, each by itself. */
  CompletableFuture<Void> stopAll() {
    roster.instances().forEach(instance -> instance.join(null));
    CompletableFuture<?>[] stopped =
        roster.instances().stream().map(Instance::stop).toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(stopped);
  }

  /** Closes sockets and puts sysctls back. The kernel thread finishes what it was asked. */
  void close() {
    roster.segments().forEach(Segment::close);
    belongings.close();
    monitor().close();
    health.close();
    writer.close();
    announcers.close();
    readiness.close();
    try {
      promoteSecondaries.close();
    } catch (IOException e) {
      log.warning("restoring promote_secondaries: " + e.getMessage());
    }
  }

  /** How late the loop has been woken for deadlines. */
  TimerStatus timers() {
    return punctuality.status(clock.nanos());
  }

  /** Said when all who are late have been served: one of them may be MASTER no more by then. */
  private void wokenLate(long nanos) {
    loop.execute(
        () ->
            roster
                .briskestMaster()
                .ifPresent(
                    master -> instanceLog.wokenLate(master, nanos, punctuality, clock.nanos())));
  }

  List<Instance> instances() {
    return new ArrayList<>(roster.instances());
  }

  HealthWatch health() {
    return health;
  }

  @Nullable Segment segment(Instance instance) {
    return roster.segment(instance);
  }

  @Override
  public IoEventLoop loop() {
    return loop;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Log log() {
    return log;
  }

  @Override
  public NetlinkMonitor monitor() {
    if (monitor == null) {
      throw new IllegalStateException("the engine is not open");
    }
    return monitor;
  }

  @Override
  public AddressWriter writer() {
    return writer;
  }

  @Override
  public Belongings belongings() {
    return belongings;
  }

  @Override
  public Announcer announcer() {
    return announcers;
  }

  @Override
  public InstanceObserver observer() {
    return this;
  }

  @Override
  public Optional<Link> link(String name) {
    return monitor().link(name);
  }

  @Override
  public Optional<Link> linkHolding(IpAddress address) {
    return monitor().links().stream()
        .filter(link -> !link.name().equals("lo"))
        .filter(
            link ->
                monitor().addresses(link.index()).stream()
                    .anyMatch(each -> each.address().equals(address)))
        .findFirst();
  }

  @Override
  public boolean isVirtual(IpAddress address) {
    return roster.isVirtual(address);
  }

  @Override
  public OwnPrefixes ownPrefixes(Link link) {
    return hostPrefixes.on(link);
  }

  @Override
  public List<Segment> siblings(Segment segment) {
    return roster.segments().stream()
        .filter(each -> each != segment && each.hearsWith(segment))
        .toList();
  }

  @Override
  public LinkNews linkNews() {
    return linkNews;
  }

  @Override
  public void promoteSecondaries(String interfaceName) throws IOException {
    promoteSecondaries.enable(interfaceName);
  }

  @Override
  public void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      listener.broken(e);
    }
  }

  @Override
  public void refused(Segment segment, Rejection reason, @Nullable IpAddress sender) {
    instanceLog.refused(segment.label(), reason, sender);
  }

  @Override
  public void stepped(Instance instance, Step step) {
    instanceLog.stepped(instance, step);
    listener.stepped(instance, step);
    if (step.changesState()) {
      reportSplit(instance);
    }
    if (step.after() instanceof Master && !(step.before() instanceof Master)) {
      readiness.tookOver();
    }
  }

  @Override
  public void groupChanged(String group, String stateName) {
    groups.changed(group, stateName, listener::groupChanged);
  }

  @Override
  public void received(Instance instance, Reception reception, IpAddress source) {
    instanceLog.received(instance, reception, source);
    if (reception instanceof Reception.Refused) {
      reportSplit(instance);
    }
  }

  private void reportSplit(Instance instance) {
    instance.split().ifPresent(split -> instanceLog.split(instance, split));
  }

  @Override
  public void failed(Instance instance, String what) {
    instanceLog.failed(instance, what);
  }

  @Override
  public boolean takeOverNears(long leftNanos) {
    return readiness.refresh(leftNanos);
  }

  @Override
  public void checksWanted(Instance instance) {
    health.askAll(instance::checked);
  }

  /** Runs {@code work} on the loop; any thread. */
  void execute(Consumer<Engine> work) {
    loop.execute(() -> guarded(() -> work.accept(this)));
  }
}
