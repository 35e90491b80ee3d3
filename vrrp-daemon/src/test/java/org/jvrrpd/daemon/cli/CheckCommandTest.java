package org.jvrrpd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.runtime.DaemonOptions;
import org.jvrrpd.daemon.runtime.Signals;
import picocli.CommandLine;

class CheckCommandTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int check(Path file, String... options) {
    CommandLine line = new CommandLine(new CheckCommand());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] arguments =
        Stream.concat(Stream.of("--config", file.toString()), Stream.of(options))
            .toArray(String[]::new);
    return line.execute(arguments);
  }

  private Path keepalivedConf(String... lines) throws IOException {
    Path file = directory.resolve("keepalived.conf");
    return Files.writeString(
        file,
        """
        vrrp_instance VI_1 {
          interface nowhere0
          virtual_router_id 51
          @left  priority 150
          @right priority 100
          advert_int 0.5
          version 3
          unicast_peer {
            192.0.2.102
          }
          virtual_ipaddress {
            192.0.2.100/24
          }
          virtual_ipaddress_excluded {
            2001:db8::100
          }
        %s
        }
        """
            .formatted(String.join("\n", lines)));
  }

  @Test
  void aGoodFileSaysWhatThisNodeWouldRun() throws IOException {
    assertThat(check(keepalivedConf(), "--offline", "--config-id", "left")).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .isEqualTo(
            "(VI_1) VRRP version 3, VRID 51, priority 150, on nowhere0, every 0.5 s to 1 peer,"
                + " holds 192.0.2.100/24 and 1 more when it is MASTER.\n");
  }

  @Test
  void aMissingInterfaceIsAWarningUnlessItIsOffline() throws IOException {
    Path file = keepalivedConf();
    assertThat(check(file)).isZero();
    assertThat(err.toString())
        .isEqualTo(
            file
                + ":2:13: warning: vrrp_instance VI_1: there is no interface nowhere0 here; it is"
                + " FAULT until there is\n");
    assertThat(check(file, "--keepalived-exit-codes")).isEqualTo(5);
    assertThat(check(file, "--keepalived-exit-codes", "--offline")).isZero();
  }

  @Test
  void errorsAreToldAndTheRestIsStillShown() throws IOException {
    Path file = keepalivedConf("  vritual_router_id 52");
    assertThat(check(file, "--offline")).isEqualTo(78);
    assertThat(err.toString())
        .isEqualTo(
            file
                + ":17:3: error: unknown word \"vritual_router_id\"; did you mean"
                + " \"virtual_router_id\"?\n");
    assertThat(out.toString()).contains("(VI_1) VRRP version 3, VRID 51, priority 100");
    assertThat(check(file, "--offline", "--keepalived-exit-codes")).isEqualTo(5);
  }

  @Test
  void programsReadTheSameAsJson() throws IOException {
    Path file = keepalivedConf("  vritual_router_id 52");
    assertThat(check(file, "--offline", "--json")).isEqualTo(78);
    assertThat(err.toString()).isEmpty();
    assertThat(JSON.std.mapFrom(out.toString()))
        .containsEntry("valid", false)
        .hasEntrySatisfying("plan", plan -> assertThat((List<?>) plan).hasSize(1))
        .hasEntrySatisfying(
            "problems",
            problems ->
                assertThat(problems.toString())
                    .contains("severity=error", "line=17", "column=3", file.toString()));
  }

  @Test
  void aFileThatIsNotThereIsSaidToBeMissing() {
    Path file = directory.resolve("none.conf");
    assertThat(check(file)).isEqualTo(78);
    assertThat(err.toString())
        .isEqualTo(file + ":1:1: error: cannot be read: the file does not exist\n");
    assertThat(check(file, "--keepalived-exit-codes")).isEqualTo(4);
  }

  @Test
  void aDaemonDoesNotStartWithWhatItCannotDo() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("keepalived.conf"),
            """
            vrrp_instance VI_1 {
              interface nowhere0
              virtual_router_id 1
              use_ipvlan
              virtual_ipaddress { 192.0.2.1 }
            }
            """);
    DaemonOptions options =
        new DaemonOptions(
            file,
            Optional.empty(),
            directory,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(DaemonStart.run(options, Signals.register(), new PrintWriter(err, true)))
        .isEqualTo(78);
    assertThat(err.toString()).contains(file + ":4:3: error: use_ipvlan: is refused");
  }

  @Test
  void aClustersYamlIsStillRead() throws IOException {
    Path file = Files.writeString(directory.resolve("cluster.yaml"), "network: {vip: 7}\n");
    assertThat(check(file)).isEqualTo(78);
    assertThat(err.toString()).contains(file + ":1:");
    assertThat(out.toString()).isEmpty();
  }
}
