package org.jvrrpd.core.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.core.conformance.Covers;
import org.jvrrpd.core.election.Effect.AnnounceAddresses;
import org.jvrrpd.core.election.Effect.InstallAddresses;
import org.jvrrpd.core.election.Effect.RemoveAddresses;
import org.jvrrpd.core.election.Effect.SendAdvertisement;
import org.jvrrpd.core.election.Input.AdvertisementReceived;
import org.jvrrpd.core.election.Input.TimerExpired;
import org.jvrrpd.core.election.State.Backup;
import org.jvrrpd.core.election.State.Fault;
import org.jvrrpd.core.election.State.Init;
import org.jvrrpd.core.election.State.Master;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;

/** One input and one transition; what several of them lead to is told by the scripts. */
class ElectionTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long DOWN = 3 * SECOND + 156 * SECOND / 256;
  private static final IpAddress OURS = address("192.0.2.100");
  private static final IpAddress LESSER = address("192.0.2.99");
  private static final IpAddress GREATER = address("192.0.2.101");

  private final Election election = new Election(settings(100, true));

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  private static ElectionSettings settings(int priority, boolean preempt) {
    return new ElectionSettings(
        ProtocolVersion.V2, OURS, priority, SECOND, preempt, 0, 0, 3, true, false, Map.of());
  }

  private static AdvertisementReceived heard(IpAddress source, int priority) {
    return new AdvertisementReceived(source, priority, SECOND);
  }

  private Backup backup() {
    return (Backup) election.on(new Init(), new Input.Startup(), 0).next();
  }

  private Master master() {
    return (Master) election.on(backup(), new TimerExpired(), DOWN).next();
  }

  static List<Input> allInputs() {
    return List.of(
        new Input.Startup(),
        new Input.Shutdown(),
        new TimerExpired(),
        heard(GREATER, 0),
        heard(GREATER, 1),
        heard(LESSER, 100),
        heard(GREATER, 100),
        heard(LESSER, 255),
        new Input.PriorityChanged(90),
        new Input.Reconfigured(settings(90, false)),
        new Input.FaultRaised(Reason.INTERFACE_DOWN),
        new Input.FaultCleared(),
        new Input.InstallationFailed(),
        new Input.AddressesLost(),
        new Input.LeaseExpired(),
        new Input.ChecksPassed(),
        new Input.ChecksFailed());
  }

  @ParameterizedTest
  @MethodSource("allInputs")
  void everyStateAnswersEveryInput(Input input) {
    Fault fault = new Fault(Reason.INTERFACE_DOWN);
    for (State state : List.of(new Init(), backup(), master(), fault)) {
      Transition transition = election.on(state, input, DOWN + 1);
      assertThat(transition.reason() == Reason.NOTHING)
          .as("%s after %s", transition, input)
          .isEqualTo(
              transition.effects().isEmpty()
                  && transition.next().equals(state)
                  && transition.reason() == Reason.NOTHING);
      if (transition.next() instanceof Backup || transition.next() instanceof Master) {
        assertThat(transition.next().deadline()).isPresent();
      }
    }
  }

  @Test
  @Covers({"RFC3768-6.4.2-3", "RFC9568-6.4.2-2"})
  void aDisabledRouterWaitsForNothing() {
    assertThat(new Init().deadline()).isEmpty();
    for (Input input : allInputs()) {
      if (!(input instanceof Input.Startup) && !(input instanceof Input.FaultRaised)) {
        assertThat(election.on(new Init(), input, 0).next()).isEqualTo(new Init());
      }
    }
  }

  @Test
  @Covers(value = "RFC3768-6.1-2", negative = "RFC3768-6.4.2-4")
  void aBackupWaitsADownIntervalAndNotANanosecondLess() {
    assertThat(backup().deadline()).hasValue(DOWN);
    assertThat(election.on(backup(), new TimerExpired(), DOWN - 1).next()).isEqualTo(backup());
    assertThat(election.on(backup(), new TimerExpired(), DOWN).reason())
        .isEqualTo(Reason.MASTER_DOWN);
  }

  @Test
  @Covers({"RFC3768-6.4.2-4", "RFC3768-6.4.2-5", "RFC3768-6.4.2-6", "RFC9568-6.4.2-3"})
  void aMasterAdvertisesThenInstallsThenAnnounces() {
    assertThat(election.on(backup(), new TimerExpired(), DOWN).effects())
        .containsExactly(
            new SendAdvertisement(100), new InstallAddresses(), new AnnounceAddresses());
  }

  @Test
  void aBackupIsLateByAnIntervalBeforeItDoubtsItself() {
    assertThat(election.on(backup(), new TimerExpired(), DOWN + SECOND).reason())
        .isEqualTo(Reason.MASTER_DOWN);
    Transition late = election.on(backup(), new TimerExpired(), DOWN + SECOND + 1);
    assertThat(late.reason()).isEqualTo(Reason.STALLED);
    assertThat(late.next().deadline()).hasValue(2 * DOWN + SECOND + 1);
    assertThat(late.effects()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 255})
  @Covers(value = "RFC3768-6.4.2-8", negative = "RFC3768-6.4.2-10")
  void aMasterOfAtLeastOurPriorityIsRespected(int priority) {
    Transition transition = election.on(backup(), heard(LESSER, priority), SECOND);
    assertThat(transition.next().deadline()).hasValue(SECOND + DOWN);
    assertThat(transition.reason()).isEqualTo(Reason.MASTER_HEARD);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 99})
  @Covers(
      value = {"RFC3768-6.4.2-9", "RFC3768-6.4.2-10", "RFC3768-6.1-3"},
      negative = "RFC3768-6.4.2-9")
  void aLowerMasterIsRespectedUnderNopreemptOnly(int priority) {
    assertThat(election.on(backup(), heard(GREATER, priority), SECOND).next().deadline())
        .hasValue(DOWN);
    Election patient = new Election(settings(100, false));
    assertThat(patient.on(backup(), heard(GREATER, priority), SECOND).next().deadline())
        .hasValue(SECOND + DOWN);
  }

  @Test
  void aResignationNeverLengthensTheWait() {
    Transition resigned = election.on(backup(), heard(GREATER, 0), SECOND);
    assertThat(resigned.next().deadline()).hasValue(SECOND + 156 * SECOND / 256);
    assertThat(election.on(resigned.next(), heard(GREATER, 0), SECOND + 1).next().deadline())
        .isEqualTo(resigned.next().deadline());
  }

  @Test
  @Covers({"RFC3768-6.4.3-4", "RFC9568-6.4.3-3"})
  void whoResignsSaysSoAfterTheRemoval() {
    assertThat(election.on(master(), new Input.Shutdown(), DOWN + 1).effects())
        .containsExactly(new RemoveAddresses(), new SendAdvertisement(0));
    assertThat(election.on(backup(), new Input.Shutdown(), 1).effects()).isEmpty();
  }

  @Test
  void whoStepsDownTellsTheBetterOneThatItWasThere() {
    Transition down = election.on(master(), heard(GREATER, 100), DOWN + 1);
    assertThat(down.reason()).isEqualTo(Reason.HIGHER_ADDRESS);
    assertThat(down.effects()).containsExactly(new RemoveAddresses(), new SendAdvertisement(100));
    assertThat(election.on(master(), heard(LESSER, 100), DOWN + 1).next())
        .isInstanceOf(Master.class);
  }

  @Test
  void aLateAdvertisementDoesNotDelayTheNext() {
    long due = master().advertiseAt();
    Transition late = election.on(master(), new TimerExpired(), due + SECOND / 2);
    assertThat(late.next().deadline()).hasValue(due + SECOND);
    Transition later = election.on(master(), new TimerExpired(), due + SECOND);
    assertThat(later.next().deadline()).hasValue(due + 2 * SECOND);
  }

  @Test
  void aMasterReadsFirstOnlyAfterASilenceInWhichItMayHaveBeenReplaced() {
    long silence = 3 * SECOND + 2 * SECOND / 256;
    assertThat(election.readsBeforeTimers(backup(), 0)).isTrue();
    assertThat(election.readsBeforeTimers(master(), DOWN + silence)).isFalse();
    assertThat(election.readsBeforeTimers(master(), DOWN + silence + 1)).isTrue();
    assertThat(election.readsBeforeTimers(new Init(), DOWN)).isFalse();
  }

  @Test
  void aMasterThatWasSilentAndNotReplacedPutsItsAddressesBackAndAnnouncesThem() {
    long woken = DOWN + 3 * SECOND + 2 * SECOND / 256 + 1;
    assertThat(election.on(master(), new TimerExpired(), woken - 1).reason())
        .isEqualTo(Reason.ADVERTISEMENT_DUE);
    Transition resumed = election.on(master(), new TimerExpired(), woken);
    assertThat(resumed.reason()).isEqualTo(Reason.STALLED);
    assertThat(resumed.effects())
        .containsExactly(
            new SendAdvertisement(100), new InstallAddresses(), new AnnounceAddresses());
    assertThat(resumed.next().deadline()).hasValue(woken + SECOND);
  }

  @Test
  void aMasterThatWasReplacedGoesWhateverThePriority() {
    Transition replaced = election.on(master(), heard(LESSER, 1), DOWN + 4 * SECOND);
    assertThat(replaced.reason()).isEqualTo(Reason.REPLACED_WHILE_STALLED);
    assertThat(replaced.effects()).containsExactly(new RemoveAddresses());
    Backup held = (Backup) replaced.next();
    assertThat(held.preemption().waits(DOWN + 34 * SECOND - 1)).isTrue();
    assertThat(held.preemption().waits(DOWN + 34 * SECOND)).isFalse();
  }

  @Test
  @Covers({"RFC3768-5.3.4-2", "RFC9568-5.2.4-1"})
  void settingsOutOfRangeAreRefused() {
    for (int priority : new int[] {0, 256, -1}) {
      assertThatThrownBy(() -> settings(priority, true)).hasMessageContaining("not a priority");
    }
    assertThatThrownBy(
            () ->
                new ElectionSettings(
                    ProtocolVersion.V2, OURS, 100, 0, true, 0, 0, 3, true, false, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Covers(value = "RFC9568-6.4.2-5", negative = "RFC9568-6.4.2-5")
  void anIntervalIsAdoptedInVersion3OnlyAndNotBelowTheFloor() {
    ElectionSettings third =
        new ElectionSettings(
            ProtocolVersion.V3, OURS, 100, SECOND, true, 0, 0, 3, true, false, Map.of());
    assertThat(settings(100, true).adoptedNanos(5 * SECOND)).isEqualTo(SECOND);
    assertThat(third.adoptedNanos(5 * SECOND)).isEqualTo(5 * SECOND);
    assertThat(third.adoptedNanos(SECOND / 100)).isEqualTo(SECOND / 10);
  }
}
