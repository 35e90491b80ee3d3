package org.jvrrpd.daemon.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jvrrpd.daemon.config.LocalHost;
import org.jvrrpd.daemon.config.vrrp.Command;
import org.jvrrpd.daemon.config.vrrp.Globals;
import org.jvrrpd.daemon.config.vrrp.Globals.ScriptUser;
import org.jvrrpd.daemon.config.vrrp.Hooks;
import org.jvrrpd.daemon.config.vrrp.Instance;
import org.jvrrpd.daemon.config.vrrp.NamedGroup;
import org.jvrrpd.daemon.config.vrrp.VrrpConfiguration;
import org.jvrrpd.daemon.notify.HookCommand;
import org.jvrrpd.daemon.notify.MailSettings;
import org.jvrrpd.daemon.notify.NotifierSettings;
import org.jvrrpd.daemon.notify.NotifierSettings.PipeSettings;
import org.jvrrpd.daemon.notify.StateNotice.Event;
import org.jvrrpd.daemon.notify.SubjectHooks;
import org.jvrrpd.daemon.process.CommandLine;
import org.jvrrpd.daemon.process.ScriptInspection;

/** Whom a configuration in keepalived's words wants to be told. */
final class HookSettings {
  /** keepalived has no limit; here what comes next for the same instance waits for the end. */
  private static final Duration TIME_LIMIT = Duration.ofMinutes(5);

  private static final String LOCAL_HOST = "127.0.0.1";

  private final Globals globals;
  private final Optional<String> user;
  private final Optional<String> group;
  private final String hostname;

  private HookSettings(Globals globals, String hostname) {
    this.globals = globals;
    this.user = globals.scriptUser().map(ScriptUser::user).or(ScriptInspection::defaultUser);
    this.group = globals.scriptUser().flatMap(ScriptUser::group);
    this.hostname = hostname;
  }

  /** What {@code configuration} asks for, on this host. Looks users up. */
  static NotifierSettings of(VrrpConfiguration configuration) {
    return of(configuration, LocalHost.system().hostname());
  }

  /** The same on a host with this name. */
  static NotifierSettings of(VrrpConfiguration configuration, String hostname) {
    HookSettings settings = new HookSettings(configuration.globals(), hostname);
    return new NotifierSettings(
        SubjectHooks.NONE,
        settings.byName(configuration.instances(), Instance::name, Instance::hooks),
        settings.byName(configuration.syncGroups(), NamedGroup::name, NamedGroup::hooks),
        TIME_LIMIT,
        configuration.globals().fifos().stream().map(settings::pipe).toList(),
        Optional.empty(),
        Optional.empty(),
        settings.mail());
  }

  private <T> Map<String, SubjectHooks> byName(
      List<T> subjects, Function<T, String> name, Function<T, Hooks> hooks) {
    Map<String, SubjectHooks> byName = new HashMap<>();
    subjects.forEach(each -> byName.put(name.apply(each), subject(hooks.apply(each))));
    return byName;
  }

  private SubjectHooks subject(Hooks hooks) {
    Map<Event, List<HookCommand>> commands = new EnumMap<>(Event.class);
    for (Event event : Event.values()) {
      List<HookCommand> all = commands(event, hooks.commands());
      if (!all.isEmpty()) {
        commands.put(event, all);
      }
    }
    return new SubjectHooks(
        commands,
        hooks.mail(),
        hooks.priorityChanges(),
        hooks.commands().containsKey(Hooks.Event.NOTIFY_DELETED));
  }

  /** The event's own command, and then that for all of them, which is told which it is. */
  private List<HookCommand> commands(Event event, Map<Hooks.Event, Command> commands) {
    Optional<Hooks.Event> own =
        switch (event) {
          case MASTER -> Optional.of(Hooks.Event.NOTIFY_MASTER);
          case BACKUP -> Optional.of(Hooks.Event.NOTIFY_BACKUP);
          case FAULT -> Optional.of(Hooks.Event.NOTIFY_FAULT);
          case STOP -> Optional.of(Hooks.Event.NOTIFY_STOP);
          case DELETED -> Optional.of(Hooks.Event.NOTIFY_DELETED);
          case MASTER_RX_LOWER_PRI -> Optional.of(Hooks.Event.NOTIFY_MASTER_RX_LOWER_PRI);
          case MASTER_PRIORITY, BACKUP_PRIORITY -> Optional.empty();
        };
    List<HookCommand> all = new ArrayList<>();
    own.map(commands::get).map(each -> command(each, false)).ifPresent(all::add);
    if (event.isState()) {
      Optional.ofNullable(commands.get(Hooks.Event.NOTIFY))
          .map(each -> command(each, true))
          .ifPresent(all::add);
    }
    return all;
  }

  private HookCommand command(Command command, boolean withArguments) {
    return new HookCommand(
        line(command),
        command.user().or(() -> user),
        command.user().isPresent() ? command.group() : group,
        withArguments,
        globals.scriptSecurity());
  }

  /** A quote that does not end makes a program that does not exist, and so a hook that fails. */
  private static CommandLine line(Command command) {
    return CommandLine.parseWithoutShell(command.line())
        .orElseGet(() -> new CommandLine(command.line(), List.of(command.line()), false));
  }

  private PipeSettings pipe(Globals.Fifo fifo) {
    Optional<HookCommand> reader = fifo.reader().map(each -> command(each, false));
    return new PipeSettings(
        Path.of(fifo.path().value()), reader.map(HookCommand::user).orElse(user), reader);
  }

  private Optional<MailSettings> mail() {
    Globals.Mail mail = globals.mail();
    return mail.to().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new MailSettings(
                globals.routerId().orElse(hostname),
                mail.to(),
                mail.from().orElse("keepalived@" + hostname),
                mail.server().orElse(LOCAL_HOST),
                mail.port(),
                Optional.of(mail.helloName().orElse(hostname)),
                mail.connectTimeout(),
                mail.faults()));
  }
}
