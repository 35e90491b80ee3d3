package org.jvrrpd.benchmarks.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @Test
  void twentyRunsOfBothDaemonsAreTheDefault() {
    Options options = Options.parse();

    assertThat(options.runs()).isEqualTo(20);
    assertThat(options.settle()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.contenders()).containsExactly(Contender.JVRRPD, Contender.KEEPALIVED);
  }

  @Test
  void everyOptionIsHeard() {
    Options options = Options.parse("--runs", "3", "--settle", "1", "--only", "keepalived");

    assertThat(options.runs()).isEqualTo(3);
    assertThat(options.settle()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.contenders()).containsExactly(Contender.KEEPALIVED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--runs",
        "--runs 0",
        "--runs 1001",
        "--runs x",
        "--settle -1",
        "--only frr",
        "--rnus 3"
      })
  void nonsenseIsRefused(String words) {
    assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(words.split(" ", -1)));
  }
}
