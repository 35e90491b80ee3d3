package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.core.election.Effect;
import org.jvrrpd.core.election.Effect.AnnounceAddresses;
import org.jvrrpd.core.election.Effect.SendAdvertisement;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.election.State;
import org.jvrrpd.core.election.State.Fault;
import org.jvrrpd.core.election.State.Master;
import org.jvrrpd.core.packet.ProtocolVersion;

/** What is counted and remembered of a router's steps. */
class JournalTest {
  private static final State FAULT = new Fault(Reason.INTERFACE_DOWN);
  private static final State MASTER = new Master(0, 0, 0);

  private final Journal journal = new Journal();

  private void record(State before, State after, Reason reason, List<Effect> effects, long now) {
    journal.record(new Step(before, after, new Input.TimerExpired(), reason, effects), now);
  }

  private Map<String, Long> counted() {
    Map<String, Long> counted = journal.counters();
    counted.values().removeIf(count -> count == 0);
    return counted;
  }

  @ParameterizedTest
  @CsvSource({
    "STALLED, stalls",
    "REPLACED_WHILE_STALLED, stalls",
    "LEASE_EXPIRED, leaseExpiries",
    "ADDRESSES_LOST, addressesLost",
    "LOWER_PRIORITY_ANSWERED, lowerPriorityAnswered",
    "HEALTH_TAKEOVER, healthTakeovers",
  })
  void reasonsAreCounted(Reason reason, String counter) {
    record(MASTER, MASTER, reason, List.of(), 1);
    assertThat(counted()).containsExactly(Map.entry(counter, 1L));
  }

  @Test
  void otherReasonsAreNot() {
    record(MASTER, MASTER, Reason.PRIORITY_CHANGED, List.of(new AnnounceAddresses()), 1);
    assertThat(counted()).isEmpty();
    assertThat(journal.history()).isEmpty();
    assertThat(journal.lastSent()).isEmpty();
  }

  @Test
  void whatIsSentIsCountedWithItsTime() {
    record(MASTER, MASTER, Reason.ADVERTISEMENT_DUE, List.of(new SendAdvertisement(100)), 7);
    assertThat(counted()).containsExactly(Map.entry("advertisementsSent", 1L));
    assertThat(journal.lastSent()).isEqualTo(OptionalLong.of(7));
    assertThat(journal.lastSentNanos()).isEqualTo(7);
    record(MASTER, FAULT, Reason.INTERFACE_DOWN, List.of(new SendAdvertisement(0)), 9);
    assertThat(counted())
        .containsEntry("advertisementsSent", 2L)
        .containsEntry("vrrpStatsPriorityZeroPktsSent", 1L)
        .containsEntry("releaseMaster", 1L);
    assertThat(journal.lastSent()).hasValue(9);
  }

  @Test
  void changesOfStateAreRemembered() {
    record(FAULT, MASTER, Reason.FAULT_CLEARED, List.of(), 5);
    assertThat(counted()).containsExactly(Map.entry("vrrpStatsBecomeMaster", 1L));
    assertThat(journal.history())
        .containsExactly(new StateChange(5, "FAULT", "MASTER", Reason.FAULT_CLEARED));
  }

  @Test
  void aRouterShowsWhatItHasSentAndWhomItRespects() {
    VirtualRouter router = new VirtualRouter(LeaseTest.settings(ProtocolVersion.V2, 100, Map.of()));
    assertThat(router.snapshot(0).master()).isEmpty();
    assertThat(router.snapshot(0).lastSentNanos()).isEmpty();
    router.on(new Input.Startup(), 0);
    assertThat(router.snapshot(0).master()).as("a backup that has heard nobody").isEmpty();
    router.on(
        new Input.AdvertisementReceived(LeaseTest.address("192.0.2.2"), 150, 1_000_000_000L), 1);
    assertThat(router.snapshot(1).master())
        .hasValue(new RouterSnapshot.MasterView(LeaseTest.address("192.0.2.2"), 150));
    long down = router.deadline().orElseThrow();
    router.onTimer(down);
    assertThat(router.snapshot(down).master())
        .hasValue(new RouterSnapshot.MasterView(LeaseTest.address("192.0.2.1"), 100));
    assertThat(router.snapshot(down).lastSentNanos()).hasValue(down);
  }
}
