package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.core.conformance.Covers;
import org.jvrrpd.core.election.Effect.RenewAddresses;
import org.jvrrpd.core.election.Input;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementEncoder;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.Authentication.SimplePassword;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.packet.Rejection;
import org.jvrrpd.core.tracking.CheckSettings;

class VirtualRouterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long DOWN = 3 * SECOND + 156 * SECOND / 256;

  private final VirtualRouter router =
      new VirtualRouter(LeaseTest.settings(ProtocolVersion.V2, 100, Map.of()));

  private static Reception hear(
      VirtualRouter router, String source, int priority, Authentication authentication, long now) {
    return hear(router, source, "192.0.2.10", priority, authentication, now);
  }

  private static Reception hear(
      VirtualRouter router,
      String source,
      String vip,
      int priority,
      Authentication authentication,
      long now) {
    Advertisement advertisement =
        new Advertisement(
            ProtocolVersion.V2, 51, priority, 100, authentication, List.of(LeaseTest.address(vip)));
    Envelope envelope =
        new Envelope(
            LeaseTest.address(source), Envelope.group(AddressFamily.IPV4), Envelope.HOP_LIMIT);
    ByteBuffer bytes = ByteBuffer.allocate(AdvertisementEncoder.length(advertisement));
    AdvertisementEncoder.encode(
        advertisement, envelope.source(), envelope.destination(), ChecksumForm.MESSAGE_ONLY, bytes);
    return router.receive(bytes.flip(), envelope, now);
  }

  private void becomeMaster() {
    router.on(new Input.Startup(), 0);
    router.onTimer(DOWN);
    assertThat(router.state().name()).isEqualTo("MASTER");
  }

  @ParameterizedTest
  @CsvSource({"-20, 80", "-99, 1", "-200, 1", "20, 120", "154, 254", "253, 254", "0, 100"})
  @Covers({"RFC3768-5.3.4-2", "RFC9568-5.2.4-1"})
  void theEffectivePriorityIsClamped(int weight, int effective) {
    router.weigh("chk", weight, 0);
    assertThat(router.effectivePriority()).isEqualTo(effective);
  }

  @Test
  void weightsOfSeveralChecksAddUp() {
    router.weigh("one", -20, 0);
    router.weigh("two", -5, 0);
    assertThat(router.effectivePriority()).isEqualTo(75);
    router.weigh("one", 0, 0);
    assertThat(router.effectivePriority()).isEqualTo(95);
    assertThat(router.snapshot(0).weights()).containsEntry("two", -5).containsEntry("one", 0);
  }

  @Test
  void whatChangesNothingHasNoReason() {
    assertThat(router.weigh("chk", 0, 0).reason()).isEqualTo(Reason.NOTHING);
    assertThat(router.reconfigure(router.settings(), 0))
        .extracting(Step::reason)
        .containsExactly(Reason.NOTHING);
  }

  @Test
  @Covers({"RFC3768-7.1-8", "RFC3768-7.1-7"})
  void sendersAreToldApartUpToABound() {
    becomeMaster();
    for (int i = 1; i <= 250; i++) {
      hear(router, "198.51.100." + i, 200, SimplePassword.of("guess"), DOWN + i);
    }
    List<Rejections.Entry> entries = router.snapshot(DOWN + 300).rejections();
    assertThat(entries).hasSize(Rejections.MAX_SENDERS + 1);
    assertThat(entries.stream().mapToLong(Rejections.Entry::count).sum()).isEqualTo(250);
    assertThat(entries).filteredOn(entry -> entry.sender() == null).hasSize(1);
    assertThat(entries)
        .extracting(Rejections.Entry::sender)
        .contains(IpAddress.parse("198.51.100.250").orElseThrow());
    assertThat(router.state().name()).isEqualTo("MASTER");
  }

  @Test
  void aSecondMasterThatCannotHearUsIsShownForThreeIntervals() {
    becomeMaster();
    hear(router, "192.0.2.2", 200, SimplePassword.of("other"), DOWN);
    assertThat(router.split(DOWN + 3 * SECOND))
        .hasValueSatisfying(
            split -> {
              assertThat(split.reason()).isEqualTo(Rejection.AUTH_TYPE_MISMATCH);
              assertThat(split.sender()).isEqualTo(LeaseTest.address("192.0.2.2"));
            });
    assertThat(router.split(DOWN + 3 * SECOND + 1)).isEmpty();
  }

  @Test
  void whoTakesOverBesideOneThatCannotBeHeardShowsTheSplitAtOnce() {
    router.on(new Input.Startup(), 0);
    hear(router, "192.0.2.2", 200, SimplePassword.of("other"), DOWN - SECOND);
    assertThat(router.split(DOWN - SECOND)).isEmpty();
    router.onTimer(DOWN);
    assertThat(router.split(DOWN).orElseThrow().sender()).isEqualTo(LeaseTest.address("192.0.2.2"));
    assertThat(router.split(DOWN + 2 * SECOND + 1)).isEmpty();
  }

  @Test
  @Covers("RFC3768-7.1-9")
  void otherAddressesAreReportedAndHeeded() {
    router.on(new Input.Startup(), 0);
    Reception reception =
        hear(router, "192.0.2.2", "192.0.2.77", 200, new Authentication.None(), SECOND);
    assertThat(reception)
        .isInstanceOfSatisfying(
            Reception.Admitted.class,
            admitted -> assertThat(admitted.remarks()).contains(Rejection.ADDRESS_LIST_MISMATCH));
    assertThat(router.deadline()).hasValue(SECOND + DOWN);
  }

  @Test
  void aLeaseIsRenewedWithAReasonAndNeverAfterItHasEnded() {
    becomeMaster();
    long renewAt = router.deadline().orElseThrow();
    List<Step> steps = router.onTimer(renewAt);
    assertThat(steps.getLast().reason()).isEqualTo(Reason.LEASE_DUE);
    assertThat(steps.getLast().effects()).containsExactly(new RenewAddresses());
    long ended = renewAt + 1 * SECOND;
    assertThat(router.readsBeforeTimers(ended)).isTrue();
    List<Step> late = router.onTimer(ended);
    assertThat(late.getLast().reason()).isEqualTo(Reason.LEASE_EXPIRED);
    assertThat(late).noneMatch(step -> step.effects().contains(new RenewAddresses()));
    assertThat(router.snapshot(ended).counters()).containsEntry("leaseExpiries", 1L);
  }

  @Test
  @Covers({"RFC3768-5.3.4-1", "RFC9568-5.2.4-1"})
  void anOwnerHasNoLeaseAndNoWeight() {
    RouterSettings settings = LeaseTest.settings(ProtocolVersion.V2, 100, Map.of());
    VirtualRouter owner = new VirtualRouter(settings.but().priority(255).build());
    owner.weigh("chk", -20, 0);
    assertThat(owner.effectivePriority()).isEqualTo(255);
    assertThat(owner.lease()).isEmpty();
    assertThat(owner.on(new Input.Startup(), 0).after().name()).isEqualTo("MASTER");
  }

  @Test
  void aMasterOnTimeReadsNothingFirstAndOneWithoutItsLeaseDoes() {
    becomeMaster();
    assertThat(router.readsBeforeTimers(DOWN + SECOND / 2)).isFalse();
    assertThat(router.readsBeforeTimers(DOWN + SECOND - 1)).isFalse();
    assertThat(router.readsBeforeTimers(DOWN + SECOND)).isTrue();
  }

  @Test
  void whoIsNoMasterAnyMoreShowsNoSplit() {
    becomeMaster();
    hear(router, "192.0.2.2", 200, SimplePassword.of("other"), DOWN);
    assertThat(router.split(DOWN)).isPresent();
    hear(router, "192.0.2.3", 200, new Authentication.None(), DOWN + 1);
    assertThat(router.state().name()).isEqualTo("BACKUP");
    assertThat(router.split(DOWN + 1)).isEmpty();
  }

  @Test
  void aPeerThatCannotHearUsIsShownRatherThanAStranger() {
    IpAddress peer = LeaseTest.address("192.0.2.2");
    VirtualRouter known =
        new VirtualRouter(LeaseTest.settings(ProtocolVersion.V2, 100, Map.of(peer, 90)));
    known.on(new Input.Startup(), 0);
    known.onTimer(DOWN);
    Authentication other = SimplePassword.of("other");
    hear(known, "198.51.100.7", 200, other, DOWN + 1);
    assertThat(known.split(DOWN + 1).orElseThrow().sender())
        .isEqualTo(LeaseTest.address("198.51.100.7"));
    hear(known, "192.0.2.2", 200, other, DOWN + 2);
    hear(known, "198.51.100.7", 200, other, DOWN + 3);
    assertThat(known.split(DOWN + 3).orElseThrow().sender()).isEqualTo(peer);
    // Three intervals after its last word the peer has made room.
    hear(known, "198.51.100.7", 200, other, DOWN + 3 + 3 * SECOND);
    assertThat(known.split(DOWN + 3 + 3 * SECOND).orElseThrow().sender())
        .isEqualTo(LeaseTest.address("198.51.100.7"));
  }

  @Test
  void aCheckChangesThePriorityAlsoInFault() {
    VirtualRouter checked =
        new VirtualRouter(
            LeaseTest.settings(ProtocolVersion.V2, 100, Map.of())
                .but()
                .checks(
                    List.of(
                        new CheckSettings("disk", 0, false, 1, 1),
                        new CheckSettings("db", -20, false, 1, 1)))
                .build());
    checked.on(new Input.Startup(), 0);
    assertThat(checked.state().name()).isEqualTo("FAULT");
    assertThat(checked.effectivePriority()).isEqualTo(80);
    assertThat(checked.checked("db", true, 1).input()).isEqualTo(new Input.PriorityChanged(80));
    assertThat(checked.effectivePriority()).isEqualTo(100);
    assertThat(checked.snapshot(1).faults()).containsExactly(Map.entry("check failed", "disk"));
    assertThat(checked.checked("disk", true, 2).after().name()).isEqualTo("BACKUP");
  }

  @Test
  void theFaultThatIsLeftIsTheOneThatIsShown() {
    router.on(new Input.Startup(), 0);
    router.raiseFault(Reason.INTERFACE_DOWN, "eth0 is down", 1);
    router.raiseFault(Reason.ADDRESS_MISSING, "no 192.0.2.1", 2);
    assertThat(router.clearFault(Reason.INTERFACE_DOWN, 3).reason())
        .isEqualTo(Reason.ADDRESS_MISSING);
    assertThat(router.snapshot(3).faults()).containsOnlyKeys("own address missing");
    assertThat(router.clearFault(Reason.ADDRESS_MISSING, 4).after().name()).isEqualTo("BACKUP");
    assertThat(router.clearFault(Reason.ADDRESS_MISSING, 5).reason()).isEqualTo(Reason.NOTHING);
  }

  @Test
  void whatWentMissingAfterAShutdownCountsAtTheNextStart() {
    becomeMaster();
    router.on(new Input.Shutdown(), DOWN + 1);
    assertThat(router.raiseFault(Reason.INTERFACE_DOWN, "down", DOWN + 2).after().name())
        .isEqualTo("INIT");
    Step again = router.on(new Input.Startup(), DOWN + 3);
    assertThat(again.after().name()).isEqualTo("FAULT");
    assertThat(again.reason()).isEqualTo(Reason.INTERFACE_DOWN);
    assertThat(router.clearFault(Reason.INTERFACE_DOWN, DOWN + 4).after().name())
        .isEqualTo("BACKUP");
  }

  @Test
  void theHistoryKeepsTheLastSixteen() {
    for (int i = 0; i < 20; i++) {
      router.on(new Input.Startup(), i);
      router.on(new Input.Shutdown(), i);
    }
    assertThat(router.snapshot(20).history())
        .hasSize(16)
        .last()
        .isEqualTo(new StateChange(19, "BACKUP", "INIT", Reason.SHUTDOWN));
  }

  @Test
  void noSecretIsInASnapshot() {
    RouterSettings settings = LeaseTest.settings(ProtocolVersion.V2, 100, Map.of());
    VirtualRouter secret =
        new VirtualRouter(settings.but().authentication(SimplePassword.of("s3cret")).build());
    assertThat(secret.snapshot(0).toString()).doesNotContain("s3cret");
  }
}
