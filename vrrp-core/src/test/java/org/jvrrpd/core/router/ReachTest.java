package org.jvrrpd.core.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementEncoder;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.packet.Reach;
import org.jvrrpd.core.packet.Rejection;

/** Who is heard by a virtual router that has peers, and who by one that has a group. */
class ReachTest {
  private static final IpAddress OWN = address("192.0.2.1");
  private static final IpAddress PEER = address("192.0.2.2");
  private static final IpAddress STRANGER = address("192.0.2.9");
  private static final IpAddress VIP = address("198.51.100.1");
  private static final IpAddress GROUP = address("224.0.0.18");

  private static IpAddress address(String text) {
    return LeaseTest.address(text);
  }

  private static VirtualRouter router(Reach reach) {
    return new VirtualRouter(
        RouterSettings.of("VI_1", ProtocolVersion.V3, 7, OWN, List.of(VIP)).reach(reach).build());
  }

  private static Reach peers(boolean exclusive) {
    return new Reach.Peers(List.of(new Reach.Peer(PEER, 250, 255)), 255, exclusive);
  }

  /** An advertisement with the checksum of this way. */
  private static Reception hear(
      VirtualRouter router, IpAddress source, IpAddress destination, int hopLimit) {
    Advertisement advertisement =
        new Advertisement(ProtocolVersion.V3, 7, 150, 100, new Authentication.None(), List.of(VIP));
    ByteBuffer message = ByteBuffer.allocate(64);
    AdvertisementEncoder.encode(
        advertisement, source, destination, ChecksumForm.PSEUDO_HEADER, message);
    return router.receive(message.flip(), new Envelope(source, destination, hopLimit), 1);
  }

  private static void refuses(Reception reception, Rejection reason) {
    assertThat(reception).isEqualTo(new Reception.Refused(reason));
  }

  @Test
  void hearsItsPeersWithinTheirRange() {
    VirtualRouter router = router(peers(true));
    assertThat(hear(router, PEER, OWN, 255)).isInstanceOf(Reception.Admitted.class);
    assertThat(hear(router, PEER, OWN, 250)).isInstanceOf(Reception.Admitted.class);
    refuses(hear(router, PEER, OWN, 249), Rejection.HOP_LIMIT_OUT_OF_RANGE);
  }

  @Test
  void hearsOthersThanPeersUnlessItIsToldNotTo() {
    refuses(hear(router(peers(true)), STRANGER, OWN, 255), Rejection.NOT_A_PEER);
    assertThat(hear(router(peers(false)), STRANGER, OWN, 64))
        .isInstanceOfSatisfying(
            Reception.Admitted.class,
            admitted -> assertThat(admitted.remarks()).containsExactly(Rejection.FOREIGN_SOURCE));
  }

  @Test
  void refusesMulticastWhereItHasPeersAndUnicastWhereItHasAGroup() {
    refuses(hear(router(peers(false)), PEER, GROUP, 255), Rejection.DESTINATION_WRONG);
    refuses(hear(router(new Reach.Group(GROUP)), PEER, OWN, 255), Rejection.DESTINATION_WRONG);
    refuses(hear(router(new Reach.Group(GROUP)), PEER, GROUP, 254), Rejection.HOP_LIMIT_NOT_255);
  }

  @Test
  void neverTakesAnEmptyListOfPeersForMulticast() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Reach.Peers(List.of(), 255, false));
  }

  @Test
  void namesEachPeerOnce() {
    Reach.Peer peer = new Reach.Peer(PEER, 0, 255);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Reach.Peers(List.of(peer, new Reach.Peer(PEER, 1, 255)), 255, false));
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.2, -1, 255", "192.0.2.2, 0, 256", "192.0.2.2, 9, 8", "224.0.0.18, 0, 255"})
  void refusesWhatNoPeerCanBe(String address, int least, int most) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Reach.Peer(address(address), least, most));
  }

  @Test
  void aGroupIsMulticast() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Reach.Group(PEER));
    assertThat(new Reach.Group(GROUP).destinations()).containsExactly(GROUP);
    assertThat(peers(true).destinations()).containsExactly(PEER);
  }
}
