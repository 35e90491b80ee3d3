package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.router.TwoSegments.Host;

/** Sync groups under random faults, whose invariants {@link TwoSegments} holds. */
class SyncGroupSeedsTest {
  private static final long SECOND = TwoSegments.SECOND;
  private static final int SEEDS = 1_000;
  private static final long QUICK_WIRE = 200_000;
  private static final long SLOW_WIRE = 20_000_000;

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
