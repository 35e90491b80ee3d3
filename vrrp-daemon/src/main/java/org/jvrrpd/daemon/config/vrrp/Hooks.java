package org.jvrrpd.daemon.config.vrrp;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Who is told when the state changes.
 *
 * @param commands what runs at which event
 * @param mail whether mails are sent
 * @param priorityChanges whether named pipes hear changes of priority too
 */
public record Hooks(Map<Event, Command> commands, boolean mail, boolean priorityChanges) {
  /** Copies the map. */
  public Hooks {
    Map<Event, Command> copy = new EnumMap<>(Event.class);
    copy.putAll(commands);
    commands = Collections.unmodifiableMap(copy);
  }

  /** When a command runs. */
  public enum Event {
    /** On becoming MASTER. */
    NOTIFY_MASTER,
    /** On becoming BACKUP. */
    NOTIFY_BACKUP,
    /** On FAULT. */
    NOTIFY_FAULT,
    /** When the daemon stops. */
    NOTIFY_STOP,
    /** When a reload takes the instance away. */
    NOTIFY_DELETED,
    /** When a MASTER hears a lower priority. */
    NOTIFY_MASTER_RX_LOWER_PRI,
    /** At each of them, with arguments that say which. */
    NOTIFY
  }
}
