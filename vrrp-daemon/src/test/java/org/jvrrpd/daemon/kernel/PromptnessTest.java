package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PromptnessTest {
  private static final String ROUND_ROBIN = "2";
  private static final String ORDINARY = "0";

  @Test
  void theKernelSaysThatTheThreadIsInRealTimeAndOnlyThatOne() {
    CompletableFuture<String> policy = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(
            () -> {
              assertThat(Promptness.hurryThisThread()).isEmpty();
              policy.complete(policyOfThisThread());
            });

    assertThat(policy.join()).isEqualTo(ROUND_ROBIN);
    assertThat(policyOfThisThread()).isEqualTo(ORDINARY);
  }

  /** proc_pid_stat(5): the 41st field; the second one, the name, is in parentheses. */
  private static String policyOfThisThread() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[38];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
