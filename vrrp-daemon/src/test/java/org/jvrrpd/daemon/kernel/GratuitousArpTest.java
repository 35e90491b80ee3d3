package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.Errno;
import org.jvrrpd.daemon.jna.SystemCallException;

/** Sent on one end of a cable, captured by tcpdump on the other. */
class GratuitousArpTest {
  private static final IpAddress VIP = IpAddress.ofIpv4(0xc000020a);

  private final VethPair veth = new VethPair();
  private GratuitousArp arp;

  @BeforeEach
  void open() throws IOException {
    arp = GratuitousArp.open();
  }

  @AfterEach
  void close() {
    arp.close();
    veth.close();
  }

  /** Frame GA2 of a published capture, and its padding. */
  @Test
  void frameIsThatOfTheCapture() {
    ByteBuffer buffer = ByteBuffer.allocate(128);
    ArpFrame.write(new MacAddress(0x52_54_00_ce_d1_a3L), IpAddress.ofIpv4(0x0a000001), buffer);
    byte[] frame = new byte[buffer.position()];
    buffer.get(0, frame);
    assertThat(HexFormat.of().formatHex(frame))
        .isEqualTo(
            "ffffffffffff525400ced1a308060001080006040001525400ced1a30a000001ffffffffffff0a000001"
                + "00".repeat(18));
  }

  @Test
  void neighbourReceivesTheFrameByteForByte() throws IOException {
    String mac = veth.link().address().toString().replace(":", "");
    try (Capture capture = new Capture(veth.peer(), "arp", 1)) {
      assertThat(arp.announce(veth.link(), VIP)).isTrue();
      assertThat(capture.frames())
          .extracting(HexFormat.of()::formatHex)
          .containsExactly(
              "ffffffffffff"
                  + mac
                  + "08060001080006040001"
                  + mac
                  + "c000020a"
                  + "ffffffffffff"
                  + "c000020a"
                  + "00".repeat(18));
    }
  }

  @Test
  void warmUpSendsNothing() throws IOException {
    for (int i = 0; i < 100; i++) {
      arp.warmUp();
    }
    try (Capture capture = new Capture(veth.peer(), "arp", 1)) {
      arp.warmUp();
      arp.announce(veth.link(), VIP);
      assertThat(HexFormat.of().formatHex(capture.frames().getFirst())).contains("c000020a");
    }
  }

  /** Columns of /proc/net/packet: socket, references, type, protocol, link, running, memory. */
  @Test
  void socketReceivesNothing() {
    Ip.run("addr add 192.0.2.1/24 dev " + veth.name());
    Ip.output(List.of("ping", "-c", "3", "-i", "0.01", "192.0.2.1"), "");
    assertThat(Ip.output(List.of("cat", "/proc/net/packet"), "").lines().skip(1))
        .singleElement()
        .satisfies(
            line -> {
              String[] columns = line.trim().split(" +", -1);
              assertThat(columns[3]).isEqualTo("0000");
              assertThat(columns[6]).isEqualTo("0");
            });
  }

  @Test
  void linkThatIsDownIsSaidInWords() {
    Ip.run("link set " + veth.name() + " down");
    assertThatThrownBy(() -> arp.announce(veth.link(), VIP))
        .isInstanceOf(SystemCallException.class)
        .hasMessage("announcing 192.0.2.10 on " + veth.name() + ": Network is down (ENETDOWN)");
  }

  @Test
  void linkThatIsGoneIsSaidInWords() {
    Link gone = new Link(987_654, "gone0", true, new MacAddress(0x02_00_00_00_00_01L), 1500);
    assertThatThrownBy(() -> arp.announce(gone, VIP))
        .isInstanceOfSatisfying(
            SystemCallException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENXIO))
        .hasMessageContaining("announcing 192.0.2.10 on gone0: ");
  }

  @Test
  void linkWithoutAnEthernetAddressIsRefused() {
    Link tunnel = new Link(veth.link().index(), "tun0", true, MacAddress.NONE, 1500);
    assertThatThrownBy(() -> arp.announce(tunnel, VIP))
        .isInstanceOfSatisfying(
            SystemCallException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EOPNOTSUPP));
  }

  @Test
  void ipv6AddressIsAMistake() {
    assertThatThrownBy(() -> arp.announce(veth.link(), IpAddress.ofIpv6(1, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
