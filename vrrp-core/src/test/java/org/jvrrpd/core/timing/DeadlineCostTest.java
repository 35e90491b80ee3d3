package org.jvrrpd.core.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jvrrpd.core.Allocations.ROUNDS;
import static org.jvrrpd.core.Allocations.bytesAllocatedBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.timing.DeadlineQueue.Place;

/** Deadlines come and go with every advertisement, and must not feed the garbage collector. */
class DeadlineCostTest {
  private static final int ROUTERS = 255;
  private static final long INTERVAL_NANOS = 1_000_000_000L;

  private final DeadlineQueue<Integer> queue = new DeadlineQueue<>();
  private final List<Place<Integer>> places = new ArrayList<>();
  private long now;

  @BeforeEach
  void setDeadlines() {
    Random random = new Random(1);
    for (int router = 0; router < ROUTERS; router++) {
      Place<Integer> place = queue.enter(router);
      queue.set(place, random.nextLong(INTERVAL_NANOS));
      places.add(place);
    }
  }

  @Test
  void movingADeadlineAllocatesNothing() {
    assertThat(
            bytesAllocatedBy(
                () -> {
                  for (int i = 0; i < ROUNDS; i++) {
                    now += INTERVAL_NANOS / ROUTERS;
                    long at = i % 2 == 0 ? now + INTERVAL_NANOS : now;
                    queue.set(places.get(i % ROUTERS), at);
                  }
                }))
        .isZero();
    assertThat(queue.size()).isEqualTo(ROUTERS);
  }

  @Test
  void takingOutWhatIsDueAndSettingItAgainAllocatesNothing() {
    assertThat(
            bytesAllocatedBy(
                () -> {
                  int served = 0;
                  while (served < ROUNDS) {
                    Place<Integer> due = queue.takeDue(now);
                    if (due == null) {
                      now += INTERVAL_NANOS;
                    } else {
                      queue.set(due, due.atNanos() + INTERVAL_NANOS);
                      served++;
                    }
                  }
                }))
        .isZero();
    assertThat(queue.size()).isEqualTo(ROUTERS);
  }

  @Test
  void droppingDeadlinesAndSettingThemAnewAllocatesNothing() {
    assertThat(
            bytesAllocatedBy(
                () -> {
                  for (int i = 0; i < ROUNDS; i++) {
                    Place<Integer> one = places.get(i % ROUTERS);
                    queue.unset(one);
                    Place<Integer> first = queue.earliest();
                    queue.set(one, first == null ? now : first.atNanos() + i);
                  }
                }))
        .isZero();
    assertThat(queue.size()).isEqualTo(ROUTERS);
  }
}
