package org.jvrrpd.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalClockTest {
  private final Schedule schedule = new Schedule();

  private void pass(long nanos) {
    long until = schedule.now() + nanos;
    while (schedule.runNext(until)) {
      // Nothing is scheduled but what a test has asked for.
    }
  }

  @Test
  void aFastClockIsAhead() {
    LocalClock clock = new LocalClock(schedule, 5, 1000);
    pass(1_000_000_000);
    assertThat(clock.now()).isEqualTo(1_001_000_005);
  }

  @Test
  void itShowsWhatWasAskedForAtTheTimeThatItNames() {
    for (int drift : new int[] {-1000, -1, 0, 3, 1000}) {
      LocalClock clock = new LocalClock(schedule, 0, drift);
      long at = clock.worldTimeOf(123_456_789);
      pass(at - schedule.now() - 1);
      assertThat(clock.now()).isLessThan(123_456_789);
      pass(1);
      assertThat(clock.now()).isGreaterThanOrEqualTo(123_456_789);
    }
  }

  @Test
  void aPausedMachineDoesNotNotice() {
    LocalClock clock = new LocalClock(schedule, 0, 0);
    pass(100);
    clock.pause();
    pass(1_000);
    assertThat(clock.now()).isEqualTo(100);
    assertThat(clock.resume()).isEqualTo(1_000);
    pass(10);
    assertThat(clock.now()).isEqualTo(110);
  }

  @Test
  void eventsOfOneMomentKeepTheirOrder() {
    StringBuilder order = new StringBuilder();
    schedule.at(10, () -> order.append('b'));
    schedule.at(10, () -> order.append('c'));
    schedule.at(5, () -> order.append('a'));
    pass(20);
    assertThat(order).hasToString("abc");
  }
}
