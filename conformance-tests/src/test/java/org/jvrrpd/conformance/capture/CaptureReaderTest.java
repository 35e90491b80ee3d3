package org.jvrrpd.conformance.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvrrpd.lab.capture.CaptureFile;
import org.jvrrpd.lab.capture.StoredFrame;

/** Our reader of capture files gives what libpcap gives, for every file that there is. */
class CaptureReaderTest {
  /**
   * Its header has a snapshot length of 39 bytes, and its frames have 64. libpcap cuts them; we
   * give all that is stored, as Wireshark does.
   */
  private static final String CUT_BY_LIBPCAP = "tcpdump_vrrp_print-oobr.pcap";

  @TempDir private Path directory;

  private static List<LibpcapFrame> ours(Path file) throws IOException {
    List<LibpcapFrame> frames = new ArrayList<>();
    try (CaptureFile capture = CaptureFile.open(file)) {
      for (Optional<StoredFrame> next = capture.next(); next.isPresent(); next = capture.next()) {
        StoredFrame frame = next.get();
        byte[] bytes = new byte[frame.bytes().remaining()];
        frame.bytes().get(bytes);
        frames.add(
            new LibpcapFrame(
                frame.linkType(), frame.epochNanos(), HexFormat.of().formatHex(bytes)));
      }
    }
    return frames;
  }

  private static void compare(Path file) throws IOException {
    List<LibpcapFrame> theirs = LibpcapFrame.read(file);
    if (!file.endsWith(CUT_BY_LIBPCAP)) {
      assertThat(ours(file)).as(file.toString()).isEqualTo(theirs);
      return;
    }
    assertThat(ours(file)).hasSameSizeAs(theirs);
    assertThat(ours(file))
        .zipSatisfy(
            theirs,
            (our, their) -> {
              assertThat(our.hex()).startsWith(their.hex()).hasSize(2 * 64);
              assertThat(our.epochNanos()).isEqualTo(their.epochNanos());
              assertThat(our.linkType()).isEqualTo(their.linkType());
            });
  }

  @Test
  void everyFrameOfEveryCaptureIsTheSame() throws IOException {
    for (Path capture : Captures.all()) {
      compare(capture);
    }
    assertThat(Captures.committed()).isNotEmpty();
  }

  /** libpcap reports an error where a file was cut; what comes before is the same. */
  @Test
  void whatIsLeftOfACutFileIsTheBeginningOfTheWholeOne() throws IOException {
    for (Path capture : Captures.committed()) {
      byte[] whole = Files.readAllBytes(capture);
      List<LibpcapFrame> frames = LibpcapFrame.read(capture);
      Path cut = directory.resolve("cut.pcap");
      for (int part = 1; part < 8; part++) {
        Files.write(cut, Arrays.copyOf(whole, whole.length * part / 8));
        List<LibpcapFrame> left = ours(cut);
        assertThat(left.size()).isBetween(frames.size() * (part - 1) / 9, frames.size() - 1);
        assertThat(left).isEqualTo(frames.subList(0, left.size()));
      }
    }
  }
}
