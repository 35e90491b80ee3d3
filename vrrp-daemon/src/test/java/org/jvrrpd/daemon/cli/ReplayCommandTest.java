package org.jvrrpd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.daemon.runtime.Signals;

class ReplayCommandTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path capture = Path.of("");

  @BeforeEach
  void writeCaptureWithoutFrames() throws Exception {
    capture = directory.resolve("quiet.pcap");
    Files.write(capture, ByteBuffer.allocate(24).putInt(0xa1b2c3d4).putInt(20, 1).array());
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("replay"));
    all.addAll(Arrays.asList(arguments));
    return Main.start(
        Signals.register(), new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
  }

  @Test
  void aCaptureWithoutVrrpIsNoFailure() {
    assertThat(run(capture.toString())).isZero();
    assertThat(out.toString()).contains("0 VRRP packets among 0 frames", "no VRRP");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void programsGetOneObject() {
    assertThat(run(capture.toString(), "--json")).isZero();
    assertThat(out.toString()).startsWith("{\"format\":1").endsWith("}\n");
  }

  @Test
  void whatCannotBeReadIsSaidInOneLine() throws Exception {
    assertThat(run(directory.resolve("none").toString())).isEqualTo(1);
    assertThat(run(directory.toString())).isEqualTo(1);
    Path empty = Files.createFile(directory.resolve("empty"));
    assertThat(run(empty.toString())).isEqualTo(1);
    Path script = Files.writeString(directory.resolve("script"), "#!/bin/sh\n");
    assertThat(run(script.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "jvrrpd: " + directory.resolve("none") + ": there is no such file",
            "jvrrpd: " + directory + ": a directory, and not a capture",
            "jvrrpd: " + empty + ": empty, too short for a capture (pcap or pcapng)",
            "jvrrpd: "
                + script
                + ": not a pcap file and not a pcapng file: it begins with 23212f62");
  }

  @Test
  void wrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(run(capture.toString(), "--as", "server1")).isEqualTo(2);
    assertThat(run(capture.toString(), "--priority", "100")).isEqualTo(2);
    assertThat(run(capture.toString(), "--as", "192.0.2.1", "--priority", "256")).isEqualTo(2);
    assertThat(run(capture.toString(), "--vrid", "0")).isEqualTo(2);
    assertThat(run(capture.toString(), "--as", "192.0.2.1", "--priority", "100")).isEqualTo(2);
    assertThat(err.toString()).contains("no virtual router of 192.0.2.1's kind is heard");
  }
}
