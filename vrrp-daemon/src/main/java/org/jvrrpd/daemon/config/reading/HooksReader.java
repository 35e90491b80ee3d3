package org.jvrrpd.daemon.config.reading;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jvrrpd.daemon.config.vrrp.Command;
import org.jvrrpd.daemon.config.vrrp.Globals;
import org.jvrrpd.daemon.config.vrrp.Hooks;
import org.jvrrpd.daemon.config.vrrp.Hooks.Event;

/** Reads who is told when an instance or a group changes its state. */
final class HooksReader {
  private HooksReader() {}

  static Hooks read(Settings settings, Globals globals, boolean globalPriorityChanges) {
    Map<Event, Command> commands = new EnumMap<>(Event.class);
    for (Event event : Event.values()) {
      settings
          .command(event.name().toLowerCase(Locale.ROOT))
          .ifPresent(command -> commands.put(event, command));
    }
    return new Hooks(
        commands,
        settings.flag("smtp_alert").orElse(globals.mail().all()),
        settings.flag("notify_priority_changes").orElse(globalPriorityChanges));
  }
}
