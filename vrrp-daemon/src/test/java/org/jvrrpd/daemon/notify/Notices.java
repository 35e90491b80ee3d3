package org.jvrrpd.daemon.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jvrrpd.daemon.notify.NotifierSettings.Hook;
import org.jvrrpd.daemon.notify.NotifierSettings.PipeSettings;
import org.jvrrpd.daemon.notify.StateNotice.Event;
import org.jvrrpd.daemon.notify.StateNotice.Kind;
import org.jvrrpd.daemon.process.CommandLine;

/** What the tests of this package tell, and to whom. */
final class Notices {
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");

  static final NotifierSettings NOBODY = files(Optional.empty(), Optional.empty());

  private Notices() {}

  static StateNotice notice(String instance, Event state, int priority) {
    return new StateNotice(
        Kind.INSTANCE,
        instance,
        state,
        "BACKUP",
        priority,
        "master down",
        List.of("192.0.2.100/24", "192.0.2.101/24"),
        "eth0",
        51,
        "server1",
        NOON);
  }

  static StateNotice group(String name, Event event) {
    return StateNotice.ofGroup(name, event, "BACKUP", "master down", "server1", NOON);
  }

  static NotifierSettings scripts(Map<Event, List<CommandLine>> scripts, Duration limit) {
    Map<Event, List<HookCommand>> commands = new EnumMap<>(Event.class);
    scripts.forEach(
        (event, lines) -> commands.put(event, lines.stream().map(Notices::command).toList()));
    return new NotifierSettings(
        new SubjectHooks(commands, false, false, true),
        Map.of(),
        Map.of(),
        limit,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** As the cluster's YAML has them: all get arguments. */
  static HookCommand command(CommandLine line) {
    return new HookCommand(line, Optional.empty(), Optional.empty(), true, false);
  }

  static NotifierSettings files(Optional<Path> fifo, Optional<Path> log) {
    return told(fifo.map(PipeSettings::of).stream().toList(), log, Optional.empty());
  }

  static NotifierSettings webhook(Hook hook) {
    return told(List.of(), Optional.empty(), Optional.of(hook));
  }

  private static NotifierSettings told(
      List<PipeSettings> fifos, Optional<Path> log, Optional<Hook> webhook) {
    return new NotifierSettings(
        SubjectHooks.NONE,
        Map.of(),
        Map.of(),
        Duration.ofSeconds(30),
        fifos,
        log,
        webhook,
        Optional.empty());
  }

  /** Named hooks of instances and groups, with pipes and mails. */
  static NotifierSettings named(
      Map<String, SubjectHooks> instances,
      Map<String, SubjectHooks> groups,
      List<PipeSettings> fifos,
      Optional<MailSettings> mail) {
    return new NotifierSettings(
        SubjectHooks.NONE,
        instances,
        groups,
        Duration.ofSeconds(20),
        fifos,
        Optional.empty(),
        Optional.empty(),
        mail);
  }

  /** An executable script in a folder. */
  static CommandLine script(Path directory, String name, String body) throws IOException {
    Path script = directory.resolve(name);
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return CommandLine.parse(script.toString()).orElseThrow();
  }

  static String text(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
