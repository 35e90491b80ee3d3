package org.jvrrpd.daemon.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.daemon.jna.SystemCallException;

/** What leaves, as the neighbour captures it. */
class VrrpInterfaceSendingTest extends OneEndOfACable {
  @Test
  void anIpv4AdvertisementLooksAsTheProtocolDemands() throws Exception {
    VrrpInterface vrrp = open(AddressFamily.IPV4);
    send(vrrp);
    byte[] frame = wire.capture(Wire::isVrrp).orElseThrow();
    assertThat(hex(frame, 0, 6)).as("group's hardware address").isEqualTo("01005e000012");
    assertThat(hex(frame, 14, 18)).as("header length, TOS, length").isEqualTo("45c00028");
    assertThat(hex(frame, 20, 22)).as("flags: may be fragmented").isEqualTo("0000");
    assertThat(hex(frame, 22, 24)).as("TTL, protocol").isEqualTo("ff70");
    assertThat(hex(frame, 26, 30)).as("source").isEqualTo("c000020b");
    assertThat(hex(frame, 30, 34)).as("destination").isEqualTo("e0000012");
    assertThat(hex(frame, 34, 54)).as("message").isEqualTo(ADVERTISEMENT);
  }

  @Test
  void anIpv6AdvertisementLooksAsTheProtocolDemands() throws Exception {
    VrrpInterface vrrp = open(AddressFamily.IPV6);
    Wire.ip("addr add 2001:db8::1/64 nodad dev near");
    send(vrrp);
    byte[] frame = wire.capture(Wire::isVrrp).orElseThrow();
    assertThat(hex(frame, 0, 6)).as("group's hardware address").isEqualTo("333300000012");
    // The flow label begins in the middle of the second byte, and the kernel chooses it.
    assertThat(hex(frame, 14, 16)).as("version, traffic class").startsWith("6c0");
    assertThat(hex(frame, 18, 22)).as("length, protocol, hop limit").isEqualTo("001470ff");
    assertThat(hex(frame, 22, 38)).as("source").isEqualTo("20010db8000000000000000000000011");
    assertThat(hex(frame, 38, 54)).as("group").isEqualTo("ff020000000000000000000000000012");
    assertThat(hex(frame, 54, 74)).as("message").isEqualTo(ADVERTISEMENT);
  }

  @Test
  void theSourceStaysOursWhenAVipBecomesTheFirstAddress() throws Exception {
    VrrpInterface vrrp = open(AddressFamily.IPV4);
    Wire.sysctl("ipv4/conf/near/promote_secondaries", "1");
    Wire.ip("addr add 192.0.2.1/24 dev near");
    Wire.ip("addr del 192.0.2.11/24 dev near");
    Wire.ip("addr add 192.0.2.11/24 dev near");
    assertThat(Wire.ip("-o addr show dev near secondary")).contains("192.0.2.11/24");
    send(vrrp);
    assertThat(hex(wire.capture(Wire::isVrrp).orElseThrow(), 26, 30)).isEqualTo("c000020b");
  }

  @Test
  void whenTheSourceIsGoneSendingSaysSo() throws Exception {
    VrrpInterface vrrp = open(AddressFamily.IPV4);
    Wire.ip("addr add 192.0.2.1/24 dev near");
    Wire.ip("addr del 192.0.2.11/24 dev near");
    assertThatThrownBy(() -> send(vrrp))
        .isInstanceOf(SystemCallException.class)
        .hasMessageStartingWith("sending an advertisement on near: ");
  }

  @Test
  void aLinkThatIsDownIsReportedAndServesAgainWhenItIsUp() throws Exception {
    VrrpInterface vrrp = open(AddressFamily.IPV4);
    Wire.ip("link set near down");
    assertThatThrownBy(() -> send(vrrp)).isInstanceOf(SystemCallException.class);
    Wire.ip("link set near up");
    // Sending fails until the kernel has put the routes back.
    await().ignoreExceptions().until(() -> onLoop(() -> sent(vrrp)));
    await()
        .until(
            () -> {
              wire.send(Frames.from("192.0.2.12").frame(Frames.ADVERTISEMENT));
              return !mailbox.received.isEmpty();
            });
  }

  @Test
  void aMessageBeyondTheLongestIsRefused() throws Exception {
    VrrpInterface vrrp = open(AddressFamily.IPV4);
    ByteBuffer tooLong = ByteBuffer.allocate(VrrpInterface.MAX_MESSAGE_BYTES + 1);
    assertThatThrownBy(
            () ->
                onLoop(
                    () -> {
                      vrrp.send(tooLong, Envelope.group(AddressFamily.IPV4), 255);
                      return vrrp;
                    }))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theTransmittingSocketQueuesNothing() throws Exception {
    open(AddressFamily.IPV4);
    onLoop(
        () -> {
          sendAndSettle(10, Frames.ADVERTISEMENT);
          sendAndSettle(10, Frames.advertisement(0x21, 9));
          assertThat(queues()).hasSize(3).filteredOn(bytes -> bytes > 0).hasSize(2);
          return null;
        });
  }
}
