package org.jvrrpd.daemon.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {
  private static final long SECOND = 1_000_000_000L;

  private static TrackedProcesses tracked(int quorum, OptionalInt most, int fork, int terminate) {
    return new TrackedProcesses(
        "track_process p",
        ProcessPattern.of(List.of("p"), Optional.empty(), false),
        quorum,
        most,
        Duration.ofSeconds(fork),
        Duration.ofSeconds(terminate));
  }

  @ParameterizedTest
  @CsvSource({
    "1, , 0, false",
    "1, , 1, true",
    "2, , 1, false",
    "2, , 9, true",
    "1, 2, 2, true",
    "1, 2, 3, false",
    "0, 0, 0, true",
    "0, 0, 1, false",
  })
  void aCountIsEnoughAndNotTooMuch(int quorum, @Nullable Integer most, int count, boolean enough) {
    OptionalInt limit = most == null ? OptionalInt.empty() : OptionalInt.of(most);
    Quorum fresh = new Quorum(tracked(quorum, limit, 5, 5), null);
    assertThat(fresh.counted(count, 0).orElseThrow().passed()).isEqualTo(enough);
  }

  @Test
  void aChangeCountsWhenItHasLasted() {
    Quorum quorum = new Quorum(tracked(1, OptionalInt.empty(), 2, 3), null);
    assertThat(quorum.counted(1, 0)).map(CheckResult::passed).hasValue(true);
    assertThat(quorum.counted(0, SECOND)).map(CheckResult::passed).hasValue(true);
    assertThat(quorum.counted(0, 4 * SECOND - 1)).isEmpty();
    assertThat(quorum.counted(0, 4 * SECOND)).map(CheckResult::passed).hasValue(false);
    assertThat(quorum.counted(1, 5 * SECOND)).map(CheckResult::passed).hasValue(false);
    assertThat(quorum.counted(1, 7 * SECOND)).map(CheckResult::passed).hasValue(true);
  }

  @Test
  void aShortGapIsNone() {
    Quorum quorum = new Quorum(tracked(1, OptionalInt.empty(), 0, 3), null);
    quorum.counted(1, 0);
    assertThat(quorum.counted(0, SECOND)).map(CheckResult::passed).hasValue(true);
    assertThat(quorum.counted(1, 2 * SECOND)).map(CheckResult::passed).hasValue(true);
    assertThat(quorum.counted(0, 3 * SECOND)).map(CheckResult::passed).hasValue(true);
    assertThat(quorum.counted(0, 5 * SECOND)).as("2 s of 3").isEmpty();
  }

  @Test
  void whatIsKnownFromBeforeHasToBeOutlasted() {
    Quorum quorum = new Quorum(tracked(1, OptionalInt.empty(), 0, 3), true);
    assertThat(quorum.counted(0, 0)).map(CheckResult::passed).hasValue(true);
    assertThat(quorum.counted(0, 3 * SECOND)).map(CheckResult::passed).hasValue(false);
  }

  @Test
  void anotherCountIsNewsAndTheSameIsNot() {
    Quorum quorum = new Quorum(tracked(2, OptionalInt.of(3), 0, 0), null);
    assertThat(quorum.counted(2, 0))
        .map(CheckResult::why)
        .hasValue("2 processes run, 2 to 3 should");
    assertThat(quorum.counted(2, 1)).isEmpty();
    assertThat(quorum.counted(1, 2))
        .map(CheckResult::why)
        .hasValue("1 process runs, 2 to 3 should");
  }
}
