package org.jvrrpd.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.process.Ending.Cancelled;
import org.jvrrpd.daemon.process.Ending.Exited;
import org.jvrrpd.daemon.process.Ending.NotStarted;
import org.jvrrpd.daemon.process.Ending.Signalled;
import org.jvrrpd.daemon.process.Ending.TimedOut;

/** Real programs, started, awaited and ended. */
class CommandsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** In which a script has surely begun, on a busy machine too. */
  private static final Duration STARTED = Duration.ofSeconds(2);

  @TempDir Path directory;

  @Test
  void argumentsEnvironmentAndOutputArrive() throws IOException {
    CommandLine command = script("echo \"$1 $2/$3 $JVRRPD_STATE\"; echo complaint >&2; exit 3");

    CommandOutcome outcome =
        Commands.run(
            CommandRequest.of(command, LONG)
                .withArguments(List.of("a b", "c"))
                .withEnvironment(Map.of("JVRRPD_STATE", "MASTER")));

    assertThat(outcome.ending()).isEqualTo(new Exited(3));
    assertThat(outcome.lastLines()).containsExactly("a b c/ MASTER", "complaint");
  }

  @Test
  void aShellGetsTheArgumentsAsItsParameters() {
    CommandOutcome outcome =
        Commands.run(
            request("echo \"$1\" | tr a-z A-Z").withArguments(List.of("master", "ignored")));

    assertThat(outcome.isSuccess()).isTrue();
    assertThat(outcome.lastLines()).containsExactly("MASTER");
  }

  @Test
  void itLeadsASessionWithNothingOfOurs() {
    CommandOutcome outcome =
        Commands.run(
            request(
                "read -r _ _ _ _ group session _ </proc/$$/stat; echo $(($$ - group)) $(($$ -"
                    + " session)); pwd; ls /proc/self/fd; env | grep -c"
                    + " -e ^NOTIFY_SOCKET= -e ^LD_PRELOAD= -e ^LD_LIBRARY_PATH="));

    // 3 is the directory that ls itself has open.
    assertThat(outcome.lastLines()).containsExactly("0 0", "/", "0", "1", "2", "3", "0");
  }

  @Test
  void itIsKilledWithTheThreadThatRunsItWhereThatIsAskedFor() {
    CommandRequest dump = request("/usr/bin/setpriv --dump");

    assertThat(Commands.run(dump).lastLines()).contains("Parent death signal: [none]");
    assertThat(Commands.run(dump.endingWithCaller()).lastLines())
        .anyMatch(line -> line.matches("Parent death signal: (?i)kill(ed)?"));
  }

  @Test
  void whatItLeavesBehindIsKilledWhereThatIsAskedFor() {
    CommandRequest leaves = request("sleep 1000 >/dev/null 2>&1 & echo $!");

    String left = Commands.run(leaves).lastLines().getFirst();
    assertThat(isRunning(left)).isTrue();
    assertThat(ProcessHandle.of(Long.parseLong(left)).orElseThrow().destroyForcibly()).isTrue();

    String swept = Commands.run(leaves.leavingNothing()).lastLines().getFirst();
    await().until(() -> !isRunning(swept));
  }

  /** A zombie has ended; the first process here, a JVM, does not wait for other's children. */
  private static boolean isRunning(String pid) {
    try {
      return !Files.readString(Path.of("/proc", pid, "stat")).contains(") Z ");
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void anotherUserRunsItWithoutOurGroups() {
    CommandOutcome outcome = Commands.run(request("id -un; id -Gn").as(Optional.of("nobody")));

    assertThat(outcome.lastLines()).containsExactly("nobody", "nogroup");
  }

  @Test
  void whatCannotRunSaysWhy() throws IOException {
    Path plain = Files.writeString(directory.resolve("plain"), "#!/bin/sh\n");
    Path wrong = Files.writeString(directory.resolve("wrong"), "#!/no/such/interpreter\n");
    Files.setPosixFilePermissions(wrong, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(reason(request("/no/such/file"))).isEqualTo("there is no file /no/such/file");
    assertThat(reason(request("/usr"))).isEqualTo("/usr is not a file");
    assertThat(reason(request(plain.toString()))).contains("failed to execute " + plain);
    assertThat(reason(request(wrong.toString()))).contains("failed to execute " + wrong);
    assertThat(reason(request("/bin/true").as(Optional.of("no_such_user"))))
        .isEqualTo("there is no user no_such_user");
  }

  @Test
  void whatASignalEndsIsSignalled() {
    assertThat(Commands.run(request("kill -9 $$")).ending()).isEqualTo(new Signalled(9));
  }

  @Test
  void whoTakesTooLongIsEndedWithAllThatItStarted() throws IOException {
    Path child = directory.resolve("child");
    CommandLine command = script("tail -f /dev/null & echo $! >" + child + "; echo waiting; wait");

    CommandOutcome outcome = Commands.run(CommandRequest.of(command, STARTED));

    assertThat(outcome.ending()).isEqualTo(new TimedOut());
    assertThat(outcome.lastLines()).contains("waiting");
    awaitEndOf(child);
  }

  @Test
  void whoIgnoresTermIsKilledAfterTheGrace() throws IOException {
    Path child = directory.resolve("child");
    CommandLine command =
        script("trap '' TERM; echo $$ >" + child + "; while :; do /bin/sleep 1; done");

    CommandOutcome outcome =
        Commands.run(CommandRequest.of(command, STARTED).withKillGrace(Duration.ofMillis(300)));

    assertThat(outcome.ending()).isEqualTo(new TimedOut());
    assertThat(outcome.duration()).isBetween(STARTED.plusMillis(300), STARTED.plusSeconds(4));
    awaitEndOf(child);
  }

  @Test
  void whoPrintsWithoutEndFillsNothingAndIsEndedInTime() {
    long before = usedMemory();

    CommandOutcome outcome = Commands.run(CommandRequest.of(line("/usr/bin/yes"), STARTED));

    assertThat(outcome.ending()).isEqualTo(new TimedOut());
    assertThat(outcome.duration()).isLessThan(STARTED.plusSeconds(3));
    assertThat(outcome.lastLines()).hasSize(OutputTail.MAX_LINES).contains("y");
    assertThat(usedMemory() - before).isLessThan(64L << 20);
  }

  @Test
  void whoLeavesSomebodyPrintingInTheBackgroundHasEnded() throws IOException {
    Path child = directory.resolve("child");
    CommandLine command = script("/usr/bin/yes & echo $! >" + child + "; exit 0");

    CommandOutcome outcome = Commands.run(CommandRequest.of(command, LONG));

    assertThat(outcome.isSuccess()).isTrue();
    assertThat(outcome.duration()).isLessThan(Duration.ofSeconds(10));
    // Nobody reads any more, so it gets SIGPIPE.
    awaitEndOf(child);
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    Path child = directory.resolve("child");
    CommandLine command = script("echo $$ >" + child + "; exec tail -f /dev/null");
    CompletableFuture<CommandOutcome> outcome = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> outcome.complete(Commands.run(CommandRequest.of(command, LONG))));
    await().atMost(LONG).until(() -> Files.exists(child) && Files.size(child) > 0);

    thread.interrupt();

    assertThat(outcome.get(5, TimeUnit.SECONDS).ending()).isEqualTo(new Cancelled());
    awaitEndOf(child);
  }

  @Test
  void noDescriptorStaysOpen() throws IOException {
    Commands.run(request("/bin/true"));
    long before = descriptors();
    for (int i = 0; i < 20; i++) {
      assertThat(Commands.run(request("/bin/echo x")).isSuccess()).isTrue();
    }
    await().atMost(LONG).until(() -> descriptors() <= before);
  }

  private static CommandRequest request(String text) {
    return CommandRequest.of(line(text), LONG);
  }

  private static CommandLine line(String text) {
    return CommandLine.parse(text).orElseThrow();
  }

  private static String reason(CommandRequest request) {
    return Commands.run(request).ending() instanceof NotStarted(String reason) ? reason : "it ran";
  }

  private CommandLine script(String body) throws IOException {
    Path script = directory.resolve("script.sh");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return line(script.toString());
  }

  private static void awaitEndOf(Path pidFile) throws IOException {
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    await().atMost(Duration.ofSeconds(5)).until(() -> hasEnded(pid));
  }

  /**
   * Gone, or a zombie: the first process of this test's pid namespace is a JVM, which reaps no-one.
   */
  private static boolean hasEnded(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    return !Files.exists(status) || Files.readString(status).contains("State:\tZ");
  }

  private static long descriptors() throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  private static long usedMemory() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
