package org.jvrrpd.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random executions with faults; {@code -Dsimulation.seeds=200000} asks for more of them. */
class SimulatedSeedsTest {
  private static final long SEEDS = Long.getLong("simulation.seeds", 20_000);

  @Test
  void noSeedBreaksAnInvariant() {
    Map<Long, List<String>> failed = Simulate.failing(SEEDS, 1);
    assertThat(failed).as(() -> Simulate.script(failed.keySet().iterator().next())).isEmpty();
  }

  @Test
  void aSeedIsOneExecution() {
    assertThat(Scenario.of(7)).isEqualTo(Scenario.of(7)).isNotEqualTo(Scenario.of(8));
    assertThat(Execution.of(Scenario.of(7)).digest())
        .isEqualTo(Execution.of(Scenario.of(7)).digest())
        .isNotEqualTo(Execution.of(Scenario.of(8)).digest());
  }

  @Test
  void everyKindOfFaultOccurs() {
    List<String> verbs =
        List.of(
            "crash",
            "restart",
            "shutdown",
            "stall",
            "pause",
            "link",
            "own-address",
            "services",
            "weigh",
            "check",
            "configure",
            "delete",
            "kernel",
            "partition",
            "cut",
            "heal",
            "wire",
            "advertise",
            "replay",
            "corrupt",
            "settle");
    List<String> commands =
        LongStream.range(0, 300).mapToObj(Scenario::of).flatMap(List::stream).toList();
    assertThat(verbs)
        .allSatisfy(
            verb ->
                assertThat(commands).anySatisfy(command -> assertThat(command).startsWith(verb)));
  }
}
