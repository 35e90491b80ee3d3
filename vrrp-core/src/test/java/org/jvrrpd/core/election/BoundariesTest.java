package org.jvrrpd.core.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.core.election.Effect.AnnounceAddresses;
import org.jvrrpd.core.election.Effect.InstallAddresses;
import org.jvrrpd.core.election.Effect.SendAdvertisement;
import org.jvrrpd.core.election.Input.AdvertisementReceived;
import org.jvrrpd.core.election.Input.TimerExpired;
import org.jvrrpd.core.election.State.Backup;
import org.jvrrpd.core.election.State.Fault;
import org.jvrrpd.core.election.State.Init;
import org.jvrrpd.core.election.State.Master;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;

/** The last moment at which something is so, and the first at which it is not. */
class BoundariesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long DOWN = 3 * SECOND + 156 * SECOND / 256;
  private static final IpAddress OURS = address("192.0.2.100");
  private static final IpAddress MASTER = address("192.0.2.101");
  private static final IpAddress OTHER = address("192.0.2.102");

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  private static ElectionSettings settings(
      int priority, long intervalNanos, long startupDelayNanos, int downIntervals) {
    return new ElectionSettings(
        ProtocolVersion.V2,
        OURS,
        priority,
        intervalNanos,
        true,
        0,
        startupDelayNanos,
        downIntervals,
        true,
        false,
        Map.of());
  }

  private static Election election(int priority) {
    return new Election(settings(priority, SECOND, 0, 3));
  }

  /** An election of a sync group. */
  private static Election grouped(int priority) {
    return new Election(
        new ElectionSettings(
            ProtocolVersion.V2, OURS, priority, SECOND, true, 0, 0, 3, true, true, Map.of()));
  }

  private static AdvertisementReceived heard(IpAddress source, int priority) {
    return new AdvertisementReceived(source, priority, SECOND);
  }

  private static State after(Election election, State state, Input input, long now) {
    return election.on(state, input, now).next();
  }

  private static Backup backup(Election election) {
    return (Backup) after(election, new Init(), new Input.Startup(), 0);
  }

  private static Master master(Election election) {
    return (Master) after(election, backup(election), new TimerExpired(), DOWN);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "100, true", "0, false", "101, false"})
  void oneToAHundredIntervalsMakeAMasterDown(int intervals, boolean allowed) {
    if (allowed) {
      assertThat(settings(100, SECOND, 0, intervals).downIntervals()).isEqualTo(intervals);
    } else {
      assertThatThrownBy(() -> settings(100, SECOND, 0, intervals))
          .hasMessageContaining("1 to 100");
    }
  }

  @Test
  void aStartupDelayIsOverWhenItsTimeHasCome() {
    Election delayed = new Election(settings(100, SECOND, SECOND, 3));
    State waiting = after(delayed, new Init(), new Input.Startup(), 0);
    assertThat(waiting.deadline()).hasValue(SECOND);
    assertThat(after(delayed, waiting, new TimerExpired(), SECOND - 1)).isEqualTo(waiting);
    assertThat(after(delayed, waiting, new TimerExpired(), SECOND)).isInstanceOf(Backup.class);
  }

  @Test
  void aFaultThatEndsWithTheDelayEndsInBackup() {
    Election delayed = new Election(settings(100, SECOND, SECOND, 3));
    State waiting = after(delayed, new Init(), new Input.Startup(), 0);
    State fault = after(delayed, waiting, new Input.FaultRaised(Reason.INTERFACE_DOWN), SECOND / 2);
    assertThat(after(delayed, fault, new Input.FaultCleared(), SECOND - 1))
        .isEqualTo(new Init(SECOND));
    assertThat(after(delayed, fault, new Input.FaultCleared(), SECOND)).isInstanceOf(Backup.class);
  }

  @Test
  void whoResignsAfterASuccessfulStartHasNoDelayLeft() {
    Election election = election(100);
    State fault =
        after(election, master(election), new Input.FaultRaised(Reason.INTERFACE_DOWN), DOWN + 1);
    assertThat(fault).isEqualTo(new Fault(Reason.INTERFACE_DOWN));
    assertThat(after(election, fault, new Input.FaultCleared(), DOWN + 2))
        .isInstanceOf(Backup.class);
  }

  /** It was our equal, and so it counted for as much as we do. */
  @ParameterizedTest
  @CsvSource({"100, 99, true", "99, 98, false", "101, 100, false", "100, 100, false"})
  void aMasterIsDegradedThatWasAtLeastOurEqual(int before, int now, boolean degraded) {
    Election election = election(100);
    State state = after(election, backup(election), heard(MASTER, before), SECOND);
    Backup after = (Backup) after(election, state, heard(MASTER, now), 2 * SECOND);
    assertThat(after.takeover() instanceof HealthTakeover.Armed).isEqualTo(degraded);
  }

  @Test
  void aRestEndsInItsLastMoment() {
    Election election = election(100);
    State state = after(election, backup(election), heard(MASTER, 200), 0);
    state = after(election, state, heard(MASTER, 90), SECOND);
    long asked = ((Backup) state).takeover().deadline();
    state = after(election, state, new TimerExpired(), asked);
    state = after(election, state, new Input.ChecksFailed(), asked);
    HealthTakeover.Resting resting = (HealthTakeover.Resting) ((Backup) state).takeover();
    assertThat(resting.until()).isEqualTo(asked + DOWN);
    State before = after(election, state, heard(MASTER, 90), resting.until() - 1);
    assertThat(((Backup) before).takeover()).isEqualTo(resting);
    State then = after(election, state, heard(MASTER, 90), resting.until());
    assertThat(((Backup) then).takeover()).isInstanceOf(HealthTakeover.Armed.class);
  }

  /** A group may keep it waiting for long, and it must not ask for timers meanwhile. */
  @Test
  void whoWaitsForItsGroupWithPassedChecksWantsNoTimerForThem() {
    Election grouped = grouped(100);
    State state = after(grouped, backup(grouped), heard(MASTER, 200), 0);
    state = after(grouped, state, heard(MASTER, 90), SECOND);
    long asked = ((Backup) state).takeover().deadline();
    state = after(grouped, state, new TimerExpired(), asked);
    state = after(grouped, state, new Input.ChecksPassed(), asked + 1);
    assertThat(state.deadline()).hasValue(asked + 1);
    Backup ready = (Backup) after(grouped, state, new TimerExpired(), asked + 1);
    assertThat(ready.ready()).isEqualTo(Reason.HEALTH_TAKEOVER);
    assertThat(ready.deadline()).hasValue(asked + 1 + DOWN);
    Backup still = (Backup) after(grouped, ready, heard(MASTER, 90), asked + SECOND);
    assertThat(still.ready()).as("a degraded master goes on speaking").isNotNull();
    Backup not = (Backup) after(grouped, still, heard(MASTER, 100), asked + SECOND);
    assertThat(not.ready()).as("a healthy one is respected").isNull();
  }

  /** Priority 99 spoke one second ago, and was passed over as long as ours was 100. */
  @ParameterizedTest
  @CsvSource({"98, false", "99, false", "100, true"})
  void aGroupDoesNotRiseAgainstAMasterThatIsNoLongerLower(int ours, boolean ready) {
    Election before = grouped(100);
    State state = after(before, backup(before), heard(MASTER, 99), DOWN - SECOND);
    state = after(before, state, new TimerExpired(), DOWN);
    assertThat(((Backup) state).ready()).isEqualTo(Reason.MASTER_DOWN);
    Backup after = (Backup) after(grouped(ours), state, new Input.PriorityChanged(100), DOWN + 1);
    assertThat(after.ready()).isEqualTo(ready ? Reason.MASTER_DOWN : null);
    assertThat(after.deadline())
        .as("the same wait, by another skew")
        .hasValue(2 * DOWN + (100 - ours) * SECOND / 256);
    assertThat(after.master()).isEqualTo(((Backup) state).master());
  }

  /** Our priority falls below that of a master that is silent; that does not bring it back. */
  @ParameterizedTest
  @CsvSource({"2999999999, false", "3000000000, true"})
  void aGroupStaysReadyWhenTheMasterHasBeenSilentForThreeIntervals(long silent, boolean ready) {
    Election before = grouped(100);
    State state = after(before, backup(before), heard(MASTER, 99), DOWN - SECOND);
    state = after(before, state, new TimerExpired(), DOWN);
    Input lowered = new Input.PriorityChanged(100);
    Backup after = (Backup) after(grouped(50), state, lowered, DOWN - SECOND + silent);
    assertThat(after.ready() != null).isEqualTo(ready);
  }

  @Test
  void aGroupStaysReadyWhenTheMasterHasResigned() {
    Election before = grouped(100);
    State state = after(before, backup(before), heard(MASTER, 200), SECOND);
    state = after(before, state, heard(MASTER, 0), SECOND);
    long resigned = state.deadline().orElseThrow();
    state = after(before, state, new TimerExpired(), resigned);
    assertThat(((Backup) state).ready()).isEqualTo(Reason.MASTER_RESIGNED);
    state = after(grouped(50), state, new Input.PriorityChanged(100), resigned);
    assertThat(((Backup) state).ready()).isEqualTo(Reason.MASTER_RESIGNED);
  }

  /** A member of lower priority makes an owner an ordinary router, which listens first. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOwnerThatItsGroupMakesNoneIsNotReady(boolean fromFault) {
    Election owner = grouped(255);
    State state =
        fromFault
            ? after(owner, new Fault(Reason.INTERFACE_DOWN), new Input.FaultCleared(), 0)
            : after(owner, new Init(), new Input.Startup(), 0);
    assertThat(((Backup) state).ready()).isNotNull();
    state = after(owner, state, new Input.PriorityChanged(255), 0);
    assertThat(((Backup) state).ready()).as("still an owner").isNotNull();
    Backup after = (Backup) after(grouped(100), state, new Input.PriorityChanged(255), 0);
    assertThat(after.ready()).isNull();
    assertThat(after.deadline()).hasValue(DOWN);
  }

  @Test
  void checksThatHaveNotAnsweredInHalfAMinuteHaveFailed() {
    Election election = election(100);
    State state = after(election, backup(election), heard(MASTER, 200), 0);
    state = after(election, state, heard(MASTER, 90), SECOND);
    long asked = ((Backup) state).takeover().deadline();
    // Heard on and on, so that the down timer is not what ends the wait.
    state = after(election, state, new TimerExpired(), asked);
    assertThat(((Backup) state).takeover())
        .isEqualTo(new HealthTakeover.Checking(asked + 30 * SECOND));
    for (long now = asked + SECOND; now < asked + 30 * SECOND; now += SECOND) {
      state = after(election, state, heard(MASTER, 90), now);
    }
    assertThat(after(election, state, new TimerExpired(), asked + 30 * SECOND - 1))
        .isEqualTo(state);
    State given = after(election, state, new TimerExpired(), asked + 30 * SECOND);
    assertThat(((Backup) given).takeover()).isInstanceOf(HealthTakeover.Resting.class);
  }

  /** Another sender, lower than the master, is passing until the master was silent for long. */
  @ParameterizedTest
  @CsvSource({
    "149, 2999999999, true",
    "149, 3000000000, false",
    "150, 2999999999, false",
    "151, 0, false"
  })
  void aLowerSenderBesideAMasterIsPassing(int priority, long later, boolean passing) {
    Election election = election(50);
    State state = after(election, backup(election), heard(MASTER, 150), SECOND);
    Backup after = (Backup) after(election, state, heard(OTHER, priority), SECOND + later);
    IpAddress expected = passing ? MASTER : OTHER;
    assertThat(after.master()).extracting(State.Peer::address).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {89, 90, 91})
  void whoFallsToTheMastersPriorityLeavesItAlone(int ours) {
    Election before = election(100);
    State state = after(before, backup(before), heard(MASTER, 200), 0);
    state = after(before, state, heard(MASTER, 90), SECOND);
    Election fallen = election(ours);
    Backup after =
        (Backup) after(fallen, state, new Input.PriorityChanged(100), SECOND + SECOND / 2);
    assertThat(after.takeover() instanceof HealthTakeover.Armed).isEqualTo(ours > 90);
  }

  @Test
  void aReloadLeavesAResignationsTimerAndBeginsOthersAnew() {
    Election before = election(100);
    Election after = new Election(settings(100, 2 * SECOND, 0, 3));
    Input reload = new Input.Reconfigured(before.settings());
    State listening = after(before, backup(before), heard(MASTER, 200), SECOND);
    assertThat(after(after, listening, reload, 2 * SECOND).deadline())
        .hasValue(2 * SECOND + 6 * SECOND + 156 * SECOND / 256);
    State resigned = after(before, listening, heard(MASTER, 0), 2 * SECOND);
    assertThat(after(after, resigned, reload, 2 * SECOND).deadline())
        .isEqualTo(resigned.deadline());
  }

  @Test
  void aReloadKeepsAnIntervalThatWasAdopted() {
    Election third = third(SECOND);
    State adopted =
        after(third, backup(third), new AdvertisementReceived(MASTER, 200, 5 * SECOND), SECOND);
    Election changed = third(2 * SECOND);
    Backup after =
        (Backup) after(changed, adopted, new Input.Reconfigured(third.settings()), 2 * SECOND);
    assertThat(after.masterIntervalNanos()).isEqualTo(5 * SECOND);
    State own = after(third, new Init(), new Input.Startup(), 0);
    Backup following =
        (Backup) after(changed, own, new Input.Reconfigured(third.settings()), 2 * SECOND);
    assertThat(following.masterIntervalNanos()).isEqualTo(2 * SECOND);
  }

  private static Election third(long intervalNanos) {
    return new Election(
        new ElectionSettings(
            ProtocolVersion.V3, OURS, 100, intervalNanos, true, 0, 0, 3, true, false, Map.of()));
  }

  /** The soonest of the others, 254, has then perhaps taken over. */
  @Test
  void aReloadFindsAMasterThatWasSilentTooLong() {
    long silence = 3 * SECOND + 2 * SECOND / 256;
    Election election = election(100);
    Master master = master(election);
    Input reload = new Input.Reconfigured(election.settings());
    Transition intime = election.on(master, reload, DOWN + silence);
    assertThat(intime.effects())
        .containsExactly(new SendAdvertisement(100), new InstallAddresses());
    assertThat(intime.next().deadline()).hasValue(DOWN + silence + SECOND);
    Transition late = election.on(master, reload, DOWN + silence + 1);
    assertThat(late.effects()).isEmpty();
    assertThat(late.next().deadline()).hasValue(DOWN + silence + 1);
    assertThat(election.readsBeforeTimers(late.next(), DOWN + silence + 1)).isTrue();
  }

  /** Also by the standards of the new settings, whose intervals are longer. */
  @Test
  void aMasterThatWasSilentTooLongHasBeenSoAfterTheReload() {
    Election election = election(100);
    Master master = master(election);
    Election slower = new Election(settings(100, 10 * SECOND, 0, 3));
    long now = DOWN + 5 * SECOND;
    State late = after(slower, master, new Input.Reconfigured(election.settings()), now);
    assertThat(slower.readsBeforeTimers(late, now)).isTrue();
    assertThat(slower.on(late, new TimerExpired(), now).reason()).isEqualTo(Reason.STALLED);
  }

  /** A lease begins with an advertisement, but not each time that somebody removes the address. */
  @Test
  void whatIsPutBackIsAdvertisedUnlessThatWasJustDone() {
    Election election = election(100);
    Master master = master(election);
    long spacing = 50_000_000L;
    assertThat(election.on(master, new Input.AddressesLost(), DOWN + spacing - 1).effects())
        .containsExactly(new InstallAddresses(), new AnnounceAddresses());
    Transition later = election.on(master, new Input.AddressesLost(), DOWN + spacing);
    assertThat(later.effects())
        .isEqualTo(
            List.of(new SendAdvertisement(100), new InstallAddresses(), new AnnounceAddresses()));
    assertThat(later.next().deadline()).hasValue(DOWN + spacing + SECOND);
  }

  /** Our own address, if somebody else has it, wins no tie against us. */
  @Test
  void theSameAddressIsNoHigherOne() {
    Election election = election(100);
    assertThat(after(election, master(election), heard(OURS, 100), DOWN + 1))
        .isInstanceOf(Master.class);
  }
}
