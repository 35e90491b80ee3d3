package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.10, 192.0.2.10",
    "255.255.255.255, 255.255.255.255",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "0:0:0:0:0:0:0:0, ::",
    "::1, ::1",
    "fe80::, fe80::",
    "FF02::12, ff02::12",
  })
  void isReadAndWrittenAsPeopleWriteIt(String literal, String text) {
    assertThat(IpAddress.parse(literal)).map(IpAddress::toString).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.1",
        "1.2.3.256",
        "1.2.3.04",
        "1.2.3.4.5",
        "a.b.c.d",
        "fe80::1%eth0",
        "host",
        "1:2",
        "[::1]",
        "%::1",
        "::ffff:192.0.2.1",
        "192.0.2.\u0661"
      })
  void refusesWhatIsNotALiteral(String text) {
    assertThat(IpAddress.parse(text)).isEmpty();
  }

  @Test
  void comparesUnsigned() {
    assertThat(address("192.0.2.1")).isGreaterThan(address("10.255.255.255"));
    assertThat(address("fe80::1")).isGreaterThan(address("2001:db8::1"));
  }

  @Test
  void knowsItsSubnet() {
    assertThat(address("192.0.2.10").sharesPrefix(address("192.0.2.200"), 24)).isTrue();
    assertThat(address("192.0.2.10").sharesPrefix(address("192.0.3.10"), 24)).isFalse();
    assertThat(address("192.0.2.10").sharesPrefix(address("203.0.113.1"), 0)).isTrue();
    assertThat(address("2001:db8::1").sharesPrefix(address("2001:db8::2"), 126)).isTrue();
    assertThat(address("2001:db8::1").sharesPrefix(address("2001:db8::2"), 127)).isFalse();
    assertThat(address("2001:db8::1").sharesPrefix(address("2001:db8:0:0:8000::"), 64)).isTrue();
    assertThat(address("2001:db8::1").sharesPrefix(address("2001:db8:0:0:8000::"), 65)).isFalse();
    assertThat(address("2001:db8::1").sharesPrefix(address("2001:db8:0:1::1"), 64)).isFalse();
    assertThat(address("2001:db8::1").sharesPrefix(address("2001:db8:0:1::1"), 63)).isTrue();
  }

  @Test
  void knowsLinkLocalAndMulticast() {
    assertThat(address("fe80::1").isLinkLocal()).isTrue();
    assertThat(address("fec0::1").isLinkLocal()).isFalse();
    assertThat(address("224.0.0.18").isMulticast()).isTrue();
    assertThat(address("ff02::12").isMulticast()).isTrue();
    assertThat(address("192.0.2.1").isMulticast()).isFalse();
  }

  @Test
  void everyIpv4AddressComesBeforeEveryIpv6One() {
    assertThat(address("255.255.255.255")).isLessThan(address("::"));
    assertThat(address("::1")).isGreaterThan(address("::"));
    assertThat(address("192.0.2.1")).isEqualByComparingTo(address("192.0.2.1"));
  }

  @Test
  void familiesShareNoPrefix() {
    assertThat(address("0.0.0.0").sharesPrefix(address("::"), 0)).isFalse();
    assertThat(address("169.254.0.1").isLinkLocal()).isTrue();
    assertThat(address("169.253.0.1").isLinkLocal()).isFalse();
  }

  @Test
  void onlyAnIpv4AddressHas32Bits() {
    assertThat(address("192.0.2.1").ipv4Bits()).isEqualTo(0xc0000201);
    assertThatThrownBy(() -> address("::1").ipv4Bits()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new IpAddress(AddressFamily.IPV4, 0, 1L << 32))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFamilyKnowsItsLengths() {
    assertThat(AddressFamily.IPV4.addressBits()).isEqualTo(32);
    assertThat(AddressFamily.IPV6.addressBits()).isEqualTo(128);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "2001:db8:1:2:3:4:5:6"})
  void goesThroughTheJdksFormAndBack(String literal) {
    assertThat(IpAddress.of(address(literal).toInetAddress().getAddress()))
        .isEqualTo(address(literal));
  }

  private static IpAddress address(String literal) {
    return IpAddress.parse(literal).orElseThrow();
  }
}
