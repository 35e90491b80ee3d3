package org.jvrrpd.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shell under keepalived's name; this test's JVM runs in namespaces of its own. */
class RunningKeepalivedTest {
  @TempDir Path directory;
  private final List<Process> started = new ArrayList<>();
  private Path program = Path.of("unset");

  @BeforeEach
  void copyAShell() throws IOException {
    program = Files.copy(Path.of("/bin/bash"), directory.resolve("keepalived"));
  }

  @AfterEach
  void endAll() throws Exception {
    for (Process each : started) {
      List<ProcessHandle> children = each.descendants().toList();
      children.forEach(ProcessHandle::destroyForcibly);
      end(each);
    }
    await("all have ended").atMost(LIMIT).until(() -> RunningKeepalived.find().isEmpty());
  }

  @Test
  void whereNoneRunsNoneIsFound() throws Exception {
    assertThat(RunningKeepalived.find()).isEmpty();
  }

  @Test
  void theFirstOfItsProcessesIsFound() throws Exception {
    Process parent = start("(sleep 1000; true) & wait", "-n", "-l");
    await("its child").atMost(LIMIT).until(() -> parent.children().findAny().isPresent());
    RunningKeepalived found = found();
    assertThat(found.pid()).isEqualTo(parent.pid());
    assertThat(found.configuration()).isEqualTo(Path.of("/etc/keepalived/keepalived.conf"));
    assertThat(found.isRunning()).isTrue();
  }

  @Test
  void itsConfigurationIsWhatItsCommandLineNames() throws Exception {
    for (List<String> arguments :
        List.of(
            List.of("-n", "-f", "/srv/a.conf"),
            List.of("-f/srv/a.conf", "-D"),
            List.of("--use-file=/srv/a.conf"),
            List.of("--use-file", "/srv/a.conf"))) {
      Process process = start("read -r _", arguments.toArray(String[]::new));
      assertThat(found().configuration()).isEqualTo(Path.of("/srv/a.conf"));
      end(process);
    }
    start("read -r _", "-f", "own.conf");
    assertThat(found().configuration()).isEqualTo(directory.resolve("own.conf"));
  }

  @Test
  void oneThatHasEndedIsNotFound() throws Exception {
    // Its parent never waits, so that it stays as a zombie.
    Process parent = new ProcessBuilder("sh", "-c", program + " -c true & exec sleep 1000").start();
    started.add(parent);
    await("a zombie")
        .atMost(LIMIT)
        .until(
            () -> {
              Optional<ProcessHandle> child = parent.children().findAny();
              return child.isPresent()
                  && Files.readString(Path.of("/proc/" + child.get().pid() + "/stat"))
                      .contains("(keepalived) Z");
            });
    assertThat(RunningKeepalived.find()).isEmpty();
  }

  @Test
  void oneOfAnotherNetworkIsNotOurs() throws Exception {
    Process other =
        new ProcessBuilder("unshare", "--net", program.toString(), "-c", "read -r _").start();
    started.add(other);
    await("it runs")
        .atMost(LIMIT)
        .until(
            () ->
                Files.readString(Path.of("/proc/" + other.pid() + "/comm"))
                    .strip()
                    .equals("keepalived"));
    assertThat(RunningKeepalived.find()).isEmpty();
  }

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private Process start(String script, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(program.toString(), "-c", script, "keepalived"));
    words.addAll(List.of(arguments));
    Process process = new ProcessBuilder(words).directory(directory.toFile()).start();
    started.add(process);
    return process;
  }

  private static void end(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private static RunningKeepalived found() {
    return await().atMost(LIMIT).until(RunningKeepalived::find, Optional::isPresent).orElseThrow();
  }
}
