package org.jvrrpd.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BarTest {
  private static final Bar NO_WORSE =
      Bar.times(1, "median", Numbers::median)
          .and(Bar.times(1, "worst", Numbers::worst))
          .and(Bar.neverEarly());

  @Test
  void aBarThatIsKeptSaysHowMuchOfItWasTaken() {
    assertThat(verdict(NO_WORSE, List.of(1.0, 2.0, 3.0), List.of(2.0, 4.0, 4.0)))
        .isEqualTo("met (0.75 of it)");
    assertThat(verdict(NO_WORSE, List.of(2.0), List.of(2.0))).isEqualTo("met (1.00 of it)");
    assertThat(NO_WORSE.words()).isEqualTo("no worse, never early");
  }

  @Test
  void aBarThatIsMissedSaysWhereAndByHowMuch() {
    assertThat(verdict(NO_WORSE, List.of(1.0, 3.0, 5.0), List.of(2.0, 2.0, 4.0)))
        .isEqualTo("**missed**: median by 50 %, worst by 25 %");
    assertThat(verdict(NO_WORSE, List.of(-0.5, 1.0), List.of(2.0, 4.0)))
        .isEqualTo("**missed**: early by 0.5 ms");
  }

  @Test
  void aMultipleOfTheOthersIsAllowed() {
    Bar bar = Bar.times(1.5, "median", Numbers::median);

    assertThat(verdict(bar, List.of(30.0), List.of(20.0))).isEqualTo("met (1.00 of it)");
    assertThat(verdict(bar, List.of(33.0), List.of(20.0))).isEqualTo("**missed**: median by 10 %");
    assertThat(bar.words()).isEqualTo("1.5 times");
  }

  @Test
  void soonerIsHeldAgainstAFractionOfTheOthers() {
    Bar bar = Bar.sooner(4);

    assertThat(verdict(bar, List.of(5.0), List.of(40.0))).isEqualTo("met (0.50 of it)");
    assertThat(verdict(bar, List.of(5.0), List.of(10.0))).isEqualTo("**missed**: median by 100 %");
    assertThat(bar.words()).isEqualTo("4 times sooner");
  }

  @Test
  void aFixedBarIsHeldAgainstTheWorst() {
    Bar bar = Bar.atMost(80, "MB");

    assertThat(verdict(bar, List.of(40.0, 60.0), List.of(14.0))).isEqualTo("met (0.75 of it)");
    assertThat(verdict(bar, List.of(40.0, 88.0), List.of(14.0)))
        .isEqualTo("**missed**: worst by 10 %");
    assertThat(bar.words()).isEqualTo("80 MB");
  }

  @Test
  void whatCannotBeComparedHasNoVerdict() {
    Optional<Numbers> some = Optional.of(Numbers.of(List.of(1.0)));

    assertThat(NO_WORSE.verdict(Optional.empty(), some)).isEmpty();
    assertThat(NO_WORSE.verdict(some, Optional.empty())).isEmpty();
    assertThat(Bar.NONE.verdict(some, some)).isEmpty();
  }

  private static String verdict(Bar bar, List<Double> ours, List<Double> theirs) {
    return bar.verdict(Optional.of(Numbers.of(ours)), Optional.of(Numbers.of(theirs)));
  }
}
