package org.jvrrpd.daemon.runtime;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.core.tracking.CheckState.Results;
import org.jvrrpd.core.tracking.Tracking.Tracked;
import org.jvrrpd.daemon.config.running.DaemonConfiguration;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.notify.Notifier;
import org.jvrrpd.daemon.notify.NotifierSettings;
import org.jvrrpd.daemon.notify.StateNotice;
import org.jvrrpd.daemon.notify.StateNotice.Event;

/**
 * Turns what happens to instances and sync groups into what scripts, pipes, servers and people are
 * told. Belongs to the event loop but for {@link #close} and {@link #troubles}.
 */
final class Messenger implements AutoCloseable {
  private static final String INIT = new State.Init().name();

  private final Notifier notifier;
  private NotifierSettings settings;
  private final Map<String, String> groups = new HashMap<>();
  private String node;
  private boolean silent;

  Messenger(DaemonConfiguration configuration, Log log) {
    this.node = configuration.nodeName();
    this.settings = settings(configuration);
    this.notifier = new Notifier(settings, log);
  }

  /** Whom a configuration wants to be told. Looks users up; any thread but the event loop. */
  static NotifierSettings settings(DaemonConfiguration configuration) {
    return configuration
        .words()
        .map(HookSettings::of)
        .orElseGet(() -> Notices.settings(configuration.notifications()));
  }

  /** Tells others, or in another way, from now on. */
  void reconfigure(String nodeName, NotifierSettings changed) {
    node = nodeName;
    settings = changed;
    notifier.reconfigure(changed);
  }

  /** Whether exactly these are told, in this way. */
  boolean tells(NotifierSettings others) {
    return settings.equals(others);
  }

  /** An instance has taken a step. */
  void stepped(Instance instance, Step step, String interfaceName) {
    if (silent) {
      return;
    }
    if (step.changesState()) {
      if (!isWaitingForChecks(instance, step) && !isWaitingForMacvlan(instance, step)) {
        Notices.changed(instance, step, interfaceName, node).ifPresent(notifier::changed);
      }
    } else {
      remark(step)
          .map(event -> Notices.notice(instance, event, step, interfaceName, node))
          .ifPresent(notifier::changed);
    }
  }

  /** What is told although the state is the same. */
  private static Optional<Event> remark(Step step) {
    boolean master = step.after() instanceof State.Master;
    return switch (step.reason()) {
      case LOWER_PRIORITY_ANSWERED -> Optional.of(Event.MASTER_RX_LOWER_PRI);
      case PRIORITY_CHANGED -> Optional.of(master ? Event.MASTER_PRIORITY : Event.BACKUP_PRIORITY);
      default -> Optional.empty();
    };
  }

  /** Who cannot know yet whether its checks pass is in FAULT without a fault: nobody is told. */
  private static boolean isWaitingForChecks(Instance instance, Step step) {
    return step.before() instanceof State.Init
        && step.after() instanceof State.Fault(Reason cause, _, _)
        && cause == Reason.CHECK_FAILED
        && instance.snapshot().checks().stream()
            .filter(Tracked::isFault)
            .allMatch(each -> each.state().results() == Results.NONE);
  }

  /** At the start the macvlan is still to be made. */
  private static boolean isWaitingForMacvlan(Instance instance, Step step) {
    return step.before() instanceof State.Init
        && step.after() instanceof State.Fault(Reason cause, _, _)
        && cause == Reason.INTERFACE_MISSING
        && instance.settings().particulars().virtualMac().isPresent();
  }

  /** All members of a sync group are in this state now. */
  void groupChanged(String group, String stateName) {
    String before = groups.put(group, stateName);
    if (!silent) {
      Event event = Event.valueOf(stateName);
      notifier.changed(
          StateNotice.ofGroup(
              group,
              event,
              before == null ? INIT : before,
              Reason.SYNC_GROUP.words(),
              node,
              Instant.now()));
    }
  }

  /** A reload takes an instance away. */
  void deleted(Instance instance, String interfaceName) {
    notifier.changed(Notices.ending(instance, Event.DELETED, interfaceName, node));
  }

  /** Says nothing more of what instances do: the daemon ends. */
  void fallSilent() {
    silent = true;
  }

  /** What the end has to say of an instance. */
  StateNotice lastWords(Instance instance, String interfaceName) {
    return Notices.ending(instance, Event.STOP, interfaceName, node);
  }

  /** What the end has to say of the sync groups. */
  List<StateNotice> lastWordsOfGroups() {
    return groups.entrySet().stream()
        .map(
            group ->
                StateNotice.ofGroup(
                    group.getKey(),
                    Event.STOP,
                    group.getValue(),
                    Reason.SHUTDOWN.words(),
                    node,
                    Instant.now()))
        .toList();
  }

  /** Tells of the end; completed when all were told or their second is over. */
  CompletableFuture<Void> stopping(List<StateNotice> instances, List<StateNotice> ofGroups) {
    return notifier.stopping(Stream.concat(instances.stream(), ofGroups.stream()).toList());
  }

  /** Who could not be told lately and why; any thread. */
  List<String> troubles() {
    return notifier.troubles();
  }

  @Override
  public void close() {
    notifier.close();
  }
}
