package org.jvrrpd.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The invariants have teeth: a world that is worse than what was measured breaks them. */
class InvariantsTest {

  private static List<String> violations(String... commands) {
    return Execution.of(List.of(commands)).violations();
  }

  @Test
  void twoHoldersAreNoticedWhereTheKernelEndsLeasesLaterThanMeasured() {
    assertThat(
            violations(
                "node server1 192.0.2.1 priority 100",
                "node server2 192.0.2.2 priority 90",
                "leases all late 3s",
                "start all",
                "run 5s",
                "crash server1",
                "run 6s"))
        .first()
        .asString()
        .contains("server1 and server2 both hold the address");
  }

  @Test
  void aHolderThatIsNotMasterIsNoticed() {
    Simulation simulation = new Simulation(false);
    simulation.perform("node server1 192.0.2.1 priority 100");
    simulation.perform("start all");
    simulation.perform("run 1s");
    simulation.node("server1").kernel().install(Optional.empty());
    simulation.perform("run 1s");
    assertThat(simulation.violations())
        .first()
        .asString()
        .contains("server1 holds the address and is not MASTER");
  }

  @Test
  void nobodyAfterTheFaultsIsNoticed() {
    Simulation simulation = new Simulation(false);
    simulation.perform("node server1 192.0.2.1 priority 100");
    simulation.perform("start all");
    simulation.perform("run 5s");
    simulation.perform("kernel server1 takes 100s");
    simulation.perform("delete server1");
    simulation.perform("settle");
    assertThat(simulation.violations())
        .first()
        .asString()
        .contains("there is not one master with the address");
  }

  @Test
  void anInstallationThatIsOnItsWayIsNoSecondHolder() {
    assertThat(
            violations(
                "node server1 192.0.2.1 priority 100",
                "node server2 192.0.2.2 priority 90",
                "partition server1 | server2",
                "start all",
                "run 5s",
                "heal",
                "run 5s"))
        .isEmpty();
  }
}
