package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.election.Effect.RemoveAddresses;
import org.jvrrpd.core.election.Effect.SendAdvertisement;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.TwoSegments.Host;

/** Members of a sync group move together, whatever happens on their segments. */
class SyncGroupTest {
  private static final long SECOND = TwoSegments.SECOND;

  private final TwoSegments segments = new TwoSegments();
  private final Host better = segments.add(100, true);
  private final Host lesser = segments.add(90, true);

  private static RouterSettings.Builder settings(String name, int priority) {
    return RouterSettings.of(
            name,
            ProtocolVersion.V2,
            51,
            LeaseTest.address("192.0.2.1"),
            List.of(LeaseTest.address("192.0.2.10")))
        .priority(priority)
        .grouped(true);
  }

  private static List<String> names(Host host) {
    return List.of(host.router(0).state().name(), host.router(1).state().name());
  }

  private void startBoth() {
    segments.start(better);
    segments.start(lesser);
    segments.run(5 * SECOND);
    assertThat(names(better)).containsExactly("MASTER", "MASTER");
    assertThat(names(lesser)).containsExactly("BACKUP", "BACKUP");
  }

  @Test
  void theyRiseWhenTheLastOfThemIsReady() {
    VirtualRouter one = new VirtualRouter(settings("VI_1", 100).build());
    VirtualRouter two = new VirtualRouter(settings("VI_2", 100).build());
    SyncGroup group = new SyncGroup("VG", List.of(one, two));
    one.on(new Input.Startup(), 0);
    two.on(new Input.Startup(), SECOND / 2);
    long first = one.deadline().orElseThrow();
    assertThat(one.onTimer(first)).extracting(Step::reason).containsExactly(Reason.GROUP_AWAITED);
    assertThat(group.settle(first)).isEmpty();
    assertThat(one.state().name()).isEqualTo("BACKUP");
    assertThat(one.deadline()).hasValue(2 * first);
    long second = two.deadline().orElseThrow();
    two.onTimer(second);
    assertThat(group.settle(second))
        .extracting(move -> move.router().settings().name(), move -> move.step().reason())
        .containsExactly(tuple("VI_1", Reason.MASTER_DOWN), tuple("VI_2", Reason.MASTER_DOWN));
    assertThat(group.settle(second)).isEmpty();
  }

  @Test
  void whoHearsAMasterIsNotReadyAnyMore() {
    VirtualRouter one = new VirtualRouter(settings("VI_1", 100).build());
    VirtualRouter two = new VirtualRouter(settings("VI_2", 100).build());
    SyncGroup group = new SyncGroup("VG", List.of(one, two));
    one.on(new Input.Startup(), 0);
    two.on(new Input.Startup(), SECOND / 2);
    long first = one.deadline().orElseThrow();
    one.onTimer(first);
    IpAddress master = LeaseTest.address("192.0.2.2");
    one.on(new Input.AdvertisementReceived(master, 200, SECOND), first + 1);
    long second = two.deadline().orElseThrow();
    two.onTimer(second);
    assertThat(group.settle(second)).isEmpty();
    assertThat(two.state().name()).isEqualTo("BACKUP");
  }

  /** Passed over as lower, the master speaks on, and is no longer lower when a check has failed. */
  @Test
  void aCheckThatFailsWhileTheyWaitEndsTheReadiness() {
    VirtualRouter one = new VirtualRouter(settings("VI_1", 100).build());
    VirtualRouter two = new VirtualRouter(settings("VI_2", 100).build());
    SyncGroup group = new SyncGroup("VG", List.of(one, two));
    one.on(new Input.Startup(), 0);
    two.on(new Input.Startup(), SECOND / 2);
    IpAddress master = LeaseTest.address("192.0.2.2");
    one.on(new Input.AdvertisementReceived(master, 90, SECOND), 3 * SECOND);
    long first = one.deadline().orElseThrow();
    assertThat(one.onTimer(first)).extracting(Step::reason).containsExactly(Reason.GROUP_AWAITED);
    two.weigh("chk", -20, first + 1);
    assertThat(group.settle(first + 1)).hasSize(1);
    long second = two.deadline().orElseThrow();
    assertThat(two.onTimer(second)).extracting(Step::reason).containsExactly(Reason.GROUP_AWAITED);
    assertThat(group.settle(second)).isEmpty();
  }

  @Test
  void theyFallTogetherAndResign() {
    startBoth();
    VirtualRouter one = better.router(0);
    SyncGroup group = new SyncGroup("VG", List.of(one, better.router(1)));
    IpAddress higher = LeaseTest.address("192.0.2.9");
    one.on(new Input.AdvertisementReceived(higher, 200, SECOND), 5 * SECOND);
    List<SyncGroup.Move> moves = group.settle(5 * SECOND);
    assertThat(moves).hasSize(1);
    Step step = moves.getFirst().step();
    assertThat(step.reason()).isEqualTo(Reason.SYNC_GROUP);
    assertThat(step.effects()).containsExactly(new RemoveAddresses(), new SendAdvertisement(0));
    assertThat(step.after().name()).isEqualTo("BACKUP");
  }

  @Test
  void aMemberWithoutItsCableTakesTheOthersAlong() {
    startBoth();
    segments.setLink(better, 1, false);
    assertThat(names(better)).containsExactly("FAULT", "FAULT");
    assertThat(better.router(0).snapshot(5 * SECOND).faults())
        .containsExactly(Map.entry("sync group", "VI_1 of group VG"));
    segments.run(4 * SECOND);
    assertThat(names(lesser)).containsExactly("MASTER", "MASTER");
    segments.setLink(better, 1, true);
    assertThat(names(better)).containsExactly("BACKUP", "BACKUP");
    segments.run(4 * SECOND);
    assertThat(names(better)).containsExactly("MASTER", "MASTER");
    assertThat(names(lesser)).containsExactly("BACKUP", "BACKUP");
  }

  /** What the others do is said, so that it is performed: the resignation, and the new priority. */
  @Test
  void theMovesOfTheOthersAreReturned() {
    startBoth();
    VirtualRouter one = better.router(0);
    VirtualRouter two = better.router(1);
    SyncGroup group = new SyncGroup("VG", List.of(one, two));
    one.weigh("chk", -20, 5 * SECOND);
    assertThat(group.settle(5 * SECOND))
        .extracting(SyncGroup.Move::router, move -> move.step().reason())
        .containsExactly(tuple(two, Reason.PRIORITY_CHANGED));
    one.raiseFault(Reason.INTERFACE_DOWN, "down", 5 * SECOND);
    List<SyncGroup.Move> moves = group.settle(5 * SECOND);
    assertThat(moves)
        .extracting(SyncGroup.Move::router, move -> move.step().reason())
        .containsExactly(tuple(two, Reason.SYNC_GROUP));
    assertThat(moves.getFirst().step().effects())
        .containsExactly(new RemoveAddresses(), new SendAdvertisement(0));
  }

  @Test
  void twoThatLackSomethingWaitForEachOther() {
    startBoth();
    segments.setLink(better, 0, false);
    segments.setLink(better, 1, false);
    segments.setLink(better, 0, true);
    assertThat(names(better)).containsExactly("FAULT", "FAULT");
    segments.setLink(better, 1, true);
    assertThat(names(better)).containsExactly("BACKUP", "BACKUP");
  }

  @Test
  void aSegmentThatCarriesNothingDoesNotSplitTheGroup() {
    startBoth();
    segments.cut(1, better, lesser);
    segments.cut(1, lesser, better);
    segments.run(20 * SECOND);
    assertThat(names(better)).containsExactly("MASTER", "MASTER");
    assertThat(names(lesser)).containsExactly("BACKUP", "BACKUP");
  }

  @Test
  void aCheckOfOneMemberMovesThemAll() {
    startBoth();
    segments.weigh(better, 1, -20);
    assertThat(better.router(0).effectivePriority()).isEqualTo(80);
    assertThat(better.router(1).effectivePriority()).isEqualTo(80);
    segments.run(6 * SECOND);
    assertThat(names(lesser)).containsExactly("MASTER", "MASTER");
    segments.weigh(better, 1, 0);
    assertThat(better.router(0).effectivePriority()).isEqualTo(100);
    segments.run(6 * SECOND);
    assertThat(names(better)).containsExactly("MASTER", "MASTER");
  }

  @Test
  void ownersBeginAtOnceIfAllOfThemAreOwners() {
    VirtualRouter one = new VirtualRouter(settings("VI_1", 255).build());
    VirtualRouter two = new VirtualRouter(settings("VI_2", 255).build());
    SyncGroup group = new SyncGroup("VG", List.of(one, two));
    one.on(new Input.Startup(), 0);
    assertThat(group.settle(0)).isEmpty();
    two.on(new Input.Startup(), 0);
    assertThat(group.settle(0))
        .extracting(move -> move.step().reason())
        .containsExactly(Reason.ADDRESS_OWNER, Reason.ADDRESS_OWNER);
  }

  @Test
  void anOwnerAmongOthersIsNone() {
    VirtualRouter owner = new VirtualRouter(settings("VI_1", 255).build());
    VirtualRouter other = new VirtualRouter(settings("VI_2", 100).build());
    SyncGroup group = new SyncGroup("VG", List.of(owner, other));
    group.settle(0);
    assertThat(owner.effectivePriority()).isEqualTo(100);
    assertThat(group.name()).isEqualTo("VG");
    assertThat(group.members()).containsExactly(owner, other);
    owner.on(new Input.Startup(), 0);
    other.on(new Input.Startup(), 0);
    assertThat(group.settle(0)).isEmpty();
    assertThat(owner.deadline()).isEqualTo(other.deadline());
  }

  @Test
  void anInstallationThatFailsTakesTheGroupAlongUntilItIsTriedAgain() {
    startBoth();
    VirtualRouter one = better.router(0);
    VirtualRouter two = better.router(1);
    SyncGroup group = new SyncGroup("VG", List.of(one, two));
    assertThat(one.installationFailed("no room", 5 * SECOND).after().name()).isEqualTo("FAULT");
    group.settle(5 * SECOND);
    assertThat(names(better)).containsExactly("FAULT", "FAULT");
    one.onTimer(35 * SECOND);
    group.settle(35 * SECOND);
    assertThat(names(better)).containsExactly("BACKUP", "BACKUP");
  }

  @Test
  void aGroupHasTwoMembersThatKnowOfIt() {
    VirtualRouter grouped = new VirtualRouter(settings("VI_1", 100).build());
    VirtualRouter alone = new VirtualRouter(settings("VI_2", 100).grouped(false).build());
    assertThatThrownBy(() -> new SyncGroup("VG", List.of(grouped)))
        .hasMessageContaining("two members");
    assertThatThrownBy(() -> new SyncGroup("VG", List.of(grouped, alone)))
        .hasMessage("VI_2 is not grouped");
  }
}
