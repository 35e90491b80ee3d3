package org.jvrrpd.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressOnHostTest {
  @Test
  void readsALeaseWithItsFlagsAndItsRemainingSeconds() throws Exception {
    assertThat(
            AddressOnHost.parse(
                "2: eth0    inet 192.0.2.10/24 brd 192.0.2.255 scope global secondary dynamic eth0\\"
                    + "       valid_lft 2sec preferred_lft 1sec"))
        .isEqualTo(
            new AddressOnHost(
                "eth0",
                "192.0.2.10",
                24,
                "global",
                Set.of("secondary", "dynamic"),
                OptionalLong.of(2)));
  }

  @Test
  void readsAnIpv6AddressWithoutEnd() throws Exception {
    AddressOnHost address =
        AddressOnHost.parse(
            "2: eth0    inet6 fe80::1/64 scope link tentative \\"
                + "       valid_lft forever preferred_lft forever");
    assertThat(address.address()).isEqualTo("fe80::1");
    assertThat(address.flags()).containsExactly("tentative");
    assertThat(address.isLease()).isFalse();
  }

  @Test
  void readsThePrefixOfAPointToPointAddressBehindItsPeer() throws Exception {
    assertThat(AddressOnHost.parse("3: tun0 inet 192.0.2.1 peer 192.0.2.2/32 scope global tun0"))
        .extracting(AddressOnHost::address, AddressOnHost::prefixLength)
        .containsExactly("192.0.2.1", 32);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2: eth0",
        "2: eth0 link/ether 00:00:5e:00:01:33",
        "2: eth0 inet 192.0.2.1",
        "2: eth0 inet 192.0.2.1/x scope global",
        "2: eth0 inet 192.0.2.1/24 scope",
        "2: eth0 inet 192.0.2.1/24 scope global valid_lft soon"
      })
  void refusesWhatIsNotAnAddressLine(String line) {
    assertThatThrownBy(() -> AddressOnHost.parse(line))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("not a line of ip -o addr");
  }

  @Test
  void theMonitorsLineSaysWhenAnAddressWent() throws Exception {
    AddressHistory.Change change =
        AddressHistory.parse(
            "[2026-11-24T06:38:40.041035] Deleted 2: eth0    inet 192.0.2.10/24 scope global"
                + " secondary dynamic eth0\\       valid_lft 0sec preferred_lft 0sec");
    assertThat(change.at()).isEqualTo(Instant.parse("2026-11-24T06:38:40.041035Z"));
    assertThat(change.present()).isFalse();
    assertThat(change.address().address()).isEqualTo("192.0.2.10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2: eth0 inet 192.0.2.1/24", "[yesterday] 2: eth0 inet 192.0.2.1/24"})
  void refusesWhatIsNotALineOfTheMonitor(String line) {
    assertThatThrownBy(() -> AddressHistory.parse(line))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("not a line of ip -ts -o monitor");
  }
}
