package org.jvrrpd.daemon.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.daemon.config.Particulars;

/**
 * What a new configuration changes. An instance whose identity stays goes on in its state, with its
 * timers and counters; another identity is another virtual router, so the old one resigns and the
 * new one begins.
 */
final class ReloadPlan {
  private static final long NEWS_MILLIS = 100;

  private record Change(Instance instance, InstanceSettings settings) {
    boolean givesUpAddresses() {
      return !settings.held().containsAll(instance.held());
    }
  }

  private final List<Instance> removed = new ArrayList<>();
  private final List<InstanceSettings> added = new ArrayList<>();
  private final List<Change> changed = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  private ReloadPlan() {}

  static ReloadPlan between(List<Instance> running, List<InstanceSettings> wanted) {
    ReloadPlan plan = new ReloadPlan();
    for (InstanceSettings settings : wanted) {
      Optional<Instance> same =
          running.stream()
              .filter(instance -> instance.settings().sameIdentity(settings))
              .findFirst();
      if (same.isEmpty()) {
        plan.added.add(settings);
        plan.lines.add("(" + settings.router().name() + ") starts");
      } else {
        plan.change(same.get(), settings);
      }
    }
    for (Instance instance : running) {
      if (plan.changed.stream().noneMatch(change -> change.instance == instance)) {
        plan.removed.add(instance);
        plan.lines.addFirst("(" + instance.name() + ") resigns and is removed");
      }
    }
    return plan;
  }

  private void change(Instance instance, InstanceSettings settings) {
    changed.add(new Change(instance, settings));
    List<String> differences = differences(instance.settings(), settings);
    if (!differences.isEmpty()) {
      lines.add("(" + instance.name() + ") " + String.join(", ", differences));
    }
  }

  private static List<String> differences(InstanceSettings from, InstanceSettings to) {
    RouterSettings before = from.router();
    RouterSettings after = to.router();
    List<String> differences = new ArrayList<>();
    differ(differences, "name", before.name(), after.name());
    differ(differences, "priority", before.priority(), after.priority());
    differ(differences, "preempt", before.preempt(), after.preempt());
    differ(
        differences,
        "preempt_delay",
        before.preemptDelayNanos() / 1e9,
        after.preemptDelayNanos() / 1e9);
    differ(
        differences, "advert_int", before.intervalCentis() / 100.0, after.intervalCentis() / 100.0);
    differ(
        differences,
        "startup_delay",
        before.startupDelayNanos() / 1e9,
        after.startupDelayNanos() / 1e9);
    differ(differences, "down_timer_adverts", before.downIntervals(), after.downIntervals());
    differ(
        differences,
        "checksum",
        Expectations.words(before.checksumForm()),
        Expectations.words(after.checksumForm()));
    differ(differences, "vip", from.addresses(), to.addresses());
    differ(differences, "vip_lease", before.leased(), after.leased());
    differ(differences, "health_takeover", before.healthTakeover(), after.healthTakeover());
    differ(differences, "peers", before.peerPriorities(), after.peerPriorities());
    differ(differences, "highest peer", before.highestPeer(), after.highestPeer());
    particulars(differences, from.particulars(), to.particulars());
    if (!before.checks().equals(after.checks())) {
      differences.add("other checks");
    }
    if (!before.authentication().equals(after.authentication())) {
      differences.add("another auth_pass");
    }
    if (!before.hmac().equals(after.hmac())) {
      differences.add("another auth_hmac");
    }
    return differences;
  }

  private static void particulars(List<String> differences, Particulars before, Particulars after) {
    differ(differences, "state MASTER", before.prefersMaster(), after.prefersMaster());
    differ(differences, "tracks its own link", before.tracksOwnLink(), after.tracksOwnLink());
    differ(differences, "accept", before.accept(), after.accept());
    differ(differences, "virtual_routes", before.routes(), after.routes());
    differ(differences, "virtual_rules", before.rules(), after.rules());
    differ(differences, "use_vmac", before.virtualMac(), after.virtualMac());
    if (!before.reach().equals(after.reach())) {
      differences.add("advertises to others");
    }
    if (!before.announcements().equals(after.announcements())) {
      differences.add("announces its addresses at other times");
    }
  }

  private static void differ(List<String> differences, String what, Object from, Object to) {
    if (!from.equals(to)) {
      differences.add(what + " " + from + " becomes " + to);
    }
  }

  /** Whom it takes away. */
  List<Instance> removed() {
    return List.copyOf(removed);
  }

  /** The plan in words, a line for each instance that does not stay as it is. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * Carries it out, on the event loop. What is new begins when what it replaces has resigned and
   * its addresses are gone.
   */
  void apply(Engine engine) {
    engine.belongings().forgetPaces();
    // Who gives an address up comes before who gets it.
    List<Change> inOrder = new ArrayList<>(changed);
    inOrder.sort(Comparator.comparing(change -> !change.givesUpAddresses()));
    inOrder.forEach(change -> engine.reconfigure(change.instance, change.settings));
    var _ = engine.remove(removed).thenRun(() -> addLater(engine));
  }

  private void addLater(Engine engine) {
    Runnable add = () -> engine.guarded(() -> engine.add(added));
    var _ = engine.loop().schedule(add, removed.isEmpty() ? 0 : NEWS_MILLIS, TimeUnit.MILLISECONDS);
  }
}
