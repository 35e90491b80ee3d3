package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RejectionTest {
  @ParameterizedTest
  @CsvSource({
    "CHECKSUM_WRONG, vrrpRouterChecksumErrors, vrrpv3RouterChecksumErrors",
    "VERSION_UNKNOWN, vrrpRouterVersionErrors, vrrpv3RouterVersionErrors",
    "VERSION_MISMATCH, vrrpRouterVersionErrors, vrrpv3RouterVersionErrors",
    "VRID_UNKNOWN, vrrpRouterVrIdErrors, vrrpv3RouterVrIdErrors",
    "VRID_ZERO, vrrpRouterVrIdErrors, vrrpv3RouterVrIdErrors",
    "INTERVAL_MISMATCH, vrrpStatsAdvertiseIntervalErrors, vrrpv3StatisticsAdvIntervalErrors",
    "AUTH_FAILURE, vrrpStatsAuthFailures, vrrpStatsAuthFailures",
    "HOP_LIMIT_NOT_255, vrrpStatsIpTtlErrors, vrrpv3StatisticsIpTtlErrors",
    "TYPE_UNKNOWN, vrrpStatsInvalidTypePktsRcvd, vrrpv3StatisticsRcvdInvalidTypePackets",
    "ADDRESS_LIST_MISMATCH, vrrpStatsAddressListErrors, vrrpv3StatisticsAddressListErrors",
    "AUTH_TYPE_UNKNOWN, vrrpStatsInvalidAuthType, vrrpStatsInvalidAuthType",
    "AUTH_TYPE_MISMATCH, vrrpStatsAuthTypeMismatch, vrrpStatsAuthTypeMismatch",
    "TRUNCATED, vrrpStatsPacketLengthErrors, vrrpv3StatisticsPacketLengthErrors",
    "OWN_ECHO, jvrrpdOwnEchoes, jvrrpdOwnEchoes",
  })
  void addsToTheCounterOfTheMib(Rejection reason, String version2Name, String version3Name) {
    assertThat(reason.counterName()).isEqualTo(version2Name);
    assertThat(reason.counterName(ProtocolVersion.V2)).isEqualTo(version2Name);
    assertThat(reason.counterName(ProtocolVersion.V3)).isEqualTo(version3Name);
  }

  @ParameterizedTest
  @EnumSource
  void counterNamesSayWhoseTheyAre(Rejection reason) {
    assertThat(reason.counterName()).matches("(vrrpRouter|vrrpStats|jvrrpd)[A-Z][A-Za-z]+");
  }

  @Test
  void everyReasonIsDescribedInWordsOfItsOwn() {
    assertThat(Arrays.stream(Rejection.values()).map(Rejection::description))
        .doesNotHaveDuplicates()
        .allMatch(description -> !description.isBlank() && !description.endsWith("."));
  }
}
