package org.jvrrpd.conformance.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.conformance.harness.Jvrrpd;
import org.jvrrpd.conformance.harness.Keepalived;
import org.jvrrpd.lab.Host;
import org.jvrrpd.lab.RunningProcess;

/** A host on which one of the two daemons runs a keepalived.conf, and what one sees of it. */
final class Subject {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Host host;
  private final Path directory;
  private final Path file;
  private final Path hooks;
  private @Nullable RunningProcess daemon;

  /**
   * Prepares a host.
   *
   * @param text its keepalived.conf; {@code {hook}} stands for a command that notes its arguments,
   *     {@code {directory}} for a place of its own
   */
  Subject(Host host, Path directory, String text) throws IOException {
    this.host = host;
    this.directory = Files.createDirectories(directory);
    this.file = directory.resolve("keepalived.conf");
    this.hooks = directory.resolve("hooks");
    Path hook = directory.resolve("hook");
    Files.writeString(hook, "#!/bin/sh\necho \"$@\" >> " + hooks + "\n");
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    write(text);
  }

  Host host() {
    return host;
  }

  Path directory() {
    return directory;
  }

  /** Writes another keepalived.conf, which the daemon does not know of yet. */
  void write(String text) throws IOException {
    Files.writeString(
        file,
        text.replace("{hook}", directory.resolve("hook").toString())
            .replace("{directory}", directory.toString()));
  }

  void startKeepalived() throws IOException {
    start("keepalived", Keepalived.run(file, directory));
  }

  void startJvrrpd() throws IOException {
    start("jvrrpd", Jvrrpd.run(file, "node", directory));
  }

  private void start(String label, List<String> command) throws IOException {
    daemon =
        host.start(
            label, directory.resolve(label + ".log"), Map.of(), command.toArray(String[]::new));
  }

  void reload() throws IOException {
    running().signal("HUP");
  }

  void stop() throws Exception {
    running().signal("TERM");
    running().waitFor(STOP_LIMIT);
  }

  /** Ends whatever still runs. */
  void strike() throws IOException {
    if (daemon != null && daemon.alive()) {
      daemon.killTree();
    }
  }

  String log() throws IOException {
    return running().logText();
  }

  private RunningProcess running() {
    return Objects.requireNonNull(daemon, "it was not started");
  }

  /** The arguments of every hook so far, in their order. */
  List<String> hooks() throws IOException {
    return Files.exists(hooks) ? Files.readAllLines(hooks) : List.of();
  }

  /** What the host shows now. */
  View view() throws IOException {
    return View.of(host, hooks());
  }
}
