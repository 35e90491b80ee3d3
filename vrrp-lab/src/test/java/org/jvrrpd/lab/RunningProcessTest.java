package org.jvrrpd.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class RunningProcessTest {
  /**
   * A parent whose youngest child says its last words when the kernel tells it of the parent's end;
   * the many older ones make the way of a signal from the first to the last long enough for it.
   */
  private static final String FAMILY =
      "for i in $(seq 300); do sleep 1000 & done; setpriv --pdeathsig TERM sh -c '"
          + "trap \"echo last words; exit\" TERM; echo ready; while :; do :; done' & wait";

  @TempDir Path directory;

  @RepeatedTest(3)
  void aKilledTreeHasNoLastWords() throws Exception {
    try (Lab lab = Lab.onOneBridge("family", List.of(HostPlan.host("only", "192.0.2.1/24")))) {
      RunningProcess family =
          lab.host("only").start("family", directory.resolve("log"), Map.of(), "sh", "-c", FAMILY);
      await("the child runs")
          .atMost(Duration.ofSeconds(5))
          .until(() -> family.logText().contains("ready"));
      family.killTree();
      assertThat(family.waitFor(Duration.ofSeconds(5))).isEqualTo(128 + 9);
      await("nobody of it is left")
          .atMost(Duration.ofSeconds(5))
          .until(() -> ProcessHandle.allProcesses().noneMatch(RunningProcessTest::isTheChild));
      assertThat(family.logText()).doesNotContain("last words");
    }
  }

  private static boolean isTheChild(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("last words");
  }
}
