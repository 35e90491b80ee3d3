package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.core.packet.HmacSettings.AntiReplay;
import org.jvrrpd.core.packet.HmacSettings.Mode;

class HmacSettingsTest {
  private static HmacSettings settings(List<HmacKey> keys, int active, int window) {
    return new HmacSettings(keys, active, window, AntiReplay.TIME, Mode.ENFORCE);
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "100, 5", "166, 5", "167, 6", "200, 6", "4095, 123", "25500, 300"})
  void theUsualWindowIsThreeIntervalsButNotBelow5SecondsOrAboveItsRange(int centis, int seconds) {
    assertThat(HmacSettings.usualWindowSeconds(centis)).isEqualTo(seconds);
  }

  @Test
  void theActiveKeyIsOneOfTheKeysAndEachHasANumberOfItsOwn() {
    HmacKey other = HmacKey.of(2, new byte[32]);
    List<HmacKey> both = List.of(HmacVectors.KEY, other);
    assertThat(settings(both, 2, 5).active()).isEqualTo(other);
    assertThatThrownBy(() -> settings(both, 3, 5)).hasMessageContaining("no key 3");
    assertThatThrownBy(() -> settings(List.of(), 0, 5)).hasMessageContaining("no key 0");
    List<HmacKey> twice = List.of(HmacVectors.KEY, HmacKey.of(1, new byte[32]));
    assertThatThrownBy(() -> settings(twice, 1, 5)).hasMessageContaining("same number");
  }

  @ParameterizedTest
  @CsvSource({"0", "301"})
  void aWindowIs1To300Seconds(int window) {
    List<HmacKey> keys = List.of(HmacVectors.KEY);
    assertThatThrownBy(() -> settings(keys, 1, window)).hasMessageContaining("window");
    assertThat(settings(keys, 1, 300).windowSeconds()).isEqualTo(300);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 10, true",
    "10, 15, true",
    "10, 16, false",
    "15, 10, true",
    "16, 10, false",
    // Around the end of 32 bits, and as far away as they can be.
    "-2, 3, true",
    "-3, 3, false",
    "-2147483648, 2147483647, true",
    "-2147483648, 0, false"
  })
  void aWindowReachesAsFarBackAsForward(int seconds, int other, boolean within) {
    assertThat(settings(List.of(HmacVectors.KEY), 1, 5).isWithinWindow(seconds, other))
        .isEqualTo(within);
  }

  @Test
  void noKeyIsShown() {
    assertThat(settings(List.of(HmacVectors.KEY), 1, 5).toString())
        .contains("HmacKey[1, ********]")
        .doesNotContain("0001")
        .doesNotContain("SecretKeySpec");
  }
}
