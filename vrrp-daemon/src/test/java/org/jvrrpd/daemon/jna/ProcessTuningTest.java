package org.jvrrpd.daemon.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.daemon.jna.ProcessTuning.Outcome;
import org.jvrrpd.daemon.jna.ProcessTuning.Policy;

/** Each wish on a thread of its own, so that the JVM's other threads stay as they are. */
class ProcessTuningTest {
  private static final int SCHED_OTHER = 0;
  private static final int SCHED_RR_RESET_ON_FORK = 0x4000_0002;

  @Test
  void aThreadIsScheduledInRealTimeAndItsChildrenAreNot() {
    int[] policies =
        onAThread(
            () -> {
              assertThat(ProcessTuning.scheduleThread(Policy.RR, 1))
                  .isEqualTo(new Outcome.Granted());
              return new int[] {
                TestThread.schedulingPolicy(), onAThread(TestThread::schedulingPolicy)
              };
            });
    assertThat(policies).containsExactly(SCHED_RR_RESET_ON_FORK, SCHED_OTHER);
  }

  @Test
  void withoutThePrivilegeTheRefusalHasWords() {
    Outcome outcome =
        onAThread(
            () -> {
              TestThread.dropCapabilities();
              return ProcessTuning.scheduleThread(Policy.FIFO, 1);
            });
    assertThat(outcome).isEqualTo(new Outcome.Refused("Operation not permitted (EPERM)"));
  }

  @Test
  void aThreadIsOrdinaryWithoutAnyPrivilege() {
    int policy =
        onAThread(
            () -> {
              TestThread.dropCapabilities();
              assertThat(ProcessTuning.scheduleThread(Policy.OTHER, 0))
                  .isEqualTo(new Outcome.Granted());
              return TestThread.schedulingPolicy();
            });
    assertThat(policy).isEqualTo(SCHED_OTHER);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void aPriorityOutOfRangeIsAMistake(int priority) {
    assertThatThrownBy(() -> ProcessTuning.scheduleThread(Policy.FIFO, priority))
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
}
