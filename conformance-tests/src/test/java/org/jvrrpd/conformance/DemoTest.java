package org.jvrrpd.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.jvrrpd.conformance.harness.Jvrrpd;

/**
 * {@code bin/jvrrpd demo} as a newcomer starts it, inside this JVM's own namespaces. One after the
 * other, since its lab has one name. The limit allows for one repetition.
 */
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(220)
class DemoTest {
  private static final int LIMIT_SECONDS = 100;
  private static final String BUSY = "this machine was busy";

  @TempDir private Path directory;

  private record Outcome(int exitStatus, String text) {}

  @Test
  void allSixStepsAreShownAndBehaveAsPromised() throws Exception {
    Path kept = directory.resolve("kept");
    Outcome outcome = demonstrate("--keep", kept.toString());
    if (outcome.exitStatus() != 0 && outcome.text().contains(BUSY)) {
      System.err.println("DemoTest failed on a busy machine, once more:\n" + outcome.text());
      kept = directory.resolve("kept-again");
      outcome = demonstrate("--keep", kept.toString());
    }

    assertThat(outcome.exitStatus()).as(outcome.text()).isZero();
    assertThat(outcome.text())
        .containsSubsequence(
            "1. An election",
            "2. A clean stop",
            "3. A killed daemon",
            "4. A frozen daemon",
            "5. A cut cable",
            "6. A partition and its heal",
            "Summary",
            "All six steps behaved as the protocol promises.")
        .doesNotContain("\u001b")
        .doesNotContain("NOT AS PROMISED");
    assertThat(outcome.text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    assertThat(kept)
        .isDirectoryContaining("glob:**/bridge.pcap")
        .isDirectoryContaining("glob:**/cluster.yaml")
        .isDirectoryContaining("glob:**/server1.3.log")
        .isDirectoryContaining("glob:**/server3.status.txt");
    assertThat(kept.resolve("bridge.pcap")).isNotEmptyFile();
    assertThat(namespaces()).isEmpty();
  }

  @Test
  void theCommandsOfTheLabArePrintedAndNothingRuns() throws Exception {
    Outcome outcome = demonstrate("--commands");
    assertThat(outcome.exitStatus()).as(outcome.text()).isZero();
    assertThat(outcome.text())
        .contains("ip netns add demo.server1")
        .contains("ip -n demo.client addr add 192.0.2.1/24 dev eth0")
        .contains("run --config /run/demo/cluster.yaml --node server3");
    assertThat(namespaces()).isEmpty();
  }

  @Test
  void aDirectoryThatIsNotEmptyIsNotWrittenInto() throws Exception {
    Files.writeString(directory.resolve("mine"), "");
    Outcome outcome = demonstrate("--keep", directory.toString());
    assertThat(outcome.exitStatus()).isEqualTo(2);
    assertThat(outcome.text()).contains("is not empty");
    assertThat(directory).isDirectoryNotContaining("glob:**/bridge.pcap");
  }

  private static Outcome demonstrate(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(Jvrrpd.launcher(), "demo"));
    command.addAll(List.of(options));
    Path output = Files.createTempFile("demo", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("JVRRPD_ENCLOSED", "1");
      Process demo = builder.start();
      try {
        assertThat(demo.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
            .as("the demonstration ends within %d s", LIMIT_SECONDS)
            .isTrue();
      } finally {
        demo.descendants().forEach(ProcessHandle::destroyForcibly);
        demo.destroyForcibly();
      }
      return new Outcome(demo.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  /** What labs of the demonstration are left; other tests may be at work beside this one. */
  private static List<String> namespaces() throws Exception {
    try (var files = Files.list(Path.of("/run/netns"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("demo."))
          .toList();
    }
  }
}
