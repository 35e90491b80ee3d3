package org.jvrrpd.daemon.runtime;

import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Rejection;
import org.jvrrpd.core.router.Reception;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.daemon.kernel.AddressWriter;
import org.jvrrpd.daemon.kernel.Announcer;
import org.jvrrpd.daemon.kernel.Announcers;
import org.jvrrpd.daemon.kernel.InterfaceAddress;
import org.jvrrpd.daemon.kernel.Link;
import org.jvrrpd.daemon.kernel.NetlinkMonitor;
import org.jvrrpd.daemon.kernel.PromoteSecondaries;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.log.RateLimited;

/**
 * Everything that lives on the event loop: the segments with their instances, and what they share
 * of wire and kernel. Unless a method says otherwise it is called on the loop.
 */
final class Engine implements Surroundings, NetlinkMonitor.Listener, InstanceObserver {

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
  private final Belongings belongings = new Belongings(this);
  private final PromoteSecondaries promoteSecondaries = new PromoteSecondaries();
  private final Map<String, Instance> instances = new LinkedHashMap<>();
  private final Map<Instance, Segment> segments = new LinkedHashMap<>();

  private final LinkNews linkNews;

  private @Nullable NetlinkMonitor monitor;
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
    this.log = log;
    this.limited = new RateLimited(log, clock::nanos);
    this.instanceLog = new InstanceLog(log, limited);
    this.listener = listener;
    this.announcers = announcers;
    this.writer = writer;
    this.health = new HealthWatch(this);
    this.intruders = new Intruders(this, limited);
    this.groups = new Groups(clock, this, log);
    this.linkNews = new LinkNews(log);
  }

  /**
   * Opens what the segments share.
   *
   * @throws IOException in words that name what is not permitted or not there
   */
  static Engine open(IoEventLoop loop, Clock clock, Log log, Listener listener) throws IOException {
    Announcers announcers = Announcers.open();
    try {
      AddressWriter writer = AddressWriter.open(loop);
      Engine engine = new Engine(loop, clock, log, listener, announcers, writer);
      engine.monitor = NetlinkMonitor.open(loop, engine);
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
    Rehearsal.run(loop, settings);
  }

  /** Puts an instance to work. Addresses of its that are left over are removed before. */
  void add(InstanceSettings settings) {
    Segment segment =
        segments.values().stream()
            .filter(existing -> existing.holds(settings))
            .findFirst()
            .orElseGet(() -> new Segment(this, settings.attachment()));
    Instance instance = new Instance(loop, clock, this, segment, settings);
    instances.put(instance.name(), instance);
    segments.put(instance, segment);
    intruders.removeLeftOvers(instance);
    belongings.review(instance);
    segment.add(instance);
    segment.review();
    health.introduce(instance);
    groups.form(instances.values());
    instance.start();
  }

  /** Lets an instance go by other settings, those of the same virtual router. */
  void reconfigure(Instance instance, InstanceSettings changed) {
    IpAddress source = instance.settings().router().source();
    String before = instance.name();
    instance.reconfigure(changed.speakingFrom(source));
    if (!instance.name().equals(before)) {
      instances.remove(before, instance);
      instances.put(instance.name(), instance);
    }
    belongings.review(instance);
    Segment segment = segments.get(instance);
    if (segment != null) {
      segment.receiveForAll();
      segment.review();
    }
  }

  /** Lets an instance resign and forgets it. */
  CompletableFuture<Void> remove(Instance instance) {
    Segment segment = segments.remove(instance);
    instances.remove(instance.name());
    instance.join(null);
    groups.form(instances.values());
    return instance
        .stop()
        .thenRun(
            () -> {
              belongings.forget(instance);
              if (segment != null) {
                segment.remove(instance);
              }
            });
  }

  /** Lets every instance resign, each by itself. */
  CompletableFuture<Void> stopAll() {
    instances.values().forEach(instance -> instance.join(null));
    CompletableFuture<?>[] stopped =
        instances.values().stream().map(Instance::stop).toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(stopped);
  }

  /** Closes sockets and puts sysctls back. The kernel thread finishes what it was asked. */
  void close() {
    List.copyOf(segments.values()).forEach(Segment::close);
    belongings.close();
    monitor().close();
    health.close();
    writer.close();
    announcers.close();
    try {
      promoteSecondaries.close();
    } catch (IOException e) {
      log.warning("restoring promote_secondaries: " + e.getMessage());
    }
  }

  List<Instance> instances() {
    return new ArrayList<>(instances.values());
  }

  HealthWatch health() {
    return health;
  }

  @Nullable Segment segment(Instance instance) {
    return segments.get(instance);
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
    return instances.values().stream().anyMatch(instance -> instance.settings().owns(address));
  }

  @Override
  public List<Segment> siblings(Segment segment) {
    return distinctSegments().stream()
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
  public void linkChanged(Link link) {
    guarded(this::linksChanged);
  }

  @Override
  public void linkRemoved(Link link) {
    guarded(this::linksChanged);
  }

  private void linksChanged() {
    reviewAll();
    belongings.linksChanged();
    health.reviewLinks();
  }

  @Override
  public void addressAdded(InterfaceAddress address) {
    guarded(
        () -> {
          if (concernsNode(address)) {
            reviewAll();
          } else {
            intruders.removeForeign(instances(), address);
          }
        });
  }

  @Override
  public void addressRemoved(InterfaceAddress address) {
    guarded(
        () -> {
          if (concernsNode(address)) {
            reviewAll();
          }
          belongings.fixtures().addressGone(address);
          distinctSegments().forEach(segment -> segment.addressGone(address));
        });
  }

  private boolean concernsNode(InterfaceAddress address) {
    return distinctSegments().stream().anyMatch(segment -> segment.concerns(address));
  }

  private void reviewAll() {
    distinctSegments().forEach(Segment::review);
  }

  private List<Segment> distinctSegments() {
    return segments.values().stream().distinct().toList();
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
  public void checksWanted(Instance instance) {
    health.askAll(instance::checked);
  }

  /** Runs {@code work} on the loop; any thread. */
  void execute(Consumer<Engine> work) {
    loop.execute(() -> guarded(() -> work.accept(this)));
  }
}
