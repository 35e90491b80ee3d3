package org.jvrrpd.conformance.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.conformance.harness.Jvrrpd;

/** {@code bin/jvrrpd replay} as an operator calls it. */
class ReplayCommandTest {
  private static final long LIMIT_SECONDS = 60;

  @TempDir private Path directory;

  /** What a run ended with, and what it printed. */
  private record Run(int status, String out, String err) {}

  private Run replay(Path capture, String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(Jvrrpd.launcher(), "replay", capture.toString()));
    command.addAll(List.of(options));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    return new Run(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Test
  void itPrintsTheTimeLineAndNoPassword() throws Exception {
    Path capture = Captures.COMMITTED.resolve("keepalived-v2-password.pcap");
    Run run = replay(capture, "--as", "192.0.2.102");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    String transcript =
        Files.readString(Path.of("src", "test", "resources", "transcripts", "as-the-backup.txt"));
    assertThat(run.out()).isEqualTo(transcript.substring(transcript.indexOf("----\n") + 5));
    assertThat(run.out()).doesNotContain("s3cr3t");
  }

  @Test
  void whatIsNoCaptureEndsItWithStatusOneAndALine() throws Exception {
    Path readme = Captures.COMMITTED.resolve("README.md");
    Run run = replay(readme, "--json");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("jvrrpd: " + readme + ": not a pcap file and not a pcapng file")
        .hasLineCount(1);
  }
}
