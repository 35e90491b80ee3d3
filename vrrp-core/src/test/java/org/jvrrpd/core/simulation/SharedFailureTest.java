package org.jvrrpd.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What all controllers share goes down, and each notices it when its own checks come round: within
 * ten seconds (an interval of 5 s, twice), in any order. However the priorities lie, the address
 * moves at most once.
 */
class SharedFailureTest {
  private static final int SEEDS = 300;
  private static final int NOTICED_WITHIN_MILLIS = 10_000;

  @ParameterizedTest
  @CsvSource({"2, true", "2, false", "3, true", "3, false"})
  void theAddressMovesAtMostOnceWhenEverythingFails(int version, boolean allPreempt) {
    List<String> movedOften =
        LongStream.range(0, SEEDS)
            .filter(seed -> movesAfterFailure(seed, version, allPreempt) > 1)
            .mapToObj(seed -> "seed " + seed)
            .toList();
    assertThat(movedOften).isEmpty();
  }

  private static long movesAfterFailure(long seed, int version, boolean allPreempt) {
    SplittableRandom random = new SplittableRandom(seed);
    Simulation simulation = new Simulation(true);
    int nodes = 2 + random.nextInt(4);
    for (int i = 1; i <= nodes; i++) {
      simulation.perform(
          "node server%d 192.0.2.%d priority %d version %d preempt %s"
              .formatted(
                  i, i, 60 + random.nextInt(60), version, allPreempt || i == 1 ? "yes" : "no"));
    }
    simulation.perform("wire seed " + seed + " delay 100us..2ms");
    simulation.perform("kernel all takes 1ms..20ms");
    simulation.perform("checks all " + random.nextInt(900) + "ms");
    simulation.perform("start all");
    simulation.perform("run 15s");
    simulation.takeLines();
    simulation.perform("services all down");
    for (String command : noticing(random, nodes)) {
      simulation.perform(command);
    }
    simulation.perform("run 60s");
    assertThat(simulation.violations()).isEmpty();
    return simulation.takeLines().stream().filter(line -> line.contains("-> MASTER")).count();
  }

  private static List<String> noticing(SplittableRandom random, int nodes) {
    int[] at = random.ints(nodes, 0, NOTICED_WITHIN_MILLIS).toArray();
    List<String> commands = new ArrayList<>();
    for (int millis = 0; millis < NOTICED_WITHIN_MILLIS; millis += 100) {
      for (int i = 0; i < nodes; i++) {
        if (at[i] / 100 * 100 == millis) {
          commands.add("weigh server" + (i + 1) + " -20");
        }
      }
      commands.add("run 100ms");
    }
    return commands;
  }
}
