package org.jvrrpd.daemon.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.daemon.process.CommandLine;

/** Real sockets, files, processes and scripts. */
class ProbeTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");

  @TempDir Path directory;

  @Test
  void aPortPassesWhileSomebodyListens() throws IOException {
    InetSocketAddress address;
    try (ServerSocket server = new ServerSocket(0, 1, LOCAL)) {
      address = new InetSocketAddress(LOCAL, server.getLocalPort());

      assertThat(run(new Probe.TcpPort(address), LIMIT).passed()).isTrue();
    }
    assertThat(run(new Probe.TcpPort(address), LIMIT).why())
        .isEqualTo("connecting to 127.0.0.1 port " + address.getPort() + ": Connection refused");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200 OK, true, status 200",
    "HTTP/1.0 204, true, status 204",
    "HTTP/1.1 302 Found, true, status 302",
    "HTTP/1.1 404 Not Found, false, status 404",
    "HTTP/1.1 503 Service Unavailable, false, status 503",
    "SSH-2.0-OpenSSH, false, the answer of 127.0.0.1 is not HTTP",
    "'', false, the answer of 127.0.0.1 is not HTTP",
  })
  void aPagePassesByItsStatus(String line, boolean passed, String why) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, LOCAL)) {
      CompletableFuture<String> asked = answer(server, line + "\r\n\r\n");

      CheckResult result = run(page(server), LIMIT);

      assertThat(result).isEqualTo(new CheckResult(passed, why, OptionalInt.empty(), List.of()));
      assertThat(asked.join()).isEqualTo("GET /alive?deep=1 HTTP/1.1");
    }
  }

  @Test
  void aPageThatNeverEndsItsFirstLineFails() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, LOCAL)) {
      var _ = answer(server, "HTTP/1.1 200 " + "x".repeat(100_000));

      // The line is cut, and what was read of it is an answer.
      assertThat(run(page(server), LIMIT).why()).isEqualTo("status 200");
    }
    try (ServerSocket silent = new ServerSocket(0, 1, LOCAL)) {
      long begin = System.nanoTime();

      assertThat(run(page(silent), SHORT).why()).isEqualTo(CheckResult.TIMED_OUT);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void aFilePassesWhileItIsThere() throws IOException {
    Path file = Files.createFile(directory.resolve("mounted"));
    assertThat(run(new Probe.FilePresent(file), LIMIT).passed()).isTrue();

    Files.delete(file);
    assertThat(run(new Probe.FilePresent(file), LIMIT).why()).isEqualTo("there is no file " + file);
  }

  @Test
  void aProcessPassesByTheNameOfItsCommandOrItsProgram() throws Exception {
    // 15 bytes are what the kernel keeps of a name.
    Path program = directory.resolve("a-program-of-a-long-name");
    Files.copy(Path.of("/bin/sleep"), program);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Probe byProgram = new Probe.ProcessNamed("a-program-of-a-long-name");
    assertThat(run(byProgram, LIMIT).passed()).isFalse();

    Process process = new ProcessBuilder(program.toString(), "1000").start();
    try {
      assertThat(run(byProgram, LIMIT).why())
          .isEqualTo("a-program-of-a-long-name runs as process " + process.pid());
      assertThat(run(new Probe.ProcessNamed("a-program-of-a-"), LIMIT).passed()).isTrue();
      assertThat(run(new Probe.ProcessNamed("a-program-of"), LIMIT).passed()).isFalse();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(run(byProgram, LIMIT).why())
        .isEqualTo("no process is named a-program-of-a-long-name");
  }

  @Test
  void aZombieIsNoProcessOfThatName() throws Exception {
    Path marker = directory.resolve("zombie");
    // The shell becomes a program that never waits for its child, which ends only then.
    String script =
        "(until grep -q sleep /proc/$$/comm; do :; done) & echo $! >"
            + marker
            + "; exec sleep 1000";
    Process parent = new ProcessBuilder("sh", "-c", script).start();
    try {
      await().until(() -> Files.exists(marker) && Files.size(marker) > 0);
      Path zombie = Path.of("/proc", Files.readString(marker).strip());
      await().until(() -> Files.readString(zombie.resolve("stat")).contains(") Z "));
      String name = Files.readString(zombie.resolve("comm")).strip();
      Probe byName = new Probe.ProcessNamed(name);
      assertThat(run(byName, LIMIT).why())
          .isNotEqualTo(name + " runs as process " + zombie.getFileName());
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @Test
  void aScriptPassesByItsStatusAndKeepsWhatItPrinted() throws IOException {
    assertThat(run(script("echo fine"), LIMIT))
        .isEqualTo(
            new CheckResult(true, "exited with status 0", OptionalInt.of(0), List.of("fine")));
    assertThat(run(script("echo broken >&2; exit 3"), LIMIT))
        .isEqualTo(
            new CheckResult(false, "exited with status 3", OptionalInt.of(3), List.of("broken")));
    assertThat(run(script("kill -9 $$"), LIMIT).why()).isEqualTo("due to signal 9");
  }

  @Test
  void aScriptFailsClosed() throws IOException {
    CheckResult late = run(script("trap 'exit 0' TERM; while :; do sleep 0.05; done"), SHORT);
    assertThat(late.passed()).isFalse();
    assertThat(late.why()).isEqualTo(CheckResult.TIMED_OUT);

    Path missing = directory.resolve("missing");
    assertThat(run(command(missing, Optional.empty()), LIMIT).passed()).isFalse();
    Path unrunnable = Files.writeString(directory.resolve("unrunnable"), "#!/bin/sh\n");
    assertThat(run(command(unrunnable, Optional.empty()), LIMIT).passed()).isFalse();
    assertThat(run(command(Path.of("/bin/true"), Optional.of("no-such-user")), LIMIT).passed())
        .isFalse();
  }

  @Test
  void ofSeveralTheFirstFailureIsTheResult() {
    Probe there = new Probe.FilePresent(directory);
    Probe missing = new Probe.FilePresent(directory.resolve("missing"));

    assertThat(run(new Probe.All(List.of(there, there)), LIMIT).passed()).isTrue();
    assertThat(run(new Probe.All(List.of(there, missing)), LIMIT).why())
        .isEqualTo("there is no file " + directory.resolve("missing"));
  }

  private static CheckResult run(Probe probe, Duration timeLimit) {
    try (SystemdUnits units = new SystemdUnits(Optional.empty(), _ -> {})) {
      return probe.run(timeLimit, units);
    }
  }

  private Probe script(String body) throws IOException {
    Path file = Files.writeString(directory.resolve("script"), "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return command(file, Optional.empty());
  }

  private static Probe command(Path program, Optional<String> user) {
    return new Probe.Script(CommandLine.parse(program.toString()).orElseThrow(), user);
  }

  private static Probe page(ServerSocket server) {
    return new Probe.HttpPage(
        URI.create("http://localhost:" + server.getLocalPort() + "/alive?deep=1"));
  }

  /** Answers one question on a thread of its own; completed with the question's first line. */
  private static CompletableFuture<String> answer(ServerSocket server, String answer) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Socket client = server.accept()) {
            byte[] asked = new byte[4_096];
            int length = client.getInputStream().read(asked);
            OutputStream out = client.getOutputStream();
            out.write(answer.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(asked, 0, length, StandardCharsets.US_ASCII)
                .lines()
                .findFirst()
                .orElse("");
          } catch (IOException e) {
            return e.toString();
          }
        });
  }
}
