package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jvrrpd.core.packet.Packets.address;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.core.conformance.Covers;

class AdvertisementTest {
  private static final Authentication NONE = new Authentication.None();
  private static final List<IpAddress> IPV4 = List.of(address("192.0.2.1"));
  private static final List<IpAddress> IPV6 = List.of(address("fe80::1"));

  @ParameterizedTest
  @CsvSource({
    "V2, 1, 0, 100",
    "V2, 255, 255, 25500",
    "V3, 1, 0, 1",
    "V3, 255, 255, 4095",
    "V3, 10, 100, 150",
  })
  @Covers(negative = {"RFC3768-5.3.3-1", "RFC9568-5.2.3-1", "RFC9568-5.2.7-1"})
  void limitsAreAllowed(ProtocolVersion version, int vrid, int priority, int intervalCentis) {
    Advertisement advertisement =
        new Advertisement(version, vrid, priority, intervalCentis, NONE, IPV4);
    assertThat(advertisement.isResignation()).isEqualTo(priority == 0);
  }

  @ParameterizedTest
  @CsvSource({
    "V2, 0, 100, 100, VRID 0 is not in 1 to 255",
    "V2, 256, 100, 100, VRID 256 is not in 1 to 255",
    "V2, 10, -1, 100, priority -1 is not in 0 to 255",
    "V2, 10, 256, 100, priority 256 is not in 0 to 255",
    "V2, 10, 100, 0, an interval of 0 cs does not go with the version",
    "V2, 10, 100, 150, an interval of 150 cs does not go with the version",
    "V2, 10, 100, 25600, an interval of 25600 cs does not go with the version",
    "V3, 10, 100, 0, an interval of 0 cs does not go with the version",
    "V3, 10, 100, 4096, an interval of 4096 cs does not go with the version",
  })
  @Covers({"RFC3768-5.3.3-1", "RFC9568-5.2.7-1"})
  void numbersBeyondTheirRangeAreRefused(
      ProtocolVersion version, int vrid, int priority, int intervalCentis, String complaint) {
    assertThatThrownBy(() -> new Advertisement(version, vrid, priority, intervalCentis, NONE, IPV4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(complaint);
  }

  @Test
  void addressesAreOneTo255OfOneFamilyThatTheVersionHas() {
    assertRefused(ProtocolVersion.V3, List.of(), "0 addresses are not 1 to 255");
    assertRefused(
        ProtocolVersion.V3,
        Collections.nCopies(256, address("192.0.2.1")),
        "256 addresses are not 1 to 255");
    assertRefused(
        ProtocolVersion.V3,
        List.of(address("192.0.2.1"), address("fe80::1")),
        "address 1 is of another family");
    assertRefused(ProtocolVersion.V2, IPV6, "version 2 has no addresses of 16 bytes");
    assertThat(new Advertisement(ProtocolVersion.V3, 10, 100, 100, NONE, IPV6).family())
        .isEqualTo(AddressFamily.IPV6);
  }

  private static void assertRefused(
      ProtocolVersion version, List<IpAddress> addresses, String complaint) {
    assertThatThrownBy(() -> new Advertisement(version, 10, 100, 100, NONE, addresses))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(complaint);
  }

  @Test
  void laterChangesOfTheListDoNotChangeIt() {
    List<IpAddress> addresses = new ArrayList<>(IPV4);
    Advertisement advertisement =
        new Advertisement(ProtocolVersion.V2, 10, 100, 100, NONE, addresses);
    addresses.clear();
    assertThat(advertisement.addresses()).isEqualTo(IPV4);
  }

  @Test
  void envelopeHasOneFamilyAndAHopLimitOfOneByte() {
    assertThatThrownBy(() -> new Envelope(address("192.0.2.11"), address("ff02::12"), 255))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Envelope(address("192.0.2.11"), address("224.0.0.18"), 256))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Envelope(address("192.0.2.11"), address("224.0.0.18"), -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Envelope.group(AddressFamily.IPV4)).isEqualTo(address("224.0.0.18"));
    assertThat(Envelope.group(AddressFamily.IPV6)).isEqualTo(address("ff02::12"));
    assertThat(Packets.sentFrom("fe80::b").family()).isEqualTo(AddressFamily.IPV6);
  }
}
