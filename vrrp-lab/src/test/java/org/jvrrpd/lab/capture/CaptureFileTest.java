package org.jvrrpd.lab.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureFileTest {
  private static final int MICROS = 0xa1b2c3d4;
  private static final int NANOS = 0xa1b23c4d;
  private static final byte[] FRAME = {1, 2, 3, 4, 5};

  @TempDir private Path directory;

  /** Everything that a file gives, and why it ended. */
  private record Content(List<StoredFrame> frames, Optional<String> damage) {}

  private Content read(byte[] bytes) throws IOException {
    Path file = directory.resolve("capture");
    Files.write(file, bytes);
    try (CaptureFile capture = CaptureFile.open(file)) {
      List<StoredFrame> frames = new ArrayList<>();
      for (Optional<StoredFrame> next = capture.next(); next.isPresent(); next = capture.next()) {
        frames.add(next.get());
      }
      assertThat(capture.next()).as("the end stays the end").isEmpty();
      return new Content(frames, capture.damage());
    }
  }

  private StoredFrame only(byte[] bytes) throws IOException {
    Content content = read(bytes);
    assertThat(content.damage()).isEmpty();
    assertThat(content.frames()).hasSize(1);
    return content.frames().getFirst();
  }

  private static CaptureBytes little() {
    return new CaptureBytes(ByteOrder.LITTLE_ENDIAN);
  }

  private static CaptureBytes in(String order) {
    return new CaptureBytes(order.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytesOf(StoredFrame frame) {
    byte[] bytes = new byte[frame.bytes().remaining()];
    frame.bytes().get(bytes);
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({"little,7000005000", "big,7000005000"})
  void classicFilesInBothByteOrders(String order, long nanos) throws IOException {
    StoredFrame frame = only(in(order).pcap(MICROS, 113).record(7, 5, 1500, FRAME).bytes());
    assertThat(frame.epochNanos()).isEqualTo(nanos);
    assertThat(frame.linkType()).isEqualTo(113);
    assertThat(frame.wireLength()).isEqualTo(1500);
    assertThat(bytesOf(frame)).isEqualTo(FRAME);
    StoredFrame exact = only(in(order).pcap(NANOS, 1).record(7, 5, 5, FRAME).bytes());
    assertThat(exact.epochNanos()).isEqualTo(7_000_000_005L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"little", "big"})
  void pcapngInBothByteOrders(String order) throws IOException {
    CaptureBytes file = in(order).section().describe(1, 0);
    StoredFrame frame =
        only(
            file.packet(0, 7_000_005, 1500, FRAME)
                .block(4, FRAME[0], FRAME[1], FRAME[2], FRAME[3])
                .bytes());
    assertThat(frame.epochNanos()).isEqualTo(7_000_005_000L);
    assertThat(frame.interfaceId()).isZero();
    assertThat(frame.wireLength()).isEqualTo(1500);
    assertThat(bytesOf(frame)).isEqualTo(FRAME);
  }

  @Test
  void eachSectionHasItsOwnOrderAndInterfaces() throws IOException {
    byte[] first =
        little().section().describe(113, 0).describe(276, 0).packet(1, 1, 5, FRAME).bytes();
    byte[] second = in("big").section().describe(1, 0).packet(0, 2, 5, FRAME).bytes();
    byte[] unknown = in("big").packet(1, 3, 5, FRAME).bytes();
    Content content = read(little().raw(first).raw(second).raw(unknown).bytes());
    assertThat(content.frames()).extracting(StoredFrame::linkType).containsExactly(276, 1);
    assertThat(content.damage()).hasValueSatisfying(why -> assertThat(why).contains("interface 1"));
  }

  @ParameterizedTest
  @CsvSource({
    "9, 7000000005, 7000000005",
    "6, 7000005, 7000005000",
    "0, 7, 7000000000",
    "12, 7000000005999, 7000000005",
    "128, 7, 7000000000",
    "138, 7169, 7000976562",
    "190, 9223372036854775808, 2000000000",
  })
  void theResolutionOfAnInterfaceCounts(int resolution, String units, long nanos)
      throws IOException {
    CaptureBytes file = little();
    byte[] option = file.option(9, resolution);
    long time = Long.parseUnsignedLong(units);
    file.section().describe(1, 0, option).packet(0, time, 5, FRAME);
    assertThat(only(file.bytes()).epochNanos()).isEqualTo(nanos);
  }

  @Test
  void anOffsetIsAddedAndATimeThatNoCaptureHasEndsTheReading() throws IOException {
    CaptureBytes file = little();
    byte[] option = file.option(14, 3L);
    file.section().describe(1, 0, option).packet(0, 2_000_000, 5, FRAME).packet(0, -1, 5, FRAME);
    Content content = read(file.bytes());
    assertThat(content.frames())
        .extracting(StoredFrame::epochNanos)
        .containsExactly(5_000_000_000L);
    assertThat(content.damage()).hasValueSatisfying(why -> assertThat(why).contains("a time that"));
  }

  @Test
  void simplePacketsHaveTheTimeBeforeAndTheSnapshotLength() throws IOException {
    CaptureBytes file = little().section().describe(1, 3);
    file.oldPacket(0, 9, FRAME).simple(5, (byte) 7, (byte) 8, (byte) 9);
    Content content = read(file.bytes());
    assertThat(content.damage()).isEmpty();
    StoredFrame simple = content.frames().getLast();
    assertThat(bytesOf(simple)).containsExactly(7, 8, 9);
    assertThat(simple.wireLength()).isEqualTo(5);
    assertThat(simple.epochNanos()).isEqualTo(9_000);
  }

  @Test
  void whatIsNoCaptureIsRefusedInWords() throws IOException {
    assertThatThrownBy(() -> read(new byte[0])).hasMessageContaining("empty");
    assertThatThrownBy(() -> read(new byte[3])).hasMessageContaining("too short");
    assertThatThrownBy(() -> read("#!/bin/sh\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .hasMessageContaining("not a pcap file and not a pcapng file");
    assertThatThrownBy(() -> CaptureFile.open(directory.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void lengthsBeyondAllBoundsAreDamageAndNotAFullMemory() throws IOException {
    byte[] classic = little().pcap(MICROS, 1).ints(1, 1, Integer.MAX_VALUE, 5).bytes();
    assertThat(read(classic).damage()).contains("a frame of 2147483647 bytes at offset 24");
    byte[] block = little().section().ints(6, 0xfffffffc).raw(FRAME).bytes();
    assertThat(read(block).damage()).isPresent();
    byte[] frame =
        little().section().describe(1, 0).block(6, little().ints(0, 0, 0, -1, 5).bytes()).bytes();
    assertThat(read(frame).damage())
        .hasValueSatisfying(why -> assertThat(why).contains("a frame of 4294967295 bytes"));
    byte[] tiny = little().section().ints(1, 8, 8).bytes();
    assertThat(read(tiny).damage()).contains("a block of 8 bytes at offset 28");
  }

  /** A file that is still being written, or was cut by a full disk, gives what it has. */
  @Test
  void everyTruncationGivesTheFramesBeforeIt() throws IOException {
    byte[] classic = little().pcap(NANOS, 1).record(1, 1, 5, FRAME).record(2, 2, 5, FRAME).bytes();
    byte[] blocks =
        little().section().describe(1, 0).packet(0, 1, 5, FRAME).packet(0, 2, 5, FRAME).bytes();
    for (byte[] whole : List.of(classic, blocks)) {
      int before = 0;
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        try {
          Content content = read(cut);
          assertThat(content.frames()).hasSizeBetween(before, 1);
          before = content.frames().size();
        } catch (IOException e) {
          assertThat(length).as(e.getMessage()).isLessThan(28);
        }
      }
      assertThat(read(whole).frames()).hasSize(2);
      assertThat(read(Arrays.copyOf(whole, whole.length - 1)).damage()).isPresent();
    }
  }

  /** Whatever the bytes are, reading ends, with a sentence and within bounds. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void rubbishEndsInASentence(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] whole =
        little()
            .section()
            .describe(1, 0, little().option(9, 9))
            .packet(0, 1, 5, FRAME)
            .simple(5, FRAME)
            .block(5, new byte[64])
            .packet(0, 2, 5, FRAME)
            .bytes();
    for (int i = 0; i < 500; i++) {
      byte[] damaged = whole.clone();
      int changes = random.nextInt(1, 6);
      for (int j = 0; j < changes; j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(read(damaged).frames()).hasSizeLessThanOrEqualTo(8);
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith(directory.resolve("capture").toString());
      }
    }
  }
}
