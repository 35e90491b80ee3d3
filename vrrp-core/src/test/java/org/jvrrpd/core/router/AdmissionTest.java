package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.core.conformance.Covers;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.Authentication.SimplePassword;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.packet.Rejection;

/** The rules of reception that need the settings, one broken at a time. */
class AdmissionTest {
  private static final Authentication PASSWORD = SimplePassword.of("s3cret");

  /** What a router is, and what it hears where nothing is wrong. */
  enum Kind {
    VERSION_2("192.0.2.1", "192.0.2.2", "192.0.2.10"),
    VERSION_3_IPV4("192.0.2.1", "192.0.2.2", "192.0.2.10"),
    VERSION_3_IPV6("fe80::1", "fe80::2", "fe80::10");

    private final String ours;
    private final String sender;
    private final String vip;

    Kind(String ours, String sender, String vip) {
      this.ours = ours;
      this.sender = sender;
      this.vip = vip;
    }

    private ProtocolVersion version() {
      return this == VERSION_2 ? ProtocolVersion.V2 : ProtocolVersion.V3;
    }

    private Authentication authentication() {
      return this == VERSION_2 ? PASSWORD : new Authentication.None();
    }

    private Admission admission() {
      return new Admission(
          RouterSettings.of(
                  "VI_MAIN",
                  version(),
                  51,
                  LeaseTest.address(ours),
                  List.of(LeaseTest.address(vip)))
              .authentication(authentication())
              .build(),
          new HmacWatch());
    }

    private Advertisement advertisement(int vrid, int centis, Authentication authentication) {
      return new Advertisement(
          version(), vrid, 200, centis, authentication, List.of(LeaseTest.address(vip)));
    }

    private Advertisement usual() {
      return advertisement(51, 100, authentication());
    }

    private Envelope from(String source, int hopLimit) {
      IpAddress address = LeaseTest.address(source);
      return new Envelope(address, Envelope.group(address.family()), hopLimit);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  @Covers(
      negative = {
        "RFC3768-7.1-1",
        "RFC3768-7.1-2",
        "RFC3768-7.1-5",
        "RFC3768-7.1-7",
        "RFC3768-7.1-10",
        "RFC2338-5.3.6-1",
        "RFC9568-5.1.2-3",
        "RFC9568-7.1-1",
        "RFC9568-7.1-2"
      })
  void whereNothingIsWrongNothingIsRefused(Kind kind) {
    assertThat(kind.admission().refusal(kind.usual(), kind.from(kind.sender, 255))).isNull();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  @Covers({"RFC3768-5.2.3-2", "RFC3768-7.1-1", "RFC9568-5.1.1-2", "RFC9568-5.1.2-3"})
  void anotherHopLimitIsRefused(Kind kind) {
    for (int hopLimit : new int[] {0, 1, 64, 254}) {
      assertThat(kind.admission().refusal(kind.usual(), kind.from(kind.sender, hopLimit)))
          .isEqualTo(Rejection.HOP_LIMIT_NOT_255);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void ourOwnEchoIsRefused(Kind kind) {
    assertThat(kind.admission().refusal(kind.usual(), kind.from(kind.ours, 255)))
        .isEqualTo(Rejection.OWN_ECHO);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatIsNotSentToTheGroupIsRefused(Kind kind) {
    Envelope unicast =
        new Envelope(LeaseTest.address(kind.sender), LeaseTest.address(kind.ours), 255);
    assertThat(kind.admission().refusal(kind.usual(), unicast))
        .isEqualTo(Rejection.DESTINATION_WRONG);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  @Covers({"RFC3768-7.1-5", "RFC9568-7.1-2"})
  void anotherVridIsRefused(Kind kind) {
    assertThat(
            kind.admission()
                .refusal(
                    kind.advertisement(52, 100, kind.authentication()),
                    kind.from(kind.sender, 255)))
        .isEqualTo(Rejection.VRID_UNKNOWN);
  }

  @Test
  @Covers({"RFC3768-7.1-2", "RFC9568-5.2.1-1"})
  void theOtherVersionIsRefused() {
    assertThat(
            Kind.VERSION_2
                .admission()
                .refusal(Kind.VERSION_3_IPV4.usual(), Kind.VERSION_2.from("192.0.2.2", 255)))
        .isEqualTo(Rejection.VERSION_MISMATCH);
    assertThat(
            Kind.VERSION_3_IPV4
                .admission()
                .refusal(Kind.VERSION_2.usual(), Kind.VERSION_3_IPV4.from("192.0.2.2", 255)))
        .isEqualTo(Rejection.VERSION_MISMATCH);
  }

  @Test
  @Covers({"RFC3768-5.3.6-1", "RFC3768-7.1-7", "RFC2338-5.3.6-1"})
  void anotherAuthenticationIsRefused() {
    Admission admission = Kind.VERSION_2.admission();
    Envelope envelope = Kind.VERSION_2.from("192.0.2.2", 255);
    assertThat(
            admission.refusal(
                Kind.VERSION_2.advertisement(51, 100, SimplePassword.of("S3cret")), envelope))
        .isEqualTo(Rejection.AUTH_FAILURE);
    for (Authentication other :
        List.of(new Authentication.None(), new Authentication.Unverified(2))) {
      assertThat(admission.refusal(Kind.VERSION_2.advertisement(51, 100, other), envelope))
          .isEqualTo(Rejection.AUTH_TYPE_MISMATCH);
    }
  }

  @Test
  @Covers(value = "RFC3768-7.1-10", negative = "RFC9568-7.1-5")
  void anotherIntervalIsRefusedInVersion2Alone() {
    assertThat(
            Kind.VERSION_2
                .admission()
                .refusal(
                    Kind.VERSION_2.advertisement(51, 200, PASSWORD),
                    Kind.VERSION_2.from("192.0.2.2", 255)))
        .isEqualTo(Rejection.INTERVAL_MISMATCH);
    assertThat(
            Kind.VERSION_3_IPV4
                .admission()
                .refusal(
                    Kind.VERSION_3_IPV4.advertisement(51, 200, new Authentication.None()),
                    Kind.VERSION_3_IPV4.from("192.0.2.2", 255)))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.0.0.0", "0.1.2.3", "127.0.0.1", "224.0.0.18", "239.1.2.3", "255.255.255.255"})
  void aSourceThatNoHostHasIsRefused(String source) {
    assertThat(
            Kind.VERSION_2
                .admission()
                .refusal(Kind.VERSION_2.usual(), Kind.VERSION_2.from(source, 255)))
        .isEqualTo(Rejection.SOURCE_NO_HOST);
  }

  @ParameterizedTest
  @CsvSource({"1.2.3.4", "126.255.255.255", "128.0.0.0", "223.255.255.255"})
  void aSourceThatAHostMayHaveIsNot(String source) {
    assertThat(
            Kind.VERSION_2
                .admission()
                .refusal(Kind.VERSION_2.usual(), Kind.VERSION_2.from(source, 255)))
        .isNull();
  }

  @Test
  void anIpv6GroupIsNobodysSource() {
    assertThat(
            Kind.VERSION_3_IPV6
                .admission()
                .refusal(Kind.VERSION_3_IPV6.usual(), Kind.VERSION_3_IPV6.from("ff02::12", 255)))
        .isEqualTo(Rejection.SOURCE_NO_HOST);
  }
}
