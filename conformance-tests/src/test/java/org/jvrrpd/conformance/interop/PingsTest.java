package org.jvrrpd.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PingsTest {

  @Test
  void theLongestSilenceIsBetweenTwoAnswers() throws Exception {
    Pings.Outcome outcome =
        Pings.parse(
            """
            PING 192.0.2.100 (192.0.2.100) 56(84) bytes of data.
            [1764370000.100000] 64 bytes from 192.0.2.100: icmp_seq=1 ttl=64 time=0.051 ms
            [1764370000.120000] 64 bytes from 192.0.2.100: icmp_seq=2 ttl=64 time=0.049 ms
            [1764370000.920500] 64 bytes from 192.0.2.100: icmp_seq=42 ttl=64 time=0.044 ms

            --- 192.0.2.100 ping statistics ---
            42 packets transmitted, 3 received, 92.8571% packet loss, time 821ms
            """);
    assertThat(outcome).isEqualTo(new Pings.Outcome(42, 3, Duration.ofNanos(800_500_000)));
  }

  @Test
  void whatIsNoPingIsNoAnswer() {
    assertThatThrownBy(() -> Pings.parse("ping: 192.0.2.100: unknown host\n"))
        .isInstanceOf(IOException.class);
  }
}
