package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.IpAddress;

/** The schedule against a clock that only the test moves. */
class AnnouncementScheduleTest {
  private static final IpAddress FIRST = IpAddress.ofIpv4(0xc000020a);
  private static final IpAddress SECOND = IpAddress.ofIpv4(0xc000020b);
  private static final long SECOND_NANOS = 1_000_000_000L;

  @Test
  void eachAddressIsAnnouncedOnceBeforeAnyIsAnnouncedTwice() {
    AnnouncementSchedule schedule = start(AnnouncementPlan.DEFAULT, 0, FIRST, SECOND);
    assertThat(takeDue(schedule, 0))
        .containsExactly(FIRST, SECOND, FIRST, SECOND, FIRST, SECOND, FIRST, SECOND, FIRST, SECOND);
  }

  @Test
  void fiveAtOnceFiveMoreAfterFiveSecondsAndNoMore() {
    AnnouncementSchedule schedule = start(AnnouncementPlan.DEFAULT, 100, FIRST);
    assertThat(takeDue(schedule, 100)).hasSize(5);
    assertThat(schedule.nextAtNanos()).hasValue(100 + 5 * SECOND_NANOS);
    assertThat(takeDue(schedule, 99 + 5 * SECOND_NANOS)).isEmpty();
    assertThat(takeDue(schedule, 100 + 5 * SECOND_NANOS)).hasSize(5);
    assertThat(schedule.nextAtNanos()).isEmpty();
    assertThat(takeDue(schedule, 1_000 * SECOND_NANOS)).isEmpty();
  }

  @Test
  void timeMayWrapAround() {
    long start = Long.MAX_VALUE - SECOND_NANOS;
    AnnouncementSchedule schedule = start(AnnouncementPlan.DEFAULT, start, FIRST);
    assertThat(takeDue(schedule, start)).hasSize(5);
    assertThat(takeDue(schedule, start + 2 * SECOND_NANOS)).isEmpty();
    assertThat(takeDue(schedule, start + 5 * SECOND_NANOS)).hasSize(5);
  }

  @Test
  void lateFirstBurstDoesNotDelayTheSecond() {
    AnnouncementSchedule schedule = start(AnnouncementPlan.DEFAULT, 0, FIRST);
    assertThat(takeDue(schedule, 6 * SECOND_NANOS)).hasSize(10);
  }

  @Test
  void burstThatIsGivenUpLeavesTheNext() {
    AnnouncementSchedule schedule = start(AnnouncementPlan.DEFAULT, 0, FIRST);
    schedule.advance();
    schedule.abandonBurst();
    assertThat(takeDue(schedule, 0)).isEmpty();
    assertThat(takeDue(schedule, 5 * SECOND_NANOS)).hasSize(5);
  }

  @Test
  void emptyBurstsAndNoAddressesAreSkipped() {
    AnnouncementPlan onlyLater = new AnnouncementPlan(0, Duration.ofSeconds(1), 2);
    assertThat(start(onlyLater, 0, FIRST).nextAtNanos()).hasValue(SECOND_NANOS);
    AnnouncementPlan never = new AnnouncementPlan(0, Duration.ZERO, 0);
    assertThat(start(never, 0, FIRST).nextAtNanos()).isEmpty();
    assertThat(start(AnnouncementPlan.DEFAULT, 0).nextAtNanos()).isEmpty();
  }

  @Test
  void refreshesFollowTheSecondBurstAtTheirInterval() {
    AnnouncementPlan plan = AnnouncementPlan.DEFAULT.withRefresh(Duration.ofSeconds(60), 2);
    AnnouncementSchedule schedule = start(plan, 0, FIRST, SECOND);
    assertThat(takeDue(schedule, 5 * SECOND_NANOS)).hasSize(20);
    assertThat(schedule.nextAtNanos()).hasValue(65 * SECOND_NANOS);
    assertThat(takeDue(schedule, 65 * SECOND_NANOS)).containsExactly(FIRST, SECOND, FIRST, SECOND);
    assertThat(schedule.nextAtNanos()).hasValue(125 * SECOND_NANOS);
    assertThat(takeDue(schedule, 126 * SECOND_NANOS)).hasSize(4);
    assertThat(schedule.nextAtNanos()).hasValue(185 * SECOND_NANOS);
  }

  @Test
  void missedRefreshesAreOne() {
    AnnouncementPlan plan = AnnouncementPlan.DEFAULT.withRefresh(Duration.ofSeconds(60), 1);
    AnnouncementSchedule schedule = start(plan, 0, FIRST);
    assertThat(takeDue(schedule, 5 * SECOND_NANOS)).hasSize(10);
    assertThat(takeDue(schedule, 3_600 * SECOND_NANOS)).hasSize(1);
    assertThat(schedule.nextAtNanos()).hasValue(3_660 * SECOND_NANOS);
  }

  @Test
  void disputeHasItsOwnBurstsAndTheSameRefresh() {
    AnnouncementPlan plan =
        AnnouncementPlan.DEFAULT
            .withDispute(2, Duration.ofSeconds(1))
            .withRefresh(Duration.ofSeconds(60), 1);
    AnnouncementSchedule schedule =
        AnnouncementSchedule.afterDispute(plan, List.of(FIRST), 10 * SECOND_NANOS);
    assertThat(takeDue(schedule, 10 * SECOND_NANOS)).hasSize(2);
    assertThat(takeDue(schedule, 11 * SECOND_NANOS)).hasSize(2);
    assertThat(schedule.nextAtNanos()).hasValue(71 * SECOND_NANOS);
    assertThat(AnnouncementSchedule.afterDispute(AnnouncementPlan.DEFAULT, List.of(FIRST), 0))
        .satisfies(byDefault -> assertThat(takeDue(byDefault, 6 * SECOND_NANOS)).hasSize(10));
  }

  @Test
  void refreshOfNoAddressesOrOfNothingIsNone() {
    AnnouncementPlan plan = AnnouncementPlan.DEFAULT.withRefresh(Duration.ofSeconds(60), 1);
    assertThat(start(plan, 0).nextAtNanos()).isEmpty();
    AnnouncementSchedule nothing =
        start(AnnouncementPlan.DEFAULT.withRefresh(Duration.ofSeconds(60), 0), 0, FIRST);
    assertThat(takeDue(nothing, 6 * SECOND_NANOS)).hasSize(10);
    assertThat(nothing.nextAtNanos()).isEmpty();
  }

  @Test
  void planOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new AnnouncementPlan(-1, Duration.ZERO, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AnnouncementPlan(0, Duration.ZERO, 1_001))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AnnouncementPlan(0, Duration.ofSeconds(-1), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AnnouncementPlan.DEFAULT.withRefresh(Duration.ofHours(25), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AnnouncementPlan.DEFAULT.withDispute(1_001, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static AnnouncementSchedule start(
      AnnouncementPlan plan, long nowNanos, IpAddress... addresses) {
    return new AnnouncementSchedule(plan, List.of(addresses), nowNanos);
  }

  private static List<IpAddress> takeDue(AnnouncementSchedule schedule, long nowNanos) {
    List<IpAddress> taken = new ArrayList<>();
    for (Optional<IpAddress> due = schedule.due(nowNanos);
        due.isPresent();
        due = schedule.due(nowNanos)) {
      taken.add(due.get());
      schedule.advance();
    }
    return taken;
  }
}
