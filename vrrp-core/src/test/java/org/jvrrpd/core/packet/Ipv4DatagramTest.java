package org.jvrrpd.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jvrrpd.core.packet.Packets.address;
import static org.jvrrpd.core.packet.Packets.buffer;
import static org.jvrrpd.core.packet.Packets.bytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ipv4DatagramTest {
  private static final String HOLO_HEADER = "45c0002800000000ff70b5e8c0a86402e0000012";
  private static final String HOLO_MESSAGE = "21331e010001b5c50a0001050000000000000000";

  /** Whole datagrams without their 14 bytes of Ethernet header, padding included. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
            tcpdump 1 | 4500003012340000ff70bebc0a00005be0000012212abf03010af11f0a042a010a042a020a042a036162636465666768 | 10.0.0.91 | 28
            tcpdump 2 | 4500002812340000ff70bec40a00005be0000012212bbf01000aea2e0a042b960000000000000000000000000000 | 10.0.0.91 | 20
            tcpdump 3 | 4500002412340000ff70bec80a00005be0000012312cbf0203e8b3c60a042c640a042cc800000000000000000000 | 10.0.0.91 | 16
            gopacket  | 45c0002800000000ff7019cdc0a8001ee0000012210164010001ba52c0a800010000000000000000000000000000 | 192.168.0.30 | 20
            lagopus   | 45c0002400010000ff70b4ffc0a864eee00000123132ff020064b5390a0000010a00000200000000000000000000 | 192.168.100.238 | 16
            """)
  void readsTheHeaderAndCutsThePadding(String id, String hex, String source, int messageLength) {
    ByteBuffer datagram = buffer(hex);
    assertThat(Ipv4Datagram.read(datagram))
        .isInstanceOfSatisfying(
            Ipv4Datagram.Whole.class,
            whole -> {
              assertThat(whole.envelope())
                  .isEqualTo(new Envelope(address(source), address("224.0.0.18"), 255));
              assertThat(whole.message().remaining()).isEqualTo(messageLength);
              assertThat(AdvertisementDecoder.decode(whole.message(), whole.envelope()))
                  .isInstanceOf(Decoded.Accepted.class);
            });
    assertThat(datagram.position()).isZero();
  }

  @Test
  void ciscosMd5PacketIsNamedFromItsWholeDatagram() {
    Ipv4Datagram.Whole whole =
        whole(
            "45c0004600000000ff70efc7c0a82a05e0000012"
                + "21016401fe01e76ec0a82a010000000000000000"
                + "fe1c01000000c0a82a0500000000c010264f5ec8561d45c7a086694bd638");
    assertThat(AdvertisementDecoder.decode(whole.message(), whole.envelope()))
        .isEqualTo(new Decoded.Rejected(Rejection.CISCO_MD5));
  }

  @Test
  void optionsAreSkipped() {
    Ipv4Datagram.Whole six =
        whole("46c0002c00000000ff700000c0a86402e0000012" + "94040000" + HOLO_MESSAGE);
    assertThat(six.message()).isEqualTo(buffer(HOLO_MESSAGE));
    Ipv4Datagram.Whole fifteen =
        whole("4fc0005000000000ff700000c0a86402e0000012" + "00".repeat(40) + HOLO_MESSAGE);
    assertThat(fifteen.message()).isEqualTo(buffer(HOLO_MESSAGE));
  }

  @Test
  void startsAtThePositionAndEndsAtTheLimit() {
    ByteBuffer datagram = buffer("ffffff" + HOLO_HEADER + HOLO_MESSAGE + "ffff");
    datagram.position(3).limit(datagram.limit() - 2);
    assertThat(Ipv4Datagram.read(datagram))
        .isInstanceOfSatisfying(
            Ipv4Datagram.Whole.class,
            whole -> assertThat(whole.message()).isEqualTo(buffer(HOLO_MESSAGE)));
  }

  @ParameterizedTest
  @CsvSource({"64", "254", "0", "255"})
  void theTtlIsReported(int ttl) {
    byte[] datagram = bytes(HOLO_HEADER + HOLO_MESSAGE);
    datagram[8] = (byte) ttl;
    assertThat(Ipv4Datagram.read(ByteBuffer.wrap(datagram)))
        .isInstanceOfSatisfying(
            Ipv4Datagram.Whole.class,
            whole -> assertThat(whole.envelope().hopLimit()).isEqualTo(ttl));
  }

  @Test
  void theDontFragmentAndReservedBitsPass() {
    assertThat(whole("45c0002800004000ff70b5e8c0a86402e0000012" + HOLO_MESSAGE)).isNotNull();
    assertThat(whole("45c000280000c000ff70b5e8c0a86402e0000012" + HOLO_MESSAGE)).isNotNull();
  }

  @Test
  void aHeaderAloneHasAnEmptyMessage() {
    assertThat(whole("45c0001400000000ff70b5e8c0a86402e0000012").message().remaining()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
            version 6            | 65c0002800000000ff70b5e8c0a86402e0000012 | IP_HEADER_MALFORMED
            version 0            | 05c0002800000000ff70b5e8c0a86402e0000012 | IP_HEADER_MALFORMED
            header of 16 bytes   | 44c0002800000000ff70b5e8c0a86402e0000012 | IP_HEADER_MALFORMED
            total below header   | 45c0001300000000ff70b5e8c0a86402e0000012 | IP_HEADER_MALFORMED
            total of zero        | 45c0000000000000ff70b5e8c0a86402e0000012 | IP_HEADER_MALFORMED
            options beyond total | 4fc0002800000000ff70b5e8c0a86402e0000012 | IP_HEADER_MALFORMED
            total beyond buffer  | 45c0002900000000ff70b5e8c0a86402e0000012 | IP_TRUNCATED
            total of 65535       | 45c0ffff00000000ff70b5e8c0a86402e0000012 | IP_TRUNCATED
            UDP                  | 45c0002800000000ff11b5e8c0a86402e0000012 | IP_PROTOCOL_OTHER
            first fragment       | 45c0002800002000ff70b5e8c0a86402e0000012 | IP_FRAGMENT
            last fragment        | 45c0002800000001ff70b5e8c0a86402e0000012 | IP_FRAGMENT
            far fragment         | 45c0002800001000ff70b5e8c0a86402e0000012 | IP_FRAGMENT
            """)
  void refusesWhatIsNotAWholeDatagram(String name, String header, Rejection reason) {
    assertThat(Ipv4Datagram.read(buffer(header + HOLO_MESSAGE)))
        .isEqualTo(new Ipv4Datagram.Refused(reason));
  }

  @Test
  void refusesEveryTruncation() {
    byte[] datagram = bytes(HOLO_HEADER + HOLO_MESSAGE);
    for (int length = 0; length < datagram.length; length++) {
      assertThat(Ipv4Datagram.read(ByteBuffer.wrap(datagram, 0, length)))
          .as("%d bytes", length)
          .isEqualTo(new Ipv4Datagram.Refused(Rejection.IP_TRUNCATED));
    }
  }

  @Test
  void everyBitOfTheHeaderIsRefusedOrReported() {
    for (int bit = 0; bit < 20 * 8; bit++) {
      byte[] datagram = bytes(HOLO_HEADER + HOLO_MESSAGE);
      datagram[bit / 8] ^= (byte) (0x80 >> bit % 8);
      if (Ipv4Datagram.read(ByteBuffer.wrap(datagram)) instanceof Ipv4Datagram.Whole whole) {
        assertThat(whole.envelope().source().toBytes()).isEqualTo(slice(datagram, 12, 4));
        assertThat(whole.envelope().destination().toBytes()).isEqualTo(slice(datagram, 16, 4));
        assertThat(whole.envelope().hopLimit()).isEqualTo(datagram[8] & 0xff);
        int headerLength = (datagram[0] & 0xf) * 4;
        int end = (datagram[2] & 0xff) << 8 | (datagram[3] & 0xff);
        assertThat(whole.message())
            .isEqualTo(ByteBuffer.wrap(slice(datagram, headerLength, end - headerLength)));
      } else {
        // version, lengths, fragment bits and protocol; the rest is not ours to judge
        assertThat(bit / 8).as("byte of bit %d", bit).isIn(0, 2, 3, 6, 7, 9);
      }
    }
  }

  @Test
  void aBufferInHostOrderIsOurMistake() {
    ByteBuffer little = buffer(HOLO_HEADER + HOLO_MESSAGE).order(ByteOrder.LITTLE_ENDIAN);
    assertThatThrownBy(() -> Ipv4Datagram.read(little))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] slice(byte[] bytes, int from, int length) {
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  private static Ipv4Datagram.Whole whole(String hex) {
    return (Ipv4Datagram.Whole) Ipv4Datagram.read(buffer(hex));
  }
}
