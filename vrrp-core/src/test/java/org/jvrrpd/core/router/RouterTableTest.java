package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.core.conformance.Covers;
import org.jvrrpd.core.packet.AddressFamily;

class RouterTableTest {
  private final RouterTable<String> table = new RouterTable<>();

  @Test
  @Covers(
      value = {"RFC3768-7.1-5", "RFC9568-7.1-2", "RFC9568-5.2.3-1"},
      negative = {"RFC3768-7.1-5", "RFC9568-7.1-2"})
  void aVridIsFoundInItsFamilyAlone() {
    table.put(AddressFamily.IPV4, 51, "four");
    table.put(AddressFamily.IPV6, 51, "six");
    table.put(AddressFamily.IPV6, 255, "last");
    assertThat(table.get(AddressFamily.IPV4, 51)).isEqualTo("four");
    assertThat(table.get(AddressFamily.IPV6, 51)).isEqualTo("six");
    assertThat(table.get(AddressFamily.IPV4, 255)).isNull();
    assertThat(table.get(AddressFamily.IPV6, 0)).as("VRID 0 from the wire").isNull();
    assertThat(table.vrids(AddressFamily.IPV6)).containsExactly(51, 255);
    assertThat(table.routers()).containsExactly("four", "six", "last");
  }

  @Test
  void aVridHasOneRouterAtATime() {
    table.put(AddressFamily.IPV4, 1, "first");
    assertThatThrownBy(() -> table.put(AddressFamily.IPV4, 1, "second"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("VRID 1 is taken");
    table.remove(AddressFamily.IPV4, 1);
    assertThat(table.isEmpty()).isTrue();
    table.put(AddressFamily.IPV4, 1, "second");
    assertThat(table.isEmpty()).isFalse();
    assertThat(table.get(AddressFamily.IPV4, 1)).isEqualTo("second");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 256})
  @Covers({"RFC3768-5.3.3-1", "RFC9568-5.2.3-1"})
  void noRouterHasAnotherVrid(int vrid) {
    assertThatThrownBy(() -> table.put(AddressFamily.IPV4, vrid, "none"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
