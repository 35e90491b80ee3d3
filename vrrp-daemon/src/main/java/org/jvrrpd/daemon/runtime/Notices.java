package org.jvrrpd.daemon.runtime;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.router.Step;
import org.jvrrpd.daemon.config.Notifications;
import org.jvrrpd.daemon.config.VirtualAddress;
import org.jvrrpd.daemon.notify.HookCommand;
import org.jvrrpd.daemon.notify.NotifierSettings;
import org.jvrrpd.daemon.notify.NotifierSettings.PipeSettings;
import org.jvrrpd.daemon.notify.StateNotice;
import org.jvrrpd.daemon.notify.StateNotice.Event;
import org.jvrrpd.daemon.notify.SubjectHooks;
import org.jvrrpd.daemon.process.CommandLine;

/** What others are told of an instance, and the configuration of who is told. */
final class Notices {
  private Notices() {}

  /** Whom a configuration wants to be told. */
  static NotifierSettings settings(Notifications notifications) {
    Notifications.Scripts scripts = notifications.scripts();
    Map<Event, List<HookCommand>> byEvent = new EnumMap<>(Event.class);
    for (Event event : List.of(Event.MASTER, Event.BACKUP, Event.FAULT, Event.STOP)) {
      Optional<CommandLine> own =
          switch (event) {
            case MASTER -> scripts.master();
            case BACKUP -> scripts.backup();
            case FAULT -> scripts.fault();
            default -> scripts.stop();
          };
      // In keepalived's order.
      List<HookCommand> all =
          Stream.of(own, scripts.any())
              .flatMap(Optional::stream)
              .map(line -> new HookCommand(line, scripts.user(), Optional.empty(), true, false))
              .toList();
      if (!all.isEmpty()) {
        byEvent.put(event, all);
      }
    }
    return new NotifierSettings(
        new SubjectHooks(byEvent, false, false, true),
        Map.of(),
        Map.of(),
        scripts.timeLimit(),
        notifications.fifo().map(PipeSettings::of).stream().toList(),
        notifications.log(),
        notifications
            .webhook()
            .map(hook -> new NotifierSettings.Hook(hook.address(), hook.timeout(), hook.retries())),
        Optional.empty());
  }

  /**
   * What is told of a step that changes the state; nothing of one that leads out of the election.
   */
  static Optional<StateNotice> changed(
      Instance instance, Step step, String interfaceName, String node) {
    Optional<Event> event =
        switch (step.after()) {
          case State.Master _ -> Optional.of(Event.MASTER);
          case State.Backup _ -> Optional.of(Event.BACKUP);
          case State.Fault _ -> Optional.of(Event.FAULT);
          case State.Init _ -> Optional.empty();
        };
    return event.map(
        each -> notice(instance, each, step.before().name(), step.reason(), interfaceName, node));
  }

  /** What is told of a step that changes no state. */
  static StateNotice notice(
      Instance instance, Event event, Step step, String interfaceName, String node) {
    return notice(instance, event, instance.stateName(), step.reason(), interfaceName, node);
  }

  /** What is told of an instance that is about to end. */
  static StateNotice ending(Instance instance, Event event, String interfaceName, String node) {
    return notice(instance, event, instance.stateName(), Reason.SHUTDOWN, interfaceName, node);
  }

  private static StateNotice notice(
      Instance instance,
      Event event,
      String previous,
      Reason reason,
      String interfaceName,
      String node) {
    return new StateNotice(
        StateNotice.Kind.INSTANCE,
        instance.name(),
        event,
        previous,
        instance.effectivePriority(),
        reason.words(),
        instance.settings().addresses().stream().map(VirtualAddress::toString).toList(),
        interfaceName,
        instance.settings().router().vrid(),
        node,
        Instant.now());
  }
}
