package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  private static final int SEEDS = 1_000;
  private static final long QUICK_WIRE = 200_000;
  private static final long SLOW_WIRE = 20_000_000;

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

  /** Any faults on any segment; after the last, one holds everything: the best, if all preempt. */
  @ParameterizedTest
  @CsvSource({"true, false", "true, true", "false, false", "false, true"})
  void afterFaultsOneHoldsEverything(boolean preempt, boolean crossed) {
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      boolean equals = random.nextInt(4) == 0;
      TwoSegments world = world(crossed, crossed && equals, random);
      int nodes = 2 + random.nextInt(3);
      for (int i = 0; i < nodes; i++) {
        world.start(world.add(equals ? 100 : 100 - 10 * i, preempt));
      }
      for (int fault = random.nextInt(12); fault > 0; fault--) {
        world.run(random.nextLong(5 * SECOND));
        happen(world, random);
      }
      world.run(random.nextLong(5 * SECOND));
      repair(world);
      world.run(60 * SECOND);
      List<Host> masters = world.hosts().stream().filter(Host::isMaster).toList();
      assertThat(masters).as("seed %d", seed).hasSize(1);
      if (preempt && !equals) {
        assertThat(masters).as("seed %d", seed).containsExactly(world.hosts().getFirst());
      }
    }
  }

  /** Each loses a tie to another on one of the segments, so that at first they all may fall. */
  @Test
  void equalsThatRiseInTheSameMomentAreToldApartByTheirTimers() {
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      TwoSegments world = new TwoSegments(ProtocolVersion.V2, true, QUICK_WIRE, random);
      for (int i = 0; i < 4; i++) {
        world.start(world.add(100, true));
      }
      world.run(20 * SECOND);
      assertThat(world.hosts().stream().filter(Host::isMaster)).as("seed %d", seed).hasSize(1);
    }
  }

  /** Ties that end differently on the two segments need timers that differ (decision 0008). */
  private static TwoSegments world(boolean crossed, boolean quick, SplittableRandom random) {
    ProtocolVersion version = random.nextBoolean() ? ProtocolVersion.V2 : ProtocolVersion.V3;
    long mostDelay = quick || random.nextBoolean() ? QUICK_WIRE : SLOW_WIRE;
    long delay = !quick && random.nextInt(3) == 0 ? 0 : mostDelay;
    return new TwoSegments(version, crossed, delay, random.split());
  }

  private static void repair(TwoSegments world) {
    world.heal();
    for (Host host : world.hosts()) {
      if (!host.isRunning()) {
        world.start(host);
      }
      for (int segment = 0; segment < TwoSegments.SEGMENTS; segment++) {
        world.setLink(host, segment, true);
        world.weigh(host, segment, 0);
      }
    }
  }

  private static void happen(TwoSegments world, SplittableRandom random) {
    List<Host> hosts = world.hosts();
    Host host = hosts.get(random.nextInt(hosts.size()));
    Host other = hosts.get(random.nextInt(hosts.size()));
    int segment = random.nextInt(TwoSegments.SEGMENTS);
    switch (random.nextInt(9)) {
      case 0 -> world.crash(host);
      case 1 -> {
        world.crash(host);
        world.start(host);
      }
      case 2, 3 -> world.setLink(host, segment, random.nextBoolean());
      case 4, 5 -> world.cut(segment, host, other);
      case 6 -> world.heal();
      case 7 -> world.lose(random.nextInt(40));
      default -> world.weigh(host, segment, random.nextBoolean() ? -20 : 0);
    }
  }
}
