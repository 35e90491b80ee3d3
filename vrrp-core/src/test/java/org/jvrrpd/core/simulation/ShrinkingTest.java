package org.jvrrpd.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShrinkingTest {

  @Test
  void whatDoesNotContributeToAFailureIsLeftOut() {
    List<String> commands =
        List.of(
            "node server1 192.0.2.1 priority 100",
            "node server2 192.0.2.2 priority 90",
            "node server3 192.0.2.3 priority 80",
            "leases all late 3s",
            "kernel all takes 1ms",
            "start all",
            "run 3s",
            "partition server3 | server1 server2",
            "run 3s",
            "heal",
            "run 2s",
            "crash server1",
            "run 6s");
    List<String> shrunk = Shrinking.of(commands);
    assertThat(Execution.of(shrunk).violations()).isNotEmpty();
    assertThat(shrunk)
        .hasSizeLessThan(commands.size())
        .doesNotContain("heal", "kernel all takes 1ms")
        .satisfies(
            kept ->
                assertThat(kept.stream().filter(command -> command.startsWith("node"))).hasSize(2))
        .contains("crash server1", "leases all late 3s");
  }
}
