package org.jvrrpd.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulateTest {
  /** A kernel that removes a dead holder's address only after another has taken over. */
  private static final List<String> LATE_LEASE =
      List.of(
          "node server1 192.0.2.1 priority 100",
          "node server2 192.0.2.2 priority 90",
          "node server3 192.0.2.3 priority 80",
          "leases all late 3s",
          "start all",
          "run 8s",
          "crash server1",
          "run 6s");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return Simulate.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        List.of(arguments));
  }

  @Test
  void theLastLineCountsSeedsAndViolations() {
    assertThat(run("--seeds", "20", "--first", "100")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines().toList().getLast())
        .isEqualTo("20 seeds, 0 violations");
  }

  @Test
  void aSeedThatFailsIsCountedPrintedShrunkAndStatusOne() {
    int status =
        Simulate.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            List.of("--seeds", "4", "--first", "6"),
            seed -> seed == 7 ? LATE_LEASE : List.of());
    assertThat(status).isEqualTo(1);
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.getFirst()).startsWith("seed 7: ");
    assertThat(lines)
        .contains("# Seed 7, shrunk.", "crash server1")
        .anySatisfy(line -> assertThat(line).contains("violation: "))
        .filteredOn(line -> line.startsWith("node "))
        .hasSize(2);
    assertThat(lines.getLast()).isEqualTo("4 seeds, 1 violations");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--seeds", "--seeds x", "--seeds 0", "--seeds -1", "--sed 5", "5"})
  void wrongUsageIsSaidAndIsStatusTwo(String arguments) {
    assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage: simulate");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aSeedIsPrintedAsAScriptThatCanBePlayed() {
    String script = Simulate.script(3);
    assertThat(script).startsWith("# Seed 3, shrunk.");
    assertThat(Script.parse(script.lines().toList()).play().text()).isEqualTo(script);
  }
}
