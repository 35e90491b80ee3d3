package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.daemon.jna.TestThread;

class PromptnessTest {
  @ParameterizedTest
  @CsvSource({
    "rr, SCHED_RR 1, 1 2",
    "rr:7, SCHED_RR 7, 7 2",
    "fifo, SCHED_FIFO 1, 1 1",
    "fifo:99, SCHED_FIFO 99, 99 1",
    "other, SCHED_OTHER, 0 0",
  })
  void theKernelSchedulesTheThreadAsAskedAndOnlyThatOne(
      String asked, String words, String priorityAndPolicy) {
    Scheduling wanted = Scheduling.parse(asked).orElseThrow();
    Promptness promptness = new Promptness(wanted, false);

    assertThat(
            onAThread(
                () -> {
                  assertThat(promptness.hurryThisThread()).isEmpty();
                  return schedulingOfThisThread();
                }))
        .isEqualTo(priorityAndPolicy);
    assertThat(schedulingOfThisThread()).isEqualTo("0 0");
    assertThat(promptness.scheduling()).isEqualTo(wanted).hasToString(words);
    assertThat(promptness.schedulingRefusal()).isEmpty();
  }

  @Test
  void aThreadThatIsRefusedStaysOrdinaryAndSaysWhatItTakes() {
    Promptness promptness = new Promptness(Scheduling.roundRobin(50), false);

    Optional<String> refusal =
        onAThread(
            () -> {
              TestThread.dropCapabilities();
              return promptness.hurryThisThread();
            });

    assertThat(refusal)
        .contains(
            "scheduling the event loop as SCHED_RR 50: Operation not permitted (EPERM); it stays"
                + " an ordinary thread. Real time takes CAP_SYS_NICE or an RLIMIT_RTPRIO of 50"
                + " (LimitRTPRIO= of systemd)");
    assertThat(promptness.scheduling()).isEqualTo(Scheduling.ORDINARY);
    assertThat(promptness.schedulingRefusal())
        .contains("SCHED_RR 50: Operation not permitted (EPERM)");
  }

  @Test
  void memoryIsLockedOnlyWhereThatIsWanted() throws IOException {
    Promptness wanted = new Promptness(Scheduling.ORDINARY, true);
    assertThat(wanted.memory()).isEqualTo(Promptness.Memory.NOT_YET_LOCKED);

    Promptness unwanted = new Promptness(Scheduling.ORDINARY, false);
    assertThat(unwanted.settleMemory()).isEmpty();
    assertThat(unwanted.memory()).isEqualTo(Promptness.Memory.UNLOCKED);
    assertThat(unwanted.memoryRefusal()).isEmpty();
    assertThat(Files.readString(Path.of("/proc/self/status")))
        .containsPattern("(?m)^VmLck:\\s+0 kB$");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "rr:", "rr:0", "rr:01", "rr:100", "rr:-1", "rr: 1", "RR", "other:0", "idle"})
  void nothingElseIsScheduling(String words) {
    assertThat(Scheduling.parse(words)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 100})
  void aPriorityOutOfRangeIsAMistake(int priority) {
    assertThatThrownBy(() -> Scheduling.roundRobin(priority))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static <T> T onAThread(Supplier<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                result.complete(task.get());
              } catch (RuntimeException | AssertionError e) {
                result.completeExceptionally(e);
              }
            });
    return result.join();
  }

  /** proc_pid_stat(5): the 40th and 41st field; the second, the name, is in parentheses. */
  private static String schedulingOfThisThread() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[37] + " " + fields[38];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
