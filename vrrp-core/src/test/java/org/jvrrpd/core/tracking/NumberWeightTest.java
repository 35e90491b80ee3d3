package org.jvrrpd.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberWeightTest {
  @ParameterizedTest
  @CsvSource({
    // factor, reverse, number, effect
    "1, false, 0, 0",
    "1, false, -20, -20",
    "3, false, -20, -60",
    "-2, false, 10, -20",
    "2, true, 10, -20",
    "-2, true, 10, 20",
    "1, false, 253, 253",
    "1, false, 254, 253",
    "1, false, -253, -253",
    "1, false, -254, -254",
    "127, false, -2, -254",
    "1000, false, -1, -254",
    "1, true, 254, -254",
    "2147483647, false, 2147483647, 253",
    "-2147483648, false, 2147483647, -254",
    "0, false, 0, 0",
    "0, false, 1, -254",
    "0, false, -1, -254",
    "0, true, 0, -254",
    "0, true, 1, 0",
  })
  void aNumberIsMultipliedAndFarBelowZeroItIsFault(
      int factor, boolean reverse, int number, int effect) {
    assertThat(new NumberWeight(factor, reverse).effect(number)).isEqualTo(effect);
  }
}
