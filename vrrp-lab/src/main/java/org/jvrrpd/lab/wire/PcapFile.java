package org.jvrrpd.lab.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.lab.capture.CaptureFile;
import org.jvrrpd.lab.capture.LinkLayer;
import org.jvrrpd.lab.capture.StoredFrame;

/**
 * The capture files that a lab writes: classic pcap (pcap-savefile(5)) of Ethernet frames,
 * little-endian, with times in nanoseconds. {@link CaptureFile} reads them, and others.
 */
final class PcapFile {
  private static final int HEADER_BYTES = 24;
  private static final int RECORD_HEADER_BYTES = 16;
  private static final int MAGIC_NANOS = 0xa1b23c4d;
  private static final int SNAPSHOT_BYTES = 262_144;
  private static final long SIZE_LIMIT_BYTES = 256L << 20;

  private PcapFile() {}

  /** The header of a file of Ethernet frames with times in nanoseconds. */
  static ByteBuffer header() {
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(MAGIC_NANOS)
        .putShort((short) 2)
        .putShort((short) 4)
        .putInt(0)
        .putInt(0)
        .putInt(SNAPSHOT_BYTES)
        .putInt(LinkLayer.ETHERNET)
        .flip();
  }

  /** A frame as it stands in such a file. */
  static ByteBuffer record(CapturedFrame frame) {
    ByteBuffer bytes = frame.bytes();
    int length = bytes.remaining();
    return ByteBuffer.allocate(RECORD_HEADER_BYTES + length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) (frame.epochNanos() / 1_000_000_000))
        .putInt((int) (frame.epochNanos() % 1_000_000_000))
        .putInt(length)
        .putInt(length)
        .put(bytes)
        .flip();
  }

  /**
   * Reads a whole file of Ethernet frames.
   *
   * @throws IOException if it is larger than 256 MiB, no capture of Ethernet frames, has a frame
   *     longer than 262,144 bytes, or ends within a frame
   */
  static List<CapturedFrame> read(Path file) throws IOException {
    if (Files.size(file) > SIZE_LIMIT_BYTES) {
      throw new IOException(file + ": larger than " + SIZE_LIMIT_BYTES + " bytes");
    }
    List<CapturedFrame> frames = new ArrayList<>();
    try (CaptureFile capture = CaptureFile.open(file)) {
      for (Optional<StoredFrame> next = capture.next(); next.isPresent(); next = capture.next()) {
        StoredFrame stored = next.get();
        byte[] bytes = new byte[stored.bytes().remaining()];
        stored.bytes().get(bytes);
        frames.add(new CapturedFrame(stored.epochNanos(), bytes));
      }
      if (capture.damage().isPresent()) {
        throw new IOException(file + ": " + capture.damage().get());
      }
      for (int linkType : capture.linkTypes()) {
        if (linkType != LinkLayer.ETHERNET) {
          throw new IOException(file + ": link type " + linkType + " is not Ethernet");
        }
      }
    }
    return frames;
  }
}
