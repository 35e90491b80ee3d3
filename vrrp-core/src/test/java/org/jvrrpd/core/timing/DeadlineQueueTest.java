package org.jvrrpd.core.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.core.timing.DeadlineQueue.Place;

class DeadlineQueueTest {
  private final DeadlineQueue<String> queue = new DeadlineQueue<>();
  private final Place<String> a = queue.enter("a");
  private final Place<String> b = queue.enter("b");

  @Test
  void nobodyIsDueWhereNothingIsSet() {
    assertThat(queue.earliest()).isNull();
    assertThat(queue.takeDue(Long.MAX_VALUE)).isNull();
    assertThat(a.isSet()).isFalse();
  }

  @Test
  void oneIsTakenWhenItsTimeHasComeAndOnlyOnce() {
    queue.set(a, 10);

    assertThat(queue.takeDue(9)).isNull();
    assertThat(queue.takeDue(10)).isSameAs(a);
    assertThat(a.isSet()).isFalse();
    assertThat(a.atNanos()).isEqualTo(10);
    assertThat(queue.takeDue(10)).isNull();
  }

  @Test
  void aDeadlineMovesInBothDirections() {
    queue.set(a, 10);
    queue.set(b, 20);

    queue.set(b, 5);
    assertThat(queue.earliest()).isSameAs(b);

    queue.set(b, 30);
    assertThat(queue.earliest()).isSameAs(a);
    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void whatIsUnsetIsNeverDue() {
    queue.set(a, 10);
    queue.set(b, 20);

    queue.unset(a);
    queue.unset(a);

    assertThat(queue.takeDue(100)).isSameAs(b);
    assertThat(queue.takeDue(100)).isNull();
  }

  @Test
  void theClockMayWrapAround() {
    queue.set(a, Long.MIN_VALUE + 5);
    queue.set(b, Long.MAX_VALUE - 5);

    assertThat(queue.takeDue(Long.MAX_VALUE)).isSameAs(b);
    assertThat(queue.takeDue(Long.MAX_VALUE)).isNull();
    assertThat(queue.takeDue(Long.MIN_VALUE + 5)).isSameAs(a);
  }

  /** Thousands of random operations, held against a list that is sorted each time. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithASortedList(long seed) {
    Random random = new Random(seed);
    DeadlineQueue<Integer> many = new DeadlineQueue<>();
    List<Place<Integer>> places = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      places.add(many.enter(i));
    }
    Map<Integer, Long> expected = new HashMap<>();

    for (int operation = 0; operation < 5_000; operation++) {
      Place<Integer> one = places.get(random.nextInt(places.size()));
      long now = random.nextInt(1_000);
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          many.set(one, now);
          expected.put(one.owner(), now);
        }
        case 2 -> {
          many.unset(one);
          expected.remove(one.owner());
        }
        default -> {
          Place<Integer> due = many.takeDue(now / 10);
          if (due != null) {
            assertThat(expected.values()).allMatch(at -> at >= due.atNanos());
            assertThat(expected.remove(due.owner())).isEqualTo(due.atNanos());
          }
        }
      }
      assertThat(many.size()).isEqualTo(expected.size());
      Place<Integer> first = many.earliest();
      assertThat(first == null ? null : (Long) first.atNanos())
          .isEqualTo(expected.values().stream().min(Comparator.naturalOrder()).orElse(null));
    }
  }
}
