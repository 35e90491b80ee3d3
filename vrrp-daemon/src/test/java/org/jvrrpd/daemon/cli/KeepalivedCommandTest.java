package org.jvrrpd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The package's {@code keepalived}, with something in jvrrpd's place that says how it is called.
 */
@Timeout(60)
class KeepalivedCommandTest {
  private record Answer(int status, String out, String err) {}

  @TempDir private Path directory;
  private Path command = Path.of("");

  @BeforeEach
  void install() throws IOException {
    Path jvrrpd =
        executable(
            "jvrrpd",
            """
            #!/bin/sh
            echo "$@" | sed -e 's|%1$s|DIR|g' >%1$s/called
            echo words of the daemon >&2
            while [ "$#" -gt 0 ]; do
              [ "$1" != --pid-file ] || echo $$ >"$2"
              shift
            done
            [ ! -e %1$s/fails ] || exit 78
            exec sleep 1000
            """
                .formatted(directory));
    String text = Files.readString(Path.of("../packaging/bin/keepalived"));
    command =
        executable(
            "keepalived",
            text.replace("jvrrpd=/usr/bin/jvrrpd", "jvrrpd=" + jvrrpd)
                .replace("=/etc/default/jvrrpd", "=" + directory.resolve("settings"))
                .replace("pid_directory=/run", "pid_directory=" + directory));
  }

  private Path executable(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-nlDf /x.yaml | run --config /x.yaml --pid-file DIR/keepalived.pid",
        "--dont-fork --use-file=/x.conf -P -i north"
            + " | run --config /x.conf --config-id north --pid-file DIR/keepalived.pid",
        "-n --vrrp --log-console --pid=/tmp/one.pid -r /tmp/two.pid -c /tmp/three.pid -f /x"
            + " | run --config /x --runtime-dir DIR/jvrrpd-one --pid-file /tmp/one.pid --pid-file"
            + " /tmp/two.pid",
        "-n -R -X -u 077 -m -S 3 --all | run --config /etc/jvrrpd/cluster.yaml --pid-file"
            + " DIR/keepalived.pid",
        "-t -f /x.yaml -l | check --config /x.yaml",
        "-t -n -f /x.conf -i a | check --config /x.conf --keepalived-exit-codes --config-id a",
        "-v | --version",
        "--version -f /x | --version"
      })
  void keepalivedsOptionsAreTurnedIntoOurs(String arguments, String called) throws Exception {
    fails();
    assertThat(run(arguments.split(" ", -1)).status()).isEqualTo(78);

    assertThat(called()).isEqualTo(called + "\n");
  }

  @Test
  void theServicesConfigurationIsTheDefault() throws Exception {
    fails();
    Files.writeString(directory.resolve("settings"), "X=1\nJVRRPD_CONFIG=\"/own.yaml\"\n");
    run("-t");
    assertThat(called()).isEqualTo("check --config /own.yaml\n");
  }

  @ParameterizedTest
  @CsvSource({"STOP, 15", "RELOAD, 1", "DATA, 10", "STATS, 12", "JSON, 36"})
  void signalsHaveNumbers(String name, String number) throws Exception {
    Answer answer = run("--signum=" + name);

    assertThat(answer.out()).isEqualTo(number + "\n");
    assertThat(answer.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-C", "-T", "--vrrp-not", "--signum=TDATA", "-S cron", "file", "-f"})
  void whatCannotBeIsRefusedInALine(String arguments) throws Exception {
    Answer answer = run(arguments.split(" ", -1));

    assertThat(answer.status()).isEqualTo(2);
    assertThat(answer.err().lines()).singleElement().asString().startsWith("keepalived: ");
    assertThat(directory.resolve("called")).doesNotExist();
  }

  @Test
  void whatIsIgnoredIsNamed() throws Exception {
    fails();
    Answer answer = run("-n", "-x", "-V", "-d", "-e");

    assertThat(answer.err().lines().filter(line -> line.startsWith("keepalived: ignored: -")))
        .hasSize(4);
  }

  @Test
  void theCheckAndTheDaemonCanWriteToFiles() throws Exception {
    fails();
    Path log = directory.resolve("log");
    assertThat(run("-t" + log).err()).isEmpty();
    assertThat(log).content().isEqualTo("words of the daemon\n");
    assertThat(run("-n", "-g", log.toString()).err()).isEmpty();
    assertThat(log).content().isEqualTo("words of the daemon\nwords of the daemon\n");
  }

  @Test
  void itGoesIntoTheBackgroundOnceItsNumberIsInItsFile() throws Exception {
    Path pid = directory.resolve("keepalived.pid");
    Path log = directory.resolve("log");

    // Reading the output to its end shows that nothing in the background holds it open.
    Answer answer = run("-g", log.toString(), "-f", "x.yaml");

    assertThat(answer).isEqualTo(new Answer(0, "", ""));
    ProcessHandle daemon =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    try {
      assertThat(daemon.isAlive()).isTrue();
      assertThat(called()).isEqualTo("run --config DIR/x.yaml --pid-file DIR/keepalived.pid\n");
      assertThat(log).content().isEqualTo("words of the daemon\n");
      assertThat(session(daemon.pid())).isEqualTo(daemon.pid());
    } finally {
      daemon.destroyForcibly();
    }
  }

  @Test
  void itSaysSoWhenItEndsAtOnce() throws Exception {
    fails();
    // Without a word into its pid file, which would be its beginning.
    Files.writeString(directory.resolve("jvrrpd"), "#!/bin/sh\nexit 78\n");
    Answer answer = run("-G");

    assertThat(answer.status()).isEqualTo(78);
    assertThat(answer.err()).contains("ended at once with status 78");
  }

  /** The sixth word of proc_pid_stat(5); the name of what runs there has no blank. */
  private static long session(long pid) throws IOException {
    return Long.parseLong(Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ", -1)[5]);
  }

  private void fails() throws IOException {
    Files.writeString(directory.resolve("fails"), "");
  }

  private String called() throws IOException {
    return Files.readString(directory.resolve("called"));
  }

  private Answer run(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of(command.toString()));
    words.addAll(List.of(arguments));
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder(words).directory(directory.toFile()).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Answer(process.exitValue(), out, Files.readString(err));
  }
}
