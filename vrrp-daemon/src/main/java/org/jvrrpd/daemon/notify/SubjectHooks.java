package org.jvrrpd.daemon.notify;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jvrrpd.daemon.notify.StateNotice.Event;

/**
 * Who is told of one instance, or of one sync group.
 *
 * @param commands what runs at which event, in this order
 * @param mail whether a mail is sent
 * @param priorityChanges whether named pipes get a line when the priority changes
 * @param tellsDeletion whether the end by a reload is told as DELETED; otherwise it is told as
 *     FAULT (keepalived.conf(5), notify_deleted)
 */
public record SubjectHooks(
    Map<Event, List<HookCommand>> commands,
    boolean mail,
    boolean priorityChanges,
    boolean tellsDeletion) {

  /** Nobody. */
  public static final SubjectHooks NONE = new SubjectHooks(Map.of(), false, false, false);

  /** Copies the map and its lists. */
  public SubjectHooks {
    commands =
        commands.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }

  /** What runs for an event. */
  List<HookCommand> commandsFor(Event event) {
    return commands.getOrDefault(event, List.of());
  }

  /** Whether something runs at all. */
  boolean hasCommands() {
    return !commands.isEmpty();
  }
}
