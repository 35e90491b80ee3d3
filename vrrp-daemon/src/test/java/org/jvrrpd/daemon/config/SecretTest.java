package org.jvrrpd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void eightBytesGoOnTheWire() {
    assertThat(Secret.of("abc").bytes()).containsExactly('a', 'b', 'c', 0, 0, 0, 0, 0);
    assertThat(Secret.of("123456789").bytes())
        .containsExactly('1', '2', '3', '4', '5', '6', '7', '8');
    assertThat(Secret.of("ä").bytes()).startsWith(0xc3, 0xa4, 0);
  }

  @Test
  void equalsWhatIsTheSameOnTheWire() {
    assertThat(Secret.of("12345678")).isEqualTo(Secret.of("12345678-tail"));
    assertThat(Secret.of("12345678")).isNotEqualTo(Secret.of("1234567"));
  }

  @Test
  void keepsItsBytesToItself() {
    Secret secret = Secret.of("hunter22");
    secret.bytes()[0] = 'x';

    assertThat(secret.bytes()).startsWith('h');
    assertThat(secret.toString()).isEqualTo("(hidden)");
  }
}
