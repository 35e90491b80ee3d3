package org.jvrrpd.daemon.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jvrrpd.daemon.notify.NotifierSettings.Hook;
import org.jvrrpd.daemon.notify.StateNotice.Event;
import org.jvrrpd.daemon.process.CommandLine;

/** What the tests of this package tell, and to whom. */
final class Notices {
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");

  static final NotifierSettings NOBODY =
      new NotifierSettings(
          Map.of(),
          Optional.empty(),
          Duration.ofSeconds(30),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private Notices() {}

  static StateNotice notice(String instance, Event state, int priority) {
    return new StateNotice(
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

  static NotifierSettings scripts(Map<Event, List<CommandLine>> scripts, Duration limit) {
    return new NotifierSettings(
        scripts, Optional.empty(), limit, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static NotifierSettings files(Optional<Path> fifo, Optional<Path> log) {
    return new NotifierSettings(
        Map.of(), Optional.empty(), Duration.ofSeconds(30), fifo, log, Optional.empty());
  }

  static NotifierSettings webhook(Hook hook) {
    return new NotifierSettings(
        Map.of(),
        Optional.empty(),
        Duration.ofSeconds(30),
        Optional.empty(),
        Optional.empty(),
        Optional.of(hook));
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
