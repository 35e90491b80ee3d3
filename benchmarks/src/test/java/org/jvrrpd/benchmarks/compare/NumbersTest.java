package org.jvrrpd.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void percentilesAreValuesThatWereMeasured() {
    List<Double> values = new ArrayList<>();
    for (int i = 1; i <= 1_000; i++) {
      values.add((double) i);
    }
    Collections.shuffle(values, new Random(1));
    Numbers numbers = Numbers.of(values);
    assertThat(numbers.least()).isEqualTo(1);
    assertThat(numbers.percentile(50)).isEqualTo(500);
    assertThat(numbers.percentile(99)).isEqualTo(990);
    assertThat(numbers.percentile(99.9)).isEqualTo(999);
    assertThat(numbers.percentile(100)).isEqualTo(1_000);
    assertThat(numbers.worst()).isEqualTo(1_000);
  }

  @Test
  void theMedianOfAnEvenCountLiesBetweenTheTwoInTheMiddle() {
    assertThat(Numbers.of(List.of(4.0, 1.0, 3.0, 2.0)).median()).isEqualTo(2.5);
    assertThat(Numbers.of(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
  }

  @Test
  void nothingHasNoMedian() {
    assertThatIllegalArgumentException().isThrownBy(() -> Numbers.of(List.of()));
  }
}
