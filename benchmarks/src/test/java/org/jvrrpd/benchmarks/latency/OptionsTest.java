package org.jvrrpd.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @Test
  void withoutWordsAMinuteEachInRealTime() {
    Options options = Options.parse();

    assertThat(options.seconds()).isEqualTo(60);
    assertThat(options.ordinary()).isFalse();
    assertThat(options.histograms()).isEmpty();
  }

  @Test
  void everyWordIsHeard() {
    Options options =
        Options.parse(
            "--ordinary",
            "--seconds",
            "240",
            "--histograms",
            "h",
            "--arguments",
            "a",
            "--output",
            "o");

    assertThat(options.seconds()).isEqualTo(240);
    assertThat(options.ordinary()).isTrue();
    assertThat(options.histograms()).contains(Path.of("h"));
    assertThat(options.arguments()).isEqualTo(Path.of("a"));
    assertThat(options.output()).isEqualTo(Path.of("o"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "241", "-1", "a minute", ""})
  void aRunThatCannotBeIsRefusedWithTheRange(String seconds) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse("--seconds", seconds))
        .withMessage("--seconds takes a number from 1 to 240");
  }

  @Test
  void whatIsNotKnownOrLacksItsValueIsSaid() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse("--fast"))
        .withMessage("--fast is not known; see --help");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse("--ordinary", "--histograms"))
        .withMessage("--histograms needs a value");
  }
}
