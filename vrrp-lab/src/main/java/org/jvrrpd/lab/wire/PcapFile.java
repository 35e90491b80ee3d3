package org.jvrrpd.lab.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The classic pcap file (pcap-savefile(5)): a header of 24 bytes (magic, version 2.4, zone,
 * accuracy, snapshot length, link type), then for each frame 16 bytes (seconds, fraction, stored
 * length, length on the wire) and the frame. The magic tells byte order and whether the fraction is
 * in micro- or nanoseconds; we write little-endian nanoseconds.
 */
final class PcapFile {
  private static final int HEADER_BYTES = 24;
  private static final int RECORD_HEADER_BYTES = 16;
  private static final int MAGIC_MICROS = 0xa1b2c3d4;
  private static final int MAGIC_NANOS = 0xa1b23c4d;
  private static final int SNAPSHOT_BYTES = 262_144;
  private static final int LINK_TYPE_ETHERNET = 1;
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
        .putInt(LINK_TYPE_ETHERNET)
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
   * Reads a whole file.
   *
   * @throws IOException if it is larger than 256 MiB, not a pcap file of Ethernet frames, has a
   *     frame longer than 262,144 bytes, or ends within a frame
   */
  static List<CapturedFrame> read(Path file) throws IOException {
    if (Files.size(file) > SIZE_LIMIT_BYTES) {
      throw new IOException(file + ": larger than " + SIZE_LIMIT_BYTES + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(file));
    if (buffer.remaining() < HEADER_BYTES) {
      throw new IOException(file + ": too short for a pcap file");
    }
    long nanosPerFraction = readHeader(buffer, file);
    List<CapturedFrame> frames = new ArrayList<>();
    while (buffer.hasRemaining()) {
      frames.add(readFrame(buffer, nanosPerFraction, file));
    }
    return frames;
  }

  /** Sets the buffer's byte order, moves it past the header and returns the fraction's unit. */
  private static long readHeader(ByteBuffer buffer, Path file) throws IOException {
    int magic = buffer.getInt(0);
    if (magic != MAGIC_MICROS && magic != MAGIC_NANOS) {
      buffer.order(ByteOrder.LITTLE_ENDIAN);
      magic = buffer.getInt(0);
    }
    if (magic != MAGIC_MICROS && magic != MAGIC_NANOS) {
      throw new IOException(file + ": not a pcap file");
    }
    // The upper bits say whether frames end with a check sequence.
    int linkType = buffer.getInt(20) & 0xffff;
    if (linkType != LINK_TYPE_ETHERNET) {
      throw new IOException(file + ": link type " + linkType + " is not Ethernet");
    }
    buffer.position(HEADER_BYTES);
    return magic == MAGIC_NANOS ? 1 : 1_000;
  }

  private static CapturedFrame readFrame(ByteBuffer buffer, long nanosPerFraction, Path file)
      throws IOException {
    int start = buffer.position();
    if (buffer.remaining() < RECORD_HEADER_BYTES) {
      throw new IOException(file + ": ends within the record header at offset " + start);
    }
    long seconds = Integer.toUnsignedLong(buffer.getInt());
    long fraction = Integer.toUnsignedLong(buffer.getInt());
    int length = buffer.getInt();
    buffer.getInt(); // the length on the wire, of which more than the stored part is lost anyway
    if (length < 0 || length > SNAPSHOT_BYTES) {
      throw new IOException(
          "%s: a frame of %d bytes at offset %d"
              .formatted(file, Integer.toUnsignedLong(length), start));
    }
    if (length > buffer.remaining()) {
      throw new IOException(file + ": ends within the frame at offset " + start);
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return new CapturedFrame(seconds * 1_000_000_000 + fraction * nanosPerFraction, bytes);
  }
}
