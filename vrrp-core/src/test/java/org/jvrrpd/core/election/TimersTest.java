package org.jvrrpd.core.election;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.core.conformance.Covers;
import org.jvrrpd.core.packet.ProtocolVersion;

/** Skew and down intervals by RFC 3768 section 6.1 and RFC 9568 section 6.1, worked out by hand. */
class TimersTest {
  private static final long CENTI_NANOS = 10_000_000L;

  @ParameterizedTest
  @CsvSource({
    "V2,  100,   1,    996093750,   3996093750",
    "V2,  100, 100,    609375000,   3609375000",
    "V2,  100, 150,    414062500,   3414062500",
    "V2,  100, 200,    218750000,   3218750000",
    "V2,  100, 254,      7812500,   3007812500",
    "V2,  100, 255,      3906250,   3003906250",
    "V2, 1000, 100,    609375000,  30609375000",
    "V3,    1, 100,      6093750,     36093750",
    "V3,    1, 254,        78125,     30078125",
    "V3,   10, 100,     60937500,    360937500",
    "V3,   10, 254,       781250,    300781250",
    "V3,  100, 100,    609375000,   3609375000",
    "V3, 4095, 100,  24953906250, 147803906250",
    "V3, 4095, 254,    319921875, 123169921875"
  })
  @Covers({"RFC3768-6.1-1", "RFC3768-6.1-2", "RFC9568-6.1-1", "RFC9568-6.1-2"})
  void nothingIsRounded(
      ProtocolVersion version, long centis, int priority, long skewNanos, long downNanos) {
    assertThat(Timers.skewNanos(version, priority, centis * CENTI_NANOS)).isEqualTo(skewNanos);
    assertThat(Timers.masterDownNanos(version, priority, centis * CENTI_NANOS, 3))
        .isEqualTo(downNanos);
  }
}
