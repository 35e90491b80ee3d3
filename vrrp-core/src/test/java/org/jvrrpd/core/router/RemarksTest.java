package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvrrpd.core.conformance.Covers;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementEncoder;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.packet.Rejection;

/** What is admitted, and reported all the same. */
class RemarksTest {
  private static final IpAddress SENDER = LeaseTest.address("192.0.2.2");
  private static final List<IpAddress> VIPS =
      List.of(LeaseTest.address("192.0.2.10"), LeaseTest.address("192.0.2.11"));

  private static RouterSettings.Builder settings(ProtocolVersion version) {
    return RouterSettings.of("VI_MAIN", version, 51, LeaseTest.address("192.0.2.1"), VIPS);
  }

  private static Advertisement advertisement(
      ProtocolVersion version, int priority, int centis, List<IpAddress> addresses) {
    return new Advertisement(version, 51, priority, centis, new Authentication.None(), addresses);
  }

  private static Reception.Admitted hear(
      VirtualRouter router, Advertisement advertisement, ChecksumForm form) {
    Envelope envelope =
        new Envelope(SENDER, Envelope.group(AddressFamily.IPV4), Envelope.HOP_LIMIT);
    ByteBuffer bytes = ByteBuffer.allocate(AdvertisementEncoder.length(advertisement));
    AdvertisementEncoder.encode(
        advertisement, envelope.source(), envelope.destination(), form, bytes);
    return (Reception.Admitted) router.receive(bytes.flip(), envelope, 1);
  }

  private static List<Rejection> remarks(RouterSettings settings, Advertisement advertisement) {
    VirtualRouter router = new VirtualRouter(settings);
    router.on(new Input.Startup(), 0);
    return hear(router, advertisement, ChecksumForm.PSEUDO_HEADER).remarks();
  }

  @ParameterizedTest
  @EnumSource(ProtocolVersion.class)
  @Covers(negative = {"RFC9568-7.1-4", "RFC9568-7.1-5"})
  void nothingIsRemarkedWhereAllAgree(ProtocolVersion version) {
    assertThat(remarks(settings(version).build(), advertisement(version, 200, 100, VIPS)))
        .isEmpty();
    assertThat(
            remarks(settings(version).build(), advertisement(version, 200, 100, VIPS.reversed())))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ProtocolVersion.class)
  @Covers({"RFC9568-7.1-4", "RFC3768-7.1-9"})
  void otherAddressesAreRemarkedAndHeard(ProtocolVersion version) {
    for (List<IpAddress> others :
        List.of(
            VIPS.subList(0, 1),
            List.of(VIPS.getFirst(), LeaseTest.address("192.0.2.12")),
            List.of(VIPS.getFirst(), VIPS.getFirst()))) {
      assertThat(remarks(settings(version).build(), advertisement(version, 200, 100, others)))
          .containsExactly(Rejection.ADDRESS_LIST_MISMATCH);
    }
  }

  /** keepalived sends the order of its configuration, with or without a link-local address. */
  @Test
  @Covers(value = "RFC9568-5.2.9-1", negative = "RFC9568-5.2.9-1")
  void aGlobalAddressBeforeTheLinkLocalOneIsRemarkedAndHeard() {
    List<IpAddress> ordered =
        List.of(LeaseTest.address("fe80::10"), LeaseTest.address("2001:db8::10"));
    assertThat(remarksOverIpv6(ordered, ordered)).isEmpty();
    assertThat(remarksOverIpv6(ordered, ordered.reversed()))
        .containsExactly(Rejection.FIRST_ADDRESS_NOT_LINK_LOCAL);
    assertThat(remarksOverIpv6(ordered, ordered.subList(1, 2)))
        .containsExactly(Rejection.ADDRESS_LIST_MISMATCH, Rejection.FIRST_ADDRESS_NOT_LINK_LOCAL);
  }

  @Test
  void nothingIsRemarkedWhereNobodyListsALinkLocalAddress() {
    List<IpAddress> global = List.of(LeaseTest.address("2001:db8::10"));
    assertThat(remarksOverIpv6(global, global)).isEmpty();
  }

  private static List<Rejection> remarksOverIpv6(List<IpAddress> ours, List<IpAddress> theirs) {
    VirtualRouter router =
        new VirtualRouter(
            RouterSettings.of("VI_MAIN", ProtocolVersion.V3, 51, LeaseTest.address("fe80::1"), ours)
                .build());
    router.on(new Input.Startup(), 0);
    Envelope envelope =
        new Envelope(
            LeaseTest.address("fe80::2"), Envelope.group(AddressFamily.IPV6), Envelope.HOP_LIMIT);
    Advertisement advertisement = advertisement(ProtocolVersion.V3, 200, 100, theirs);
    ByteBuffer bytes = ByteBuffer.allocate(AdvertisementEncoder.length(advertisement));
    AdvertisementEncoder.encode(
        advertisement,
        envelope.source(),
        envelope.destination(),
        ChecksumForm.PSEUDO_HEADER,
        bytes);
    Reception reception = router.receive(bytes.flip(), envelope, 1);
    return ((Reception.Admitted) reception).remarks();
  }

  @Test
  @Covers(
      value = {"RFC9568-7.1-3", "RFC3768-7.1-6"},
      negative = "RFC9568-7.1-3")
  void aSecondOwnerIsRemarkedByAnOwnerAlone() {
    Advertisement owner = advertisement(ProtocolVersion.V2, 255, 100, VIPS);
    assertThat(remarks(settings(ProtocolVersion.V2).priority(255).build(), owner))
        .containsExactly(Rejection.SECOND_OWNER);
    assertThat(remarks(settings(ProtocolVersion.V2).priority(254).build(), owner)).isEmpty();
    Advertisement other = advertisement(ProtocolVersion.V2, 254, 100, VIPS);
    assertThat(remarks(settings(ProtocolVersion.V2).priority(255).build(), other)).isEmpty();
  }

  @Test
  @Covers({"RFC9568-7.1-5", "RFC9568-6.4.2-5"})
  void anIntervalIsRemarkedWhereItIsAdopted() {
    VirtualRouter router = new VirtualRouter(settings(ProtocolVersion.V3).build());
    router.on(new Input.Startup(), 0);
    Reception.Admitted heard =
        hear(router, advertisement(ProtocolVersion.V3, 200, 200, VIPS), ChecksumForm.PSEUDO_HEADER);
    assertThat(heard.remarks()).containsExactly(Rejection.INTERVAL_MISMATCH);
    assertThat(router.deadline()).hasValue(1 + 6_000_000_000L + 156 * 2_000_000_000L / 256);
  }

  @Test
  void aStrangersAdvertisementIsRemarkedWhereTheOthersAreKnown() {
    Advertisement advertisement = advertisement(ProtocolVersion.V2, 200, 100, VIPS);
    RouterSettings.Builder settings = settings(ProtocolVersion.V2);
    assertThat(remarks(settings.peerPriorities(Map.of(SENDER, 200)).build(), advertisement))
        .isEmpty();
    assertThat(
            remarks(
                settings.peerPriorities(Map.of(LeaseTest.address("192.0.2.3"), 200)).build(),
                advertisement))
        .containsExactly(Rejection.FOREIGN_SOURCE);
  }

  /** RFC 9568 section 5.2.8 against RFC 5798's: right in both, and the other is told apart. */
  @ParameterizedTest
  @EnumSource(ChecksumForm.class)
  @Covers("RFC9568-5.2.8-1")
  void bothReadingsOfAChecksumAreAdmittedAndCountedApart(ChecksumForm ours) {
    for (ChecksumForm theirs : ChecksumForm.values()) {
      VirtualRouter router =
          new VirtualRouter(settings(ProtocolVersion.V3).checksumForm(ours).build());
      router.on(new Input.Startup(), 0);
      Reception.Admitted heard =
          hear(router, advertisement(ProtocolVersion.V3, 200, 100, VIPS), theirs);
      if (ours == theirs) {
        assertThat(heard.remarks()).isEmpty();
      } else {
        assertThat(heard.remarks()).containsExactly(Rejection.CHECKSUM_FORM_OTHER);
      }
      assertThat(router.snapshot(1).counters())
          .containsEntry("checksumsOfTheMessage", theirs == ChecksumForm.MESSAGE_ONLY ? 1L : 0L)
          .containsEntry(
              "checksumsWithPseudoHeader", theirs == ChecksumForm.PSEUDO_HEADER ? 1L : 0L);
    }
  }

  @Test
  void version2HasOneReadingAndCountsNone() {
    VirtualRouter router =
        new VirtualRouter(
            settings(ProtocolVersion.V2).checksumForm(ChecksumForm.PSEUDO_HEADER).build());
    router.on(new Input.Startup(), 0);
    Reception.Admitted heard =
        hear(router, advertisement(ProtocolVersion.V2, 200, 100, VIPS), ChecksumForm.MESSAGE_ONLY);
    assertThat(heard.remarks()).isEmpty();
    assertThat(router.snapshot(1).counters())
        .containsEntry("checksumsOfTheMessage", 0L)
        .containsEntry("checksumsWithPseudoHeader", 0L);
  }
}
