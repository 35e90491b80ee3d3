package org.jvrrpd.daemon.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.tracking.CheckState.Results;
import org.jvrrpd.core.tracking.Tracking;
import org.jvrrpd.core.tracking.Tracking.Tracked;
import org.jvrrpd.daemon.control.CheckStatus;
import org.jvrrpd.daemon.health.CheckResult;
import org.jvrrpd.daemon.health.CheckSchedule;
import org.jvrrpd.daemon.health.ProcessWatch;
import org.jvrrpd.daemon.health.TrackedProcesses;
import org.jvrrpd.daemon.kernel.Link;

/**
 * This node's checks at work: hands their results to every instance, logs verdicts in keepalived's
 * words, and remembers what {@code status} shows. Event loop only.
 */
final class HealthWatch implements CheckSchedule.Listener {
  /** How long a health take-over waits for our own checks: services are down meanwhile. */
  private static final long ASK_SECONDS = 5;

  private final Engine engine;
  private final CheckSchedule schedule;
  private final Map<String, Latest> latest = new HashMap<>();

  /** The exit status of scripts whose last one was not 0. */
  private final Map<String, Integer> failures = new HashMap<>();

  private Tracking tracking = Tracking.starting(List.of());

  /** The interfaces that have to be up, by the names of the checks. */
  private Map<String, String> links = Map.of();

  private final FileNumbers files;
  private List<TrackedProcesses> counted = List.of();
  private @Nullable ProcessWatch processes;
  private boolean started;

  private record Latest(CheckResult result, long verdictSinceNanos) {}

  HealthWatch(Engine engine) {
    this.engine = engine;
    this.schedule = new CheckSchedule(engine.loop(), this);
    this.files = new FileNumbers(engine);
  }

  /**
   * Goes by these checks from now on; what is known of one that stays is kept.
   *
   * @return completed on the loop when files have been read and processes counted once
   */
  CompletableFuture<Void> reconfigure(HealthPlan plan) {
    tracking =
        started ? tracking.reconfigured(plan.settings()) : Tracking.starting(plan.settings());
    started = true;
    latest.keySet().removeIf(name -> find(name) == null);
    failures.keySet().removeIf(name -> find(name) == null);
    schedule.reconfigure(plan.checks());
    links = plan.links();
    reviewLinks();
    return CompletableFuture.allOf(count(plan.processes()), files.reconfigure(plan.files()));
  }

  private CompletableFuture<Void> count(List<TrackedProcesses> wanted) {
    CompletableFuture<Void> complete = new CompletableFuture<>();
    if (wanted.isEmpty() || !wanted.equals(counted)) {
      stopCounting();
    }
    if (wanted.isEmpty() || processes != null) {
      complete.complete(null);
    } else {
      Map<String, Boolean> known = new HashMap<>();
      wanted.stream().filter(counted::contains).forEach(each -> recall(each.name(), known));
      processes = new ProcessWatch(wanted, known, engine.loop(), new Counts(complete));
    }
    counted = wanted;
    return complete;
  }

  private void recall(String check, Map<String, Boolean> known) {
    Tracked tracked = find(check);
    if (tracked != null && tracked.state().results() != Results.NONE) {
      known.put(check, tracked.state().up());
    }
  }

  private void stopCounting() {
    if (processes != null) {
      processes.close();
      processes = null;
    }
  }

  private final class Counts implements ProcessWatch.Listener {
    private final CompletableFuture<Void> complete;

    Counts(CompletableFuture<Void> complete) {
      this.complete = complete;
    }

    @Override
    public void counted(String check, CheckResult result) {
      engine.guarded(() -> take(check, result));
    }

    @Override
    public void complete() {
      complete.complete(null);
    }
  }

  /** Takes notice of the interfaces that have to be up. */
  void reviewLinks() {
    links.forEach(
        (check, interfaceName) -> {
          boolean up = engine.monitor().link(interfaceName).map(Link::up).orElse(false);
          Tracked known = find(check);
          if (known != null && (known.state().up() != up || !latest.containsKey(check))) {
            String why = "interface " + interfaceName + (up ? " up" : " down");
            take(check, new CheckResult(up, why, OptionalInt.empty(), List.of()));
          }
        });
  }

  /** Ends what runs. */
  void close() {
    stopCounting();
    files.close();
    schedule.close();
  }

  /** Waits until nothing of what was ended is left. Any thread but the loop. */
  void awaitEnd(Duration limit) {
    try {
      var _ = schedule.awaitEnd(limit);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void ended(String check, CheckResult result) {
    engine.guarded(() -> take(check, result));
  }

  private void take(String check, CheckResult result) {
    Tracked before = find(check);
    if (before == null) {
      return;
    }
    tracking = tracking.after(check, result.passed());
    boolean up = tracking.checks().stream().anyMatch(each -> isUp(each, check));
    boolean news = up != before.state().up() || before.state().results() == Results.NONE;
    Latest known = latest.get(check);
    long since = news || known == null ? engine.clock().nanos() : known.verdictSinceNanos;
    latest.put(check, new Latest(result, since));
    result.exitStatus().ifPresent(status -> returned(check, status));
    if (news) {
      log(check, result);
    }
    for (Instance instance : engine.instances()) {
      instance.checked(check, result.passed());
    }
  }

  /**
   * Tells an instance that a reload has put in another one's place what is known already. It would
   * count every check as failed until its next run.
   */
  void introduce(Instance newcomer) {
    files.introduce(newcomer);
    for (Tracked check : tracking.checks()) {
      if (check.state().results() != Results.NONE) {
        newcomer.checked(check.settings().name(), check.state().up());
      }
    }
  }

  /** As keepalived says it, with every change of the status and not only of the verdict. */
  private void returned(String check, int status) {
    Integer before = status == 0 ? failures.remove(check) : failures.put(check, status);
    if (status != (before == null ? 0 : before)) {
      engine.log().info("Script `" + check + "` now returning " + status);
    }
  }

  private void log(String check, CheckResult result) {
    String link = links.get(check);
    if (link != null) {
      engine.linkNews().tellState(link, result.passed());
      return;
    }
    if (counted.stream().anyMatch(each -> each.name().equals(check))) {
      String name = check.substring(check.indexOf(' ') + 1);
      String verdict = result.passed() ? "gained" : "lost";
      engine.log().info("Quorum " + verdict + " for tracked process " + name);
      return;
    }
    String script = "VRRP_Script(" + check + ") ";
    if (result.passed()) {
      engine.log().info(script + "succeeded");
    } else if (result.why().equals(CheckResult.TIMED_OUT)) {
      engine.log().warning(script + "timed_out");
    } else {
      engine.log().warning(script + "failed (" + result.why() + ")");
    }
  }

  /**
   * Runs the checks once more, at once. Those that are down already are not asked: they have
   * lowered our priority, and it is above the master's all the same.
   *
   * @param answer whether they pass; no, if one has no answer within {@value #ASK_SECONDS} s; never
   *     told from within this call, which is part of an election's step
   */
  void askAll(Consumer<Boolean> answer) {
    engine.loop().execute(() -> engine.guarded(() -> ask(answer)));
  }

  private void ask(Consumer<Boolean> answer) {
    List<String> names =
        tracking.checks().stream()
            .filter(each -> each.state().up() || each.state().results() == Results.NONE)
            .map(each -> each.settings().name())
            .toList();
    Poll poll = new Poll(names.size(), answer);
    if (names.isEmpty()) {
      poll.decide(true);
      return;
    }
    names.forEach(
        name -> schedule.ask(name, result -> engine.guarded(() -> poll.count(result.passed()))));
    var _ =
        engine
            .loop()
            .schedule(
                () -> engine.guarded(() -> poll.decide(false)), ASK_SECONDS, TimeUnit.SECONDS);
  }

  /** Answers once: no at the first failure, yes after the last success. */
  private static final class Poll {
    private final Consumer<Boolean> answer;
    private int missing;
    private boolean decided;

    Poll(int missing, Consumer<Boolean> answer) {
      this.missing = missing;
      this.answer = answer;
    }

    void count(boolean passed) {
      missing--;
      if (!passed || missing == 0) {
        decide(passed);
      }
    }

    void decide(boolean passed) {
      if (!decided) {
        decided = true;
        answer.accept(passed);
      }
    }
  }

  /** What {@code status} says of the checks. */
  List<CheckStatus> statuses() {
    return Stream.concat(tracking.checks().stream().map(this::status), files.statuses().stream())
        .toList();
  }

  private CheckStatus status(Tracked check) {
    String name = check.settings().name();
    Latest known = latest.get(name);
    return new CheckStatus(
        name,
        check.state().up(),
        check.state().streak(),
        check.needed(),
        engine.clock().wall(known == null ? 0 : known.verdictSinceNanos),
        known == null ? "has not answered yet" : known.result.why(),
        known == null ? List.of() : known.result.lastLines(),
        schedule.skipped(name),
        check.contribution());
  }

  private @Nullable Tracked find(String name) {
    return tracking.checks().stream()
        .filter(each -> each.settings().name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static boolean isUp(Tracked check, String name) {
    return check.settings().name().equals(name) && check.state().up();
  }
}
