package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.tracking.CheckSettings;
import org.jvrrpd.core.tracking.NumberWeight;

/** Numbers from files, and several checks that are FAULT while they are down. */
class MeasuredTest {
  private static final long SECOND = 1_000_000_000L;

  private final VirtualRouter router =
      new VirtualRouter(LeaseTest.settings(ProtocolVersion.V2, 100, Map.of()));

  @BeforeEach
  void start() {
    router.on(new Input.Startup(), 0);
  }

  private void measured(String source, int effect) {
    router.measured(source, OptionalInt.of(effect), SECOND);
  }

  private String state() {
    return router.state().name();
  }

  @Test
  void numbersAddUpUntilTheyAreForgotten() {
    measured("one", -20);
    measured("two", 5);
    assertThat(router.effectivePriority()).isEqualTo(85);
    assertThat(router.snapshot(SECOND).weights()).containsEntry("one", -20).containsEntry("two", 5);
    router.measured("one", OptionalInt.empty(), SECOND);
    assertThat(router.effectivePriority()).isEqualTo(105);
    assertThat(router.snapshot(SECOND).weights()).containsOnlyKeys("two");
  }

  @Test
  void farBelowZeroIsFaultAndLeavingItBringsThePriorityAlong() {
    measured("one", NumberWeight.FAULT);
    measured("two", NumberWeight.FAULT);
    assertThat(state()).isEqualTo("FAULT");
    assertThat(router.snapshot(SECOND).faults().values()).containsExactly("one, two");
    assertThat(router.effectivePriority()).isEqualTo(100);
    measured("one", 7);
    assertThat(state()).as("the other one").isEqualTo("FAULT");
    measured("two", -3);
    assertThat(state()).isEqualTo("BACKUP");
    assertThat(router.effectivePriority()).isEqualTo(104);
  }

  @Test
  void aNumberStaysOverAReload() {
    measured("one", NumberWeight.FAULT);
    router.reconfigure(router.settings().but().priority(150).build(), SECOND);
    assertThat(state()).isEqualTo("FAULT");
    measured("one", -10);
    assertThat(state()).isEqualTo("BACKUP");
    assertThat(router.effectivePriority()).isEqualTo(140);
  }

  /** keepalived's trap T8: one bit for all links, so the first that returned ended the FAULT. */
  @Test
  void ofTwoThatAreDownTheFirstToReturnEndsNoFault() {
    router.reconfigure(checks(), SECOND);
    router.checked("eth0", false, SECOND);
    router.checked("eth1", false, SECOND);
    measured("file", NumberWeight.FAULT);
    router.checked("eth0", true, SECOND);
    assertThat(state()).isEqualTo("FAULT");
    measured("file", 0);
    assertThat(state()).isEqualTo("FAULT");
    router.checked("eth1", true, SECOND);
    assertThat(state()).isEqualTo("BACKUP");
  }

  private static RouterSettings checks() {
    return LeaseTest.settings(ProtocolVersion.V2, 100, Map.of())
        .but()
        .checks(
            List.of(
                new CheckSettings("eth0", 0, false, 1, 1),
                new CheckSettings("eth1", 0, false, 1, 1)))
        .build();
  }
}
