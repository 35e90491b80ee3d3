package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HmacKeyTest {
  @ParameterizedTest
  @ValueSource(ints = {32, 33, 64})
  void aKeyHas32To64Bytes(int length) {
    assertThat(HmacKey.of(7, new byte[length]).id()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"0, 31", "0, 65", "0, 0", "-1, 32", "256, 32"})
  void otherLengthsAndNumbersAreRefused(int id, int length) {
    byte[] bytes = new byte[length];
    assertThatThrownBy(() -> HmacKey.of(id, bytes)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itsBytesAreCopiedAndNeverShown() {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) 'h');
    HmacKey key = HmacKey.of(1, bytes);
    Arrays.fill(bytes, (byte) 'x');
    byte[] again = new byte[32];
    Arrays.fill(again, (byte) 'h');
    assertThat(key).isEqualTo(HmacKey.of(1, again)).hasSameHashCodeAs(HmacKey.of(1, bytes));
    assertThat(key).isNotEqualTo(HmacKey.of(2, again)).isNotEqualTo(HmacKey.of(1, bytes));
    assertThat(key).hasToString("HmacKey[1, ********]").isNotEqualTo("h");
  }
}
