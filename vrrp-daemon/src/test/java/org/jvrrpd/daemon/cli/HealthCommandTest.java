package org.jvrrpd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.health.Probe;
import picocli.CommandLine;

class HealthCommandTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void allIsWell() throws IOException {
    Files.writeString(
        directory.resolve("cluster.yaml"),
        """
            network:
              vip: {address: 192.0.2.100, interface: eth0}
            nodes:
              controllers:
                - {hostname: server1, ip_address: 192.0.2.101, services: {keepalived: true}}
            high_availability:
              keepalived:
                checks:
                  - {name: alive, file: "%1$s/alive"}
                  - {name: script, script: "%1$s/check.sh"}
            """
            .formatted(directory));
    Files.createFile(directory.resolve("alive"));
    script("exit 0");
  }

  @Test
  void whereAllIsWellNothingIsPrinted() {
    assertThat(run(Map.of())).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatFailsIsPrintedWithTheReasonAndTheLastLines() throws IOException {
    Files.delete(directory.resolve("alive"));
    script("echo the disk is full; exit 3");
    assertThat(run(Map.of())).isEqualTo(1);
    assertThat(out.toString())
        .isEqualTo(
            """
            alive failed: there is no file %s/alive
            script failed: exited with status 3
              the disk is full
            """
                .formatted(directory));
  }

  @Test
  void aCheckDoesNotRunTheChecks() {
    assertThat(run(Map.of(Probe.Script.WITHIN_CHECK, "1"))).isEqualTo(1);
    assertThat(err.toString()).contains("a check must not run the checks");
  }

  @Test
  void aScriptIsToldThatItIsACheck() throws IOException {
    script("test \"$JVRRPD_CHECK\" = 1");
    assertThat(run(Map.of())).as(out.toString()).isZero();
  }

  @Test
  void aConfigurationWithErrorsHasItsOwnStatus() throws IOException {
    Files.writeString(directory.resolve("cluster.yaml"), "network: {vip: nowhere}");
    assertThat(run(Map.of())).isEqualTo(78);
    assertThat(err.toString()).contains("cluster.yaml:1:16: error: network.vip");
  }

  private int run(Map<String, String> environment) {
    return new CommandLine(new HealthCommand(environment))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute("--config", directory.resolve("cluster.yaml").toString(), "--node", "server1");
  }

  private void script(String body) throws IOException {
    Path script = Files.writeString(directory.resolve("check.sh"), "#!/bin/sh\n" + body + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }
}
