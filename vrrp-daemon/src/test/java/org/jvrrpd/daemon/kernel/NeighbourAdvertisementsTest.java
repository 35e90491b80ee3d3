package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.SystemCallException;

/** Sent on one end of a cable, captured by tcpdump on the other. */
class NeighbourAdvertisementsTest {
  private static final IpAddress VIP = IpAddress.parse("2001:db8::10").orElseThrow();
  private static final String ADVERTISEMENTS = "icmp6[0] == 136 and src host 2001:db8::10";

  private final VethPair veth = new VethPair();
  private NeighbourAdvertisements announcer;

  @BeforeEach
  void open() throws IOException {
    announcer = NeighbourAdvertisements.open();
  }

  @AfterEach
  void close() {
    announcer.close();
    veth.close();
  }

  private void forwarding(String value) throws IOException {
    Files.writeString(Path.of("/proc/sys/net/ipv6/conf", veth.name(), "forwarding"), value);
  }

  private static String frame(MacAddress sender, String announced, boolean router) {
    ByteBuffer buffer = ByteBuffer.allocate(128);
    NeighbourFrame.write(sender, IpAddress.parse(announced).orElseThrow(), router, buffer);
    byte[] frame = new byte[buffer.position()];
    buffer.get(0, frame);
    return HexFormat.of().formatHex(frame);
  }

  /** Derived from RFC 9568 section 6.4.1, for the virtual router's own MAC address. */
  @Test
  void aRoutersFrameIsThatOfTheRfc() {
    assertThat(frame(new MacAddress(0x00_00_5e_00_02_0aL), "2001:db8::1", true))
        .isEqualTo(
            "33330000000100005e00020a86dd6000000000203aff20010db8000000000000000000000001"
                + "ff02000000000000000000000000000188001b21a000000020010db8000000000000000000000001"
                + "020100005e00020a");
  }

  /** As keepalived 2.2.7 sent it for 2001:db8::10 on a host that does not forward. */
  @Test
  void aHostsFrameIsThatOfKeepalived() {
    assertThat(frame(new MacAddress(0x72_bf_b2_c8_8e_f5L), "2001:db8::10", false))
        .isEqualTo(
            "33330000000172bfb2c88ef586dd6000000000203aff20010db8000000000000000000000010"
                + "ff0200000000000000000000000000018800469020000000"
                + "20010db8000000000000000000000010020172bfb2c88ef5");
  }

  @Test
  void aNeighbourReceivesTheFrameByteForByte() throws IOException {
    forwarding("0\n");
    try (Capture capture = new Capture(veth.peer(), ADVERTISEMENTS, 1)) {
      assertThat(announcer.announce(veth.link(), VIP)).isTrue();
      assertThat(capture.frames())
          .extracting(HexFormat.of()::formatHex)
          .containsExactly(frame(veth.link().address(), "2001:db8::10", false));
    }
  }

  @Test
  void aLinkThatForwardsIsARouter() throws IOException {
    forwarding("1\n");
    try (Capture capture = new Capture(veth.peer(), ADVERTISEMENTS, 1)) {
      announcer.announce(veth.link(), VIP);
      assertThat(capture.frames())
          .extracting(HexFormat.of()::formatHex)
          .containsExactly(frame(veth.link().address(), "2001:db8::10", true));
    }
  }

  @Test
  void warmUpSendsNothing() throws IOException {
    try (Capture capture = new Capture(veth.peer(), "icmp6[0] == 136", 1)) {
      announcer.warmUp();
      announcer.announce(veth.link(), VIP);
      assertThat(HexFormat.of().formatHex(capture.frames().getFirst()))
          .contains(HexFormat.of().formatHex(VIP.toBytes()));
    }
  }

  @Test
  void linkThatIsDownIsSaidInWords() {
    Ip.run("link set " + veth.name() + " down");
    assertThatThrownBy(() -> announcer.announce(veth.link(), VIP))
        .isInstanceOf(SystemCallException.class)
        .hasMessage("announcing 2001:db8::10 on " + veth.name() + ": Network is down (ENETDOWN)");
  }

  @Test
  void linkWithoutAnEthernetAddressIsRefused() {
    Link tunnel = new Link(veth.link().index(), "tun0", true, MacAddress.NONE, 1500);
    assertThatThrownBy(() -> announcer.announce(tunnel, VIP))
        .isInstanceOfSatisfying(
            SystemCallException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EOPNOTSUPP));
  }

  @Test
  void ipv4AddressIsAMistake() {
    assertThatThrownBy(() -> announcer.announce(veth.link(), IpAddress.ofIpv4(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
