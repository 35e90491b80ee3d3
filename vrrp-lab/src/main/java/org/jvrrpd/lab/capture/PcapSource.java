package org.jvrrpd.lab.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classic format, pcap-savefile(5): a header of 24 bytes (magic, version, zone, accuracy,
 * snapshot length, link type), then for each frame 16 bytes (seconds, fraction, stored length,
 * length on the wire) and the frame. The magic tells the byte order and whether the fraction is in
 * micro- or nanoseconds.
 */
final class PcapSource implements FrameSource {
  private static final int MAGIC_MICROS = 0xa1b2c3d4;
  private static final int MAGIC_NANOS = 0xa1b23c4d;
  private static final int MAGIC_BYTES = 4;
  private static final int HEADER_BYTES = 24;
  private static final int LINK_TYPE_OFFSET = 20;
  private static final int RECORD_HEADER_BYTES = 16;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final CaptureInput input;
  private final int linkType;
  private final long nanosPerFraction;

  private PcapSource(CaptureInput input, int linkType, long nanosPerFraction) {
    this.input = input;
    this.linkType = linkType;
    this.nanosPerFraction = nanosPerFraction;
  }

  /**
   * A source for what follows this magic; null if it is another format's.
   *
   * @param magic the first four bytes, big-endian
   * @throws DamagedCaptureException if the header is not whole
   */
  static @Nullable PcapSource after(int magic, CaptureInput input)
      throws IOException, DamagedCaptureException {
    boolean swapped = isMagic(Integer.reverseBytes(magic));
    if (!swapped && !isMagic(magic)) {
      return null;
    }
    input.order(swapped ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    ByteBuffer header = input.readUpTo(HEADER_BYTES - MAGIC_BYTES);
    if (header.remaining() < HEADER_BYTES - MAGIC_BYTES) {
      throw new DamagedCaptureException("too short for the header of a pcap file");
    }
    // The upper bits say whether frames end with a check sequence.
    int linkType = header.getInt(LINK_TYPE_OFFSET - MAGIC_BYTES) & 0xffff;
    boolean nanos = magic == MAGIC_NANOS || Integer.reverseBytes(magic) == MAGIC_NANOS;
    return new PcapSource(input, linkType, nanos ? 1 : 1_000);
  }

  private static boolean isMagic(int value) {
    return value == MAGIC_MICROS || value == MAGIC_NANOS;
  }

  @Override
  public @Nullable StoredFrame next() throws IOException, DamagedCaptureException {
    long start = input.offset();
    ByteBuffer header = input.readUpTo(RECORD_HEADER_BYTES);
    if (!header.hasRemaining()) {
      return null;
    }
    if (header.remaining() < RECORD_HEADER_BYTES) {
      throw new DamagedCaptureException("ends within the record header at offset " + start);
    }
    long seconds = Integer.toUnsignedLong(header.getInt());
    long fraction = Integer.toUnsignedLong(header.getInt());
    long length = Integer.toUnsignedLong(header.getInt());
    long wireLength = Integer.toUnsignedLong(header.getInt());
    if (length > MAX_FRAME_BYTES) {
      throw new DamagedCaptureException("a frame of " + length + " bytes at offset " + start);
    }
    ByteBuffer bytes = input.read((int) length, "frame", start);
    return new StoredFrame(
        0, linkType, seconds * SECOND_NANOS + fraction * nanosPerFraction, wireLength, bytes);
  }

  @Override
  public Set<Integer> linkTypes() {
    return Set.of(linkType);
  }
}
