package org.jvrrpd.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.process.Ending.Exited;
import org.jvrrpd.daemon.process.Ending.NotStarted;
import org.jvrrpd.daemon.process.Ending.Signalled;
import org.jvrrpd.daemon.process.Ending.TimedOut;

/**
 * Commands that run in units of their own. In systemd's place is a program that writes down what it
 * is asked, expands what systemd would, and runs the command in a session of its own.
 */
class TransientUnitTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** In which the stand-in has surely begun, on a busy machine too. */
  private static final Duration STARTED = Duration.ofSeconds(3);

  @TempDir Path directory;
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void standIn() throws IOException {
    program(
        "systemd-run",
        """
        printf '%s\\n' "$@" >DIRECTORY/asked
        while [ "$1" != -- ]; do
          case $1 in
            --setenv=*) export "${1#--setenv=}" ;;
          esac
          shift
        done
        shift
        for word do
          shift
          set -- "$@" "$(printf '%s' "$word" | sed 's/[$][$]/$/g')"
        done
        setsid "$@" &
        echo $! >DIRECTORY/leader
        wait $!
        """);
    program(
        "systemctl",
        """
        members() { for each; do echo "$each"; members $(pgrep -P "$each"); done; }
        echo "$*" >>DIRECTORY/signals
        kill -"${2#--signal=}" $(members "$(cat DIRECTORY/leader)")
        """);
    environment =
        Map.of("JVRRPD_HOOKS", "systemd-run", "PATH", System.getenv("PATH"), "SECRET", "x");
  }

  @Test
  void argumentsEnvironmentOutputAndStatusAreThoseOfTheCommand() throws IOException {
    CommandOutcome outcome =
        run(
            request("/bin/sh -c 'echo \"$1|$2|$JVRRPD_REASON|${SECRET:-none}\"; exit 3' x")
                .withArguments(List.of("a b", "$HOME"))
                .withEnvironment(Map.of("JVRRPD_REASON", "master down")));

    assertThat(outcome.lastLines()).containsExactly("a b|$HOME|master down|none");
    assertThat(outcome.ending()).isEqualTo(new Exited(3));
    assertThat(asked()).contains("--wait", "--pipe", "--collect", "--property=LogLevelMax=err");
    assertThat(asked()).noneMatch(word -> word.contains("SECRET="));
  }

  @Test
  void aSignalIsNoSuccess() {
    assertThat(run(request("kill -9 $$")).ending()).isEqualTo(new Signalled(9));
    // For systemd a service that TERM ends has done well.
    assertThat(run(request("kill -15 $$")).ending()).isEqualTo(new Signalled(15));
  }

  @Test
  void whatCannotRunSaysWhy() throws IOException {
    assertThat(run(request("/no/such/file")).ending())
        .isEqualTo(new NotStarted("there is no file /no/such/file"));
    program("systemd-run", "echo 'Failed to connect to bus: No such file' >&2; exit 1");
    assertThat(run(request("/bin/true")).ending())
        .isEqualTo(new NotStarted("systemd-run: Failed to connect to bus: No such file"));
  }

  @Test
  void whoTakesTooLongIsEndedByHisUnit() throws IOException {
    CommandRequest slow = CommandRequest.of(line("/bin/sleep 1000"), STARTED).withKillGrace(LONG);

    CommandOutcome outcome = run(slow);

    assertThat(outcome.ending()).isEqualTo(new TimedOut());
    assertThat(outcome.duration()).isLessThan(Duration.ofSeconds(10));
    String unit =
        asked().stream().filter(word -> word.startsWith("--unit=")).findFirst().orElseThrow();
    assertThat(Files.readAllLines(directory.resolve("signals")))
        .startsWith("kill --signal=TERM " + unit.substring("--unit=".length()));
    assertThat(asked()).contains("--property=RuntimeMaxSec=25000ms");
  }

  @Test
  void whoIgnoresTermIsKilledAfterTheGrace() throws IOException {
    CommandRequest stubborn =
        CommandRequest.of(
                line("/bin/sh -c \"trap '' TERM; while :; do /bin/sleep 0.1; done\""), STARTED)
            .withKillGrace(Duration.ofMillis(300));

    assertThat(run(stubborn).ending()).isEqualTo(new TimedOut());
    assertThat(Files.readAllLines(directory.resolve("signals")))
        .anyMatch(line -> line.startsWith("kill --signal=KILL"));
  }

  @Test
  void whatACheckLeavesBehindIsKilledAndWhatAHookLeavesStays() throws IOException {
    assertThat(run(request("/bin/true")).isSuccess()).isTrue();
    assertThat(asked()).contains("--property=KillMode=process");
    assertThat(run(request("/bin/true").leavingNothing()).isSuccess()).isTrue();
    assertThat(asked())
        .contains("--property=KillMode=control-group", "--property=KillSignal=SIGKILL");
  }

  @Test
  void withoutTheVariableItIsAChildOfThisProcess() {
    environment = Map.of();
    assertThat(run(request("/bin/true")).isSuccess()).isTrue();
    assertThat(directory.resolve("asked")).doesNotExist();
  }

  private CommandOutcome run(CommandRequest request) {
    return Commands.runOutside(request, environment, directory + "/");
  }

  private List<String> asked() throws IOException {
    return Files.readAllLines(directory.resolve("asked"));
  }

  private void program(String name, String body) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + body.replace("DIRECTORY", directory.toString()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static CommandRequest request(String text) {
    return CommandRequest.of(line(text), LONG);
  }

  private static CommandLine line(String text) {
    return CommandLine.parse(text).orElseThrow();
  }
}
