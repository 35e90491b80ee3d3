package org.jvrrpd.daemon.runtime;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.daemon.config.InstanceConfiguration;
import org.jvrrpd.daemon.config.Problem;
import org.jvrrpd.daemon.config.Severity;
import org.jvrrpd.daemon.config.running.DaemonConfiguration;
import org.jvrrpd.daemon.config.running.LoadedConfiguration;
import org.jvrrpd.daemon.config.running.StaticObjects;
import org.jvrrpd.daemon.control.ControlServer;
import org.jvrrpd.daemon.control.Dump;
import org.jvrrpd.daemon.control.ReloadOutcome;
import org.jvrrpd.daemon.control.RequestHandler;
import org.jvrrpd.daemon.control.StatusReport;
import org.jvrrpd.daemon.kernel.Promptness;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.notify.NotifierSettings;
import org.jvrrpd.daemon.notify.StateNotice;
import org.jvrrpd.daemon.process.RunningKeepalived;

/**
 * The life of a daemon: everything is opened, the instances run on the event loop until somebody
 * asks for the end, then they resign and everything is closed. One for each process.
 */
public final class Daemon implements Signals.Receiver, RequestHandler, Engine.Listener {
  /** What remains of a stop when resigning takes long: the process must be gone within a second. */
  private static final long RESIGN_WAIT_MILLIS = 400;

  /** Routes, macvlans and a filter, where there are any, are taken away by other programs. */
  private static final long CLOSE_WAIT_MILLIS = 3_000;

  /** A script that runs is ended, and then that of the end has its second. */
  private static final long STOP_HOOK_WAIT_MILLIS = 1_300;

  /** Runs of checks are ended first thing, and who does not heed TERM is killed 0.2 s later. */
  private static final Duration CHECKS_WAIT = Duration.ofMillis(300);

  /** Files on a file system that hangs keep nobody from starting. */
  private static final long FIRST_LOOK_MILLIS = 1_000;

  /** When the JVM has given up what only the start needed. */
  private static final long SETTLED_AFTER_SECONDS = 8;

  private final DaemonOptions options;
  private final Log log;
  private final Clock clock = Clock.startingNow();
  private final CompletableFuture<Integer> end = new CompletableFuture<>();

  /** Starting counts as well: it is the first load. */
  private final AtomicBoolean reloading = new AtomicBoolean(true);

  private final EventLoopGroup group;
  private final IoEventLoop loop;
  private final Engine engine;
  private final SoleSpeaker soleSpeaker;
  private final Urgency urgency;
  private final Promptness promptness;
  private final ServiceManager serviceManager;
  private final Messenger messenger;
  private final Dumps dumps;

  /** Event loop only. */
  private DaemonConfiguration configuration;

  /** Event loop only: what is still under way changes nothing any more. */
  private boolean stopping;

  private Daemon(
      DaemonOptions options,
      DaemonConfiguration configuration,
      Log log,
      MultiThreadIoEventLoopGroup group,
      SoleSpeaker soleSpeaker)
      throws IOException {
    this.options = options;
    this.configuration = configuration;
    this.log = log;
    this.group = group;
    this.soleSpeaker = soleSpeaker;
    this.loop = group.next();
    this.serviceManager = ServiceManager.find(System.getenv(), ProcessHandle.current().pid(), log);
    this.messenger = new Messenger(configuration, log);
    this.dumps = new Dumps(options.runtimeDirectory(), clock, log);
    this.urgency = Urgency.of(options, configuration);
    this.promptness = urgency.promptness();
    this.engine = Engine.open(loop, clock, log, promptness, this);
  }

  /**
   * Runs a daemon until a signal or a failure ends it.
   *
   * @param configuration what its file said at the start
   * @param signals registered by {@code main} already
   * @return the exit status
   * @throws IOException in words, if something cannot be opened
   */
  public static int run(
      DaemonOptions options, DaemonConfiguration configuration, Log log, Signals signals)
      throws IOException {
    try (SoleSpeaker soleSpeaker = SoleSpeaker.of(settings(configuration), log)) {
      Daemon daemon = new Daemon(options, configuration, log, eventLoopGroup(), soleSpeaker);
      try (ControlServer _ = ControlServer.open(options.runtimeDirectory(), daemon)) {
        daemon.start();
        signals.deliverTo(daemon);
        signals.readRealTimeSignals();
        return daemon.awaitEnd();
      } finally {
        daemon.close();
      }
    }
  }

  /**
   * Plays a start and take-overs that lead nowhere, for the build to record which classes they
   * need.
   */
  public static void train(DaemonConfiguration configuration) throws IOException {
    MultiThreadIoEventLoopGroup group = eventLoopGroup();
    IoEventLoop loop = group.next();
    LoopCall.run(loop, () -> Rehearsal.run(loop, settings(configuration).getFirst()));
    var _ = group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
  }

  static MultiThreadIoEventLoopGroup eventLoopGroup() {
    ThreadFactory threads = Thread.ofPlatform().name("jvrrpd-loop").factory();
    return new MultiThreadIoEventLoopGroup(1, threads, EpollIoHandler.newFactory());
  }

  private void start() throws IOException {
    List<InstanceSettings> instances = settings(configuration);
    CompletableFuture<Void> looked = new CompletableFuture<>();
    LoopCall.run(
        loop,
        () -> {
          promptness.hurryThisThread().ifPresent(urgency.ofScheduling(log));
          engine.warmUp(instances.getFirst());
          prepareLines();
          engine.belongings().fixtures().put(configuration.fixtures());
          var _ =
              engine
                  .health()
                  .reconfigure(HealthPlan.of(configuration))
                  .thenRun(() -> looked.complete(null));
        });
    // As in keepalived, what files and processes say counts before the election begins.
    LoopCall.await(looked, FIRST_LOOK_MILLIS);
    // What the start alone needed goes now, all at once, while nobody counts on this node.
    System.gc();
    LoopCall.run(
        loop,
        () -> {
          engine.add(instances);
          reloading.set(false);
          serviceManager.ready(stateSummary());
          serviceManager
              .watchdogIntervalNanos()
              .ifPresent(
                  nanos -> {
                    var _ =
                        loop.scheduleAtFixedRate(
                            serviceManager::alive, 0, nanos, TimeUnit.NANOSECONDS);
                  });
        });
  }

  /** What a killed daemon has left of these is found by a mark that keepalived uses too. */
  private void prepareLines() throws IOException {
    boolean none =
        configuration.fixtures().equals(StaticObjects.NONE)
            && configuration.instances().stream()
                .map(InstanceConfiguration::particulars)
                .allMatch(each -> each.routes().isEmpty() && each.rules().isEmpty());
    if (!none) {
      engine.belongings().lines().prepare(RunningKeepalived.find().isEmpty());
    }
  }

  /** On the main thread, which only waits meanwhile. */
  private void settleMemory() {
    try {
      end.get(SETTLED_AFTER_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException _) {
      promptness.settleMemory().ifPresent(urgency.ofLocking(log));
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end is never a failure", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<InstanceSettings> settings(DaemonConfiguration configuration) {
    HealthPlan health = HealthPlan.of(configuration);
    return configuration.instances().stream()
        .map(each -> InstanceSettings.of(each, health.settings(each.tracked())))
        .toList();
  }

  private int awaitEnd() {
    settleMemory();
    int status = end.join();
    log.info("Stopping");
    CompletableFuture<Void> resigned = new CompletableFuture<>();
    CompletableFuture<List<StateNotice>> last = new CompletableFuture<>();
    CompletableFuture<List<StateNotice>> groups = new CompletableFuture<>();
    engine.execute(
        it -> {
          stopping = true;
          messenger.fallSilent();
          groups.complete(messenger.lastWordsOfGroups());
          last.complete(it.instances().stream().map(this::noticeOfTheEnd).toList());
          serviceManager.stopping();
          it.health().close();
          var _ = it.stopAll().thenRun(() -> resigned.complete(null));
        });
    LoopCall.await(resigned, RESIGN_WAIT_MILLIS);
    if (last.isDone()) {
      LoopCall.await(messenger.stopping(last.join(), groups.join()), STOP_HOOK_WAIT_MILLIS);
    }
    return status;
  }

  private StateNotice noticeOfTheEnd(Instance instance) {
    return messenger.lastWords(instance, interfaceOf(instance));
  }

  private void close() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    loop.execute(
        () -> {
          engine.close();
          serviceManager.close();
          closed.complete(null);
        });
    LoopCall.await(closed, CLOSE_WAIT_MILLIS);
    engine.health().awaitEnd(CHECKS_WAIT);
    messenger.close();
    var _ = group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    end.complete(ExitStatus.OK);
  }

  /** A failure of ours. The addresses go, the others take over, systemd starts us again. */
  @Override
  public void broken(Throwable failure) {
    log.error("internal error, stopping: " + failure);
    for (StackTraceElement frame : failure.getStackTrace()) {
      log.error("    at " + frame);
    }
    end.complete(ExitStatus.FAILED);
  }

  @Override
  public void reload() {
    var _ = reload(false);
  }

  @Override
  public void dump(Dump dump) {
    engine.execute(it -> dumps.write(dump, it));
  }

  @Override
  public CompletableFuture<ReloadOutcome> reload(boolean dryRun) {
    if (!reloading.compareAndSet(false, true)) {
      return CompletableFuture.completedFuture(
          new ReloadOutcome(false, List.of(), List.of("a reload is under way")));
    }
    CompletableFuture<ReloadOutcome> outcome = new CompletableFuture<>();
    var _ = outcome.whenComplete((_, _) -> reloading.set(false));
    // Reading blocks on the file system, so it has a thread of its own.
    Thread.ofPlatform().daemon().name("jvrrpd-reload").start(() -> read(dryRun, outcome));
    return outcome;
  }

  private void read(boolean dryRun, CompletableFuture<ReloadOutcome> outcome) {
    try {
      LoadedConfiguration read = options.load();
      // Users are looked up here, which may take its time.
      Optional<NotifierSettings> told = read.configuration().map(Messenger::settings);
      engine.execute(
          _ ->
              outcome.complete(
                  stopping
                      ? new ReloadOutcome(false, List.of(), List.of("the daemon is stopping"))
                      : reloaded(read, told, dryRun)));
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
      log.error("reading the configuration again: " + e);
    }
  }

  private ReloadOutcome reloaded(
      LoadedConfiguration read, Optional<NotifierSettings> told, boolean dryRun) {
    log.info(dryRun ? "Reloading, as a dry run" : "Reloading");
    for (Problem problem : read.problems()) {
      if (problem.severity() == Severity.ERROR) {
        log.error(problem.toString());
      } else {
        log.warning(problem.toString());
      }
    }
    Optional<DaemonConfiguration> changed = read.configuration();
    if (changed.isEmpty() || told.isEmpty()) {
      log.error("the new configuration is refused, the old one stays");
      return new ReloadOutcome(
          false, List.of(), read.problems().stream().map(Problem::toString).toList());
    }
    List<InstanceSettings> wanted = settings(changed.get());
    if (!dryRun) {
      try {
        soleSpeaker.change(wanted);
      } catch (IOException e) {
        log.error(e.getMessage() + "; the old configuration stays");
        return new ReloadOutcome(false, List.of(), List.of(String.valueOf(e.getMessage())));
      }
    }
    ReloadPlan plan = ReloadPlan.between(engine.instances(), wanted);
    List<String> lines = new ArrayList<>(plan.lines());
    if (!messenger.tells(told.get())) {
      // Without what they are: a webhook's address may be a secret.
      lines.add("other notifications");
    }
    if (!configuration.fixtures().equals(changed.get().fixtures())) {
      lines.add("other static addresses, routes or rules");
    }
    if (!configuration.checks().equals(changed.get().checks())) {
      lines.add("other health checks");
    }
    if (Urgency.of(options, changed.get()).differsFrom(urgency)) {
      lines.add("other scheduling or locking of memory, after a restart");
    }
    if (!dryRun) {
      serviceManager.reloading();
      plan.removed().forEach(each -> messenger.deleted(each, interfaceOf(each)));
      plan.apply(engine);
      configuration = changed.get();
      engine.belongings().fixtures().put(configuration.fixtures());
      var _ = engine.health().reconfigure(HealthPlan.of(configuration));
      messenger.reconfigure(configuration.nodeName(), told.get());
      serviceManager.ready(stateSummary());
      lines.forEach(log::info);
      if (lines.isEmpty()) {
        log.info("nothing changes");
      }
    }
    return new ReloadOutcome(!dryRun, lines, List.of());
  }

  @Override
  public CompletableFuture<StatusReport> status() {
    CompletableFuture<StatusReport> report = new CompletableFuture<>();
    engine.execute(
        it ->
            report.complete(
                StatusReports.of(configuration, it, clock, promptness, messenger.troubles())));
    return report;
  }

  @Override
  public void stepped(Instance instance, Step step) {
    if (step.changesState()) {
      serviceManager.stateSoon(loop, this::stateSummary);
    }
    messenger.stepped(instance, step, interfaceOf(instance));
  }

  @Override
  public void groupChanged(String group, String stateName) {
    messenger.groupChanged(group, stateName);
  }

  private String interfaceOf(Instance instance) {
    Segment segment = engine.segment(instance);
    return segment == null ? "" : segment.label();
  }

  private String stateSummary() {
    return StatusReports.summary(engine.instances());
  }
}
