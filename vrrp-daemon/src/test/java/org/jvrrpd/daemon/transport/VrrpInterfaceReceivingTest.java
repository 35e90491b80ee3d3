package org.jvrrpd.daemon.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvrrpd.core.packet.AddressFamily;

/** What arrives, as the receiver is told. */
class VrrpInterfaceReceivingTest extends OneEndOfACable {
  private static final long MILLI = 1_000_000L;

  @ParameterizedTest
  @EnumSource
  void anAdvertisementIsReceivedOnce(AddressFamily family) throws Exception {
    open(family);
    Frames neighbour = neighbour(family);
    wire.send(neighbour.frame(Frames.ADVERTISEMENT));
    wire.send(neighbour.frame(Frames.advertisement(0x31, 52)));
    await().until(() -> mailbox.received.size() >= 2);
    assertThat(mailbox.received)
        .containsExactly(
            letter(Frames.ADVERTISEMENT, neighbour),
            letter(Frames.advertisement(0x31, 52), neighbour));
    assertThat(mailbox.sampled).isEmpty();
    assertThat(mailbox.malformed).isEmpty();
  }

  /** On a machine that is too busy for a try to be short, another one is made. */
  @ParameterizedTest
  @EnumSource
  void whatWaitedSaysForHowLong(AddressFamily family) throws Exception {
    VrrpInterface vrrp = open(family);
    untilTheKernelStamps(vrrp);
    long waited = 2 * MILLI;
    long took = passBeforeReading(vrrp, waited);
    for (int tries = 1; took > Arrivals.MAX_WAIT_NANOS && tries < 50; tries++) {
      took = passBeforeReading(vrrp, waited);
    }
    assertThat(mailbox.waitedNanos.getLast()).isBetween(waited, took);
  }

  @ParameterizedTest
  @EnumSource
  void whatWaitedThroughAStallHasArrivedJustNow(AddressFamily family) throws Exception {
    VrrpInterface vrrp = open(family);
    untilTheKernelStamps(vrrp);
    passBeforeReading(vrrp, Arrivals.MAX_WAIT_NANOS);
    assertThat(mailbox.waitedNanos.getLast()).isZero();
  }

  /** The first who asks for stamps on a machine has them a moment later (net_enable_timestamp). */
  private void untilTheKernelStamps(VrrpInterface vrrp) throws Exception {
    do {
      passBeforeReading(vrrp, MILLI);
    } while (mailbox.waitedNanos.getLast() < MILLI && mailbox.waitedNanos.size() < 1_000);
  }

  /** How long it took from before the sending until all had been read. */
  private long passBeforeReading(VrrpInterface vrrp, long nanos) throws Exception {
    return onLoop(
        () -> {
          long began = System.nanoTime();
          wire.send(neighbour(vrrp.family()).frame(Frames.ADVERTISEMENT));
          TimeUnit.NANOSECONDS.sleep(nanos);
          assertThat(vrrp.drain(2)).isEqualTo(1);
          return System.nanoTime() - began;
        });
  }

  @ParameterizedTest
  @EnumSource
  void theRestIsSampledAndNeverReceived(AddressFamily family) throws Exception {
    open(family);
    Frames neighbour = neighbour(family);
    Frames routed = neighbour.withHopLimit(64);
    wire.send(routed.frame(Frames.ADVERTISEMENT));
    wire.send(neighbour.frame(Frames.advertisement(0x21, 9)));
    wire.send(neighbour.frame(Frames.advertisement(0x41, 51)));
    wire.send(neighbour.frame(new byte[] {0x21}));
    wire.send(neighbour.frame(Frames.ADVERTISEMENT));
    await().until(() -> mailbox.sampled.size() >= 4 && !mailbox.received.isEmpty());
    assertThat(mailbox.sampled)
        .containsExactly(
            letter(Frames.ADVERTISEMENT, routed),
            letter(Frames.advertisement(0x21, 9), neighbour),
            letter(Frames.advertisement(0x41, 51), neighbour),
            letter(new byte[] {0x21}, neighbour));
    assertThat(mailbox.received).containsExactly(letter(Frames.ADVERTISEMENT, neighbour));
  }

  /** What had arrived for a virtual router that stays is not lost. */
  @ParameterizedTest
  @EnumSource
  void otherVirtualRoutersAreReceivedForWithoutOpeningAnew(AddressFamily family) throws Exception {
    VrrpInterface vrrp = open(family);
    Frames neighbour = neighbour(family);
    onLoop(
        () -> {
          wire.send(neighbour.frame(Frames.ADVERTISEMENT));
          vrrp.receive(Hearing.ofLink(family, Set.of(53)));
          return null;
        });
    wire.send(neighbour.frame(Frames.advertisement(0x31, 53)));
    wire.send(neighbour.frame(Frames.advertisement(0x31, 52)));
    await().until(() -> mailbox.received.size() >= 2 && !mailbox.sampled.isEmpty());
    assertThat(mailbox.received)
        .containsExactly(
            letter(Frames.ADVERTISEMENT, neighbour),
            letter(Frames.advertisement(0x31, 53), neighbour));
    assertThat(mailbox.sampled).containsExactly(letter(Frames.advertisement(0x31, 52), neighbour));
  }

  @Test
  void paddingAndOptionsAreNotPartOfTheMessage() throws Exception {
    open(AddressFamily.IPV4);
    Frames neighbour = neighbour(AddressFamily.IPV4).withPadding(6).withOptions(4);
    wire.send(neighbour.frame(Frames.ADVERTISEMENT));
    await().until(() -> !mailbox.received.isEmpty());
    assertThat(mailbox.received).containsExactly(letter(Frames.ADVERTISEMENT, neighbour));
  }

  @Test
  void whatWasSentToThisHostAloneSaysSo() throws Exception {
    open(AddressFamily.IPV4);
    byte[] hardwareAddress = NetworkInterface.getByName(Wire.NEAR).getHardwareAddress();
    Frames unicast = neighbour(AddressFamily.IPV4).to("192.0.2.11");
    byte[] frame = unicast.frame(Frames.ADVERTISEMENT);
    System.arraycopy(hardwareAddress, 0, frame, 0, hardwareAddress.length);
    wire.send(frame);
    await().until(() -> !mailbox.received.isEmpty());
    assertThat(mailbox.received).containsExactly(letter(Frames.ADVERTISEMENT, unicast));
  }

  @Test
  void aMessageLongerThanAnyAdvertisementIsMalformed() throws Exception {
    Wire.ip("link set near mtu 20000");
    Wire.ip("-n neighbour link set far mtu 20000");
    open(AddressFamily.IPV4);
    Frames neighbour = neighbour(AddressFamily.IPV4);
    wire.send(neighbour.frame(Arrays.copyOf(Frames.ADVERTISEMENT, 9000)));
    wire.send(neighbour.frame(Frames.ADVERTISEMENT));
    await().until(() -> !mailbox.received.isEmpty());
    assertThat(mailbox.malformed).containsExactly("longer than 8192 bytes");
    assertThat(mailbox.received).containsExactly(letter(Frames.ADVERTISEMENT, neighbour));
  }

  @Test
  void ownEchoesAreOnlyCounted() throws Exception {
    // The kernel would drop them as martians before a raw socket sees them.
    Wire.sysctl("ipv4/conf/near/accept_local", "1");
    VrrpInterface vrrp = open(AddressFamily.IPV4);
    send(vrrp);
    byte[] own = wire.capture(Wire::isVrrp).orElseThrow();
    wire.send(own);
    Frames neighbour = neighbour(AddressFamily.IPV4);
    wire.send(neighbour.frame(Frames.ADVERTISEMENT));
    await().until(() -> !mailbox.received.isEmpty());
    assertThat(mailbox.received).containsExactly(letter(Frames.ADVERTISEMENT, neighbour));
    assertThat(onLoop(vrrp::echoes)).isEqualTo(1);
  }

  @Test
  void theGroupIsJoinedOnThisInterfaceAndLeftAtTheEnd() throws Exception {
    VrrpInterface vrrp = open(AddressFamily.IPV4);
    assertThat(Wire.ip("maddr show dev near")).contains("224.0.0.18");
    close(vrrp);
    assertThat(Wire.ip("maddr show dev near")).doesNotContain("224.0.0.18");
  }

  @Test
  void groupsThatOthersJoinedAreNotReceived() throws Exception {
    open(AddressFamily.IPV4);
    Frames neighbour = neighbour(AddressFamily.IPV4);
    try (DatagramChannel other = DatagramChannel.open(StandardProtocolFamily.INET)) {
      InetAddress group = Frames.address("224.0.0.99").toInetAddress();
      other.join(group, NetworkInterface.getByName(Wire.NEAR));
      wire.send(neighbour.to("224.0.0.99").frame(Frames.ADVERTISEMENT));
      wire.send(neighbour.frame(Frames.ADVERTISEMENT));
      await().until(() -> mailbox.received.contains(letter(Frames.ADVERTISEMENT, neighbour)));
    }
    assertThat(mailbox.received).hasSize(1);
  }
}
