package org.jvrrpd.daemon.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilitiesTest {
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 'CAP_NET_ADMIN,CAP_NET_RAW'",
    "0000000000001000, CAP_NET_RAW",
    "0000000000002000, CAP_NET_ADMIN",
    "0000000000003000, ''",
    "ffffffffffffffff, ''",
  })
  void whatIsMissingIsNamed(String mask, String missing) throws IOException {
    List<String> status = List.of("Name:\tjava", "CapPrm:\t0000000000003000", "CapEff:\t" + mask);
    assertThat(String.join(",", Capabilities.parse(status).missing())).isEqualTo(missing);
  }

  @Test
  void theTestsHaveWhatTheyNeed() throws IOException {
    assertThat(Capabilities.ofThisProcess().missing()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CapEff:", "CapEff:\tnone", "CapEff:\t1ffffffffffffffff"})
  void aStatusWithoutAMaskIsAnError(String line) {
    assertThatThrownBy(() -> Capabilities.parse(List.of(line)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("reading capabilities: ");
  }
}
