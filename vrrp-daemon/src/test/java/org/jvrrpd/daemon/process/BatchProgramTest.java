package org.jvrrpd.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jvrrpd.daemon.process.Ending.Exited;
import org.jvrrpd.daemon.process.Ending.NotStarted;
import org.jvrrpd.daemon.process.Ending.TimedOut;

class BatchProgramTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void programReadsTheInputAndItsOutputIsReturned() {
    BatchProgram.Outcome outcome =
        BatchProgram.run(List.of("sh", "-c", "cat; echo bad >&2; exit 3"), "a\nb\n", PATIENCE);
    assertThat(outcome).isEqualTo(new BatchProgram.Outcome(new Exited(3), "a\nb\nbad\n"));
  }

  /** More than a pipe holds, in both directions at once. */
  @Test
  void longInputAndOutputDoNotWaitForEachOther() {
    String input = "0123456789\n".repeat(50_000);
    assertThat(BatchProgram.run(List.of("cat"), input, PATIENCE).output()).isEqualTo(input);
  }

  @Test
  void programThatDoesNotReadItsInputIsNoFailure() {
    String input = "0123456789\n".repeat(50_000);
    assertThat(BatchProgram.run(List.of("true"), input, PATIENCE).ending())
        .isEqualTo(new Exited(0));
  }

  @Test
  void programThatTakesTooLongIsKilled() {
    assertThat(BatchProgram.run(List.of("sleep", "60"), "", Duration.ofMillis(50)).ending())
        .isEqualTo(new TimedOut());
  }

  @Test
  void programThatIsNotThereIsSaidInWords() {
    assertThat(BatchProgram.run(List.of("no-such-program"), "", PATIENCE).ending())
        .isInstanceOfSatisfying(
            NotStarted.class, ending -> assertThat(ending.reason()).contains("no-such-program"));
  }
}
