package org.jvrrpd.lab.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {
  /** Version 2, VRID 51, priority 100, one address, no authentication; padded to 60 bytes. */
  private static final String ADVERTISEMENT =
      "01005e00001200005e0001330800"
          + "45c000280001 0000ff70 0000 c0000265 e0000012".replace(" ", "")
          + "21336401000100 00c000020a0000000000000000".replace(" ", "")
          + "000000000000";

  private static final String ANNOUNCEMENT =
      "ffffffffffff020000000001"
          + "0806"
          + "0001080006040001"
          + "020000000001c000020a"
          + "ffffffffffffc000020a";

  /** Version 3, VRID 51, priority 100, one address; as keepalived 2.2.7 sent it. */
  private static final String IPV6_ADVERTISEMENT =
      "33330000001272bfb2c88ef586dd"
          + "6c02a778001870fffe8000000000000070bfb2fffec88ef5"
          + "ff020000000000000000000000000012"
          + "3133640100648d0220010db8000000000000000000000010";

  private static final String IPV6_ANNOUNCEMENT =
      "33330000000172bfb2c88ef586dd"
          + "6000000000203aff20010db8000000000000000000000010"
          + "ff020000000000000000000000000001"
          + "880046902000000020010db8000000000000000000000010"
          + "020172bfb2c88ef5";

  private static final long NANOS = 1_790_000_000_123_456_789L;

  private Path file;

  @BeforeEach
  void name(@TempDir Path dir) {
    file = dir.resolve("recorded.pcap");
  }

  private static CapturedFrame frame(String hex) {
    return new CapturedFrame(NANOS, HexFormat.of().parseHex(hex));
  }

  private void write(ByteBuffer... parts) throws IOException {
    try (var channel =
        Files.newByteChannel(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      for (ByteBuffer part : parts) {
        channel.write(part);
      }
    }
  }

  @Test
  void whatWasWrittenIsReadBack() throws Exception {
    write(
        PcapFile.header(),
        PcapFile.record(frame(ADVERTISEMENT)),
        PcapFile.record(frame(ANNOUNCEMENT)));
    Recording recording = Recording.read(file);
    assertThat(recording.frames()).hasSize(2);
    assertThat(recording.frames().getFirst().epochNanos()).isEqualTo(NANOS);
    assertThat(recording.frames().getFirst().bytes()).isEqualTo(frame(ADVERTISEMENT).bytes());
    assertThat(recording.advertisements()).hasSize(1);
    assertThat(recording.announcements())
        .containsExactly(new Announcement(NANOS, "02:00:00:00:00:01", "192.0.2.10"));
  }

  @Test
  void anAdvertisementIsTakenApartAndItsPaddingCutOff() {
    Advertisement seen = Advertisement.in(frame(ADVERTISEMENT)).orElseThrow();
    assertThat(seen.sourceMac()).isEqualTo("00:00:5e:00:01:33");
    assertThat(seen.source()).isEqualTo("192.0.2.101");
    assertThat(seen.destination()).isEqualTo("224.0.0.18");
    assertThat(seen.ttl()).isEqualTo(255);
    assertThat(seen.version()).isEqualTo(2);
    assertThat(seen.vrid()).isEqualTo(51);
    assertThat(seen.priority()).isEqualTo(100);
    assertThat(seen.message().remaining()).isEqualTo(20);
  }

  @Test
  void anIpv6AdvertisementIsTakenApart() {
    Advertisement seen = Advertisement.in(frame(IPV6_ADVERTISEMENT)).orElseThrow();
    assertThat(seen.source()).isEqualTo("fe80::70bf:b2ff:fec8:8ef5");
    assertThat(seen.destination()).isEqualTo("ff02::12");
    assertThat(seen.ttl()).isEqualTo(255);
    assertThat(seen.tos()).isEqualTo(0xC0);
    assertThat(seen.version()).isEqualTo(3);
    assertThat(seen.priority()).isEqualTo(100);
    assertThat(seen.message().remaining()).isEqualTo(24);
  }

  @Test
  void anUnsolicitedNeighbourAdvertisementIsAnAnnouncementAndAnAnswerIsNone() {
    assertThat(Announcement.in(frame(IPV6_ANNOUNCEMENT)))
        .contains(new Announcement(NANOS, "72:bf:b2:c8:8e:f5", "2001:db8::10"));
    assertThat(Announcement.in(frame(IPV6_ANNOUNCEMENT.replace("469020000000", "469060000000"))))
        .isEmpty();
  }

  @Test
  void noCutOfAFrameBreaksTheObserver() {
    for (String hex : List.of(ADVERTISEMENT, ANNOUNCEMENT, IPV6_ADVERTISEMENT, IPV6_ANNOUNCEMENT)) {
      for (int length = 0; length <= hex.length(); length += 2) {
        CapturedFrame cut = frame(hex.substring(0, length));
        assertThat(Advertisement.in(cut).isPresent() && Announcement.in(cut).isPresent()).isFalse();
      }
    }
    assertThat(Advertisement.in(frame(ADVERTISEMENT.substring(0, 2 * 36)))).isEmpty();
    assertThat(Announcement.in(frame(ANNOUNCEMENT.substring(0, 2 * 41)))).isEmpty();
  }

  @Test
  void aRequestForAnotherAddressIsNoAnnouncement() {
    String question = ANNOUNCEMENT.substring(0, ANNOUNCEMENT.length() - 2) + "0b";
    assertThat(Announcement.in(frame(question))).isEmpty();
  }

  @Test
  void microsecondsAndTheOtherByteOrderAreReadToo() throws Exception {
    ByteBuffer header =
        ByteBuffer.allocate(24)
            .order(ByteOrder.BIG_ENDIAN)
            .putInt(0xa1b2c3d4)
            .putShort((short) 2)
            .putShort((short) 4)
            .putInt(0)
            .putInt(0)
            .putInt(65_535)
            .putInt(1)
            .flip();
    ByteBuffer record =
        ByteBuffer.allocate(17).putInt(7).putInt(5).putInt(1).putInt(1500).put((byte) 9).flip();
    write(header, record);
    CapturedFrame frame = Recording.read(file).frames().getFirst();
    assertThat(frame.epochNanos()).isEqualTo(7_000_005_000L);
    assertThat(frame.bytes().get(0)).isEqualTo((byte) 9);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 23, 25, 39, 41})
  void aFileThatEndsTooSoonIsAnErrorAndSaysWhere(int length) throws Exception {
    write(PcapFile.header(), PcapFile.record(frame(ANNOUNCEMENT)));
    write(ByteBuffer.wrap(Files.readAllBytes(file), 0, length).slice());
    assertThatThrownBy(() -> Recording.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(length < 24 ? "too short" : "at offset 24");
  }

  @Test
  void aFrameLengthBeyondAllBoundsIsAnErrorAndNotAFullMemory() throws Exception {
    ByteBuffer record = PcapFile.record(frame(ANNOUNCEMENT));
    record.putInt(8, Integer.MAX_VALUE);
    write(PcapFile.header(), record);
    assertThatThrownBy(() -> Recording.read(file)).hasMessageContaining("2147483647 bytes");
  }

  @Test
  void anotherLinkTypeOrAnotherKindOfFileIsRefused() throws Exception {
    write(PcapFile.header().putInt(20, 113));
    assertThatThrownBy(() -> Recording.read(file)).hasMessageContaining("link type 113");
    write(ByteBuffer.allocate(100));
    assertThatThrownBy(() -> Recording.read(file)).hasMessageContaining("not a pcap file");
  }
}
