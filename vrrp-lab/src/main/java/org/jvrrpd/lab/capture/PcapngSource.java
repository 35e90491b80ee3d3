package org.jvrrpd.lab.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The format pcapng (draft-ietf-opsawg-pcapng): blocks of a type, a length, a body padded to 32
 * bits and the length again. A section header begins a section, whose byte order and interfaces are
 * its own. Frames are in enhanced and simple packet blocks, and in the packet blocks of old files;
 * all other blocks are passed over. A frame without a time of its own, in a simple packet block,
 * gets that of the frame before it.
 */
final class PcapngSource implements FrameSource {
  /** Reads the same in both byte orders. */
  static final int SECTION_HEADER = 0x0a0d0d0a;

  private static final int INTERFACE = 1;
  private static final int PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;

  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int MAJOR_VERSION = 1;
  private static final int BLOCK_HEADER_BYTES = 8;
  private static final int BLOCK_FRAME_BYTES = 12;
  private static final int SECTION_BODY_BYTES = 16;
  private static final int PACKET_HEADER_BYTES = 20;

  /** More is no description of an interface that any program writes. */
  private static final int MAX_INTERFACE_BYTES = 65_536;

  /** How many interfaces of one section are told apart. */
  private static final int MAX_INTERFACES = 4_096;

  private final CaptureInput input;
  private final List<PcapngInterface> interfaces = new ArrayList<>();
  private final Set<Integer> linkTypes = new TreeSet<>();
  private long lastNanos;

  private PcapngSource(CaptureInput input) {
    this.input = input;
  }

  /**
   * A source for what follows the type of the first block.
   *
   * @throws DamagedCaptureException if the section header is not whole
   */
  static PcapngSource afterMagic(CaptureInput input) throws IOException, DamagedCaptureException {
    PcapngSource source = new PcapngSource(input);
    source.beginSection(input.read(4, "section header", 0), 0);
    return source;
  }

  @Override
  public @Nullable StoredFrame next() throws IOException, DamagedCaptureException {
    while (true) {
      long start = input.offset();
      ByteBuffer header = input.readUpTo(BLOCK_HEADER_BYTES);
      if (!header.hasRemaining()) {
        return null;
      }
      if (header.remaining() < BLOCK_HEADER_BYTES) {
        throw new DamagedCaptureException("ends within the block header at offset " + start);
      }
      int type = header.getInt();
      if (type == SECTION_HEADER) {
        beginSection(header.slice(), start);
        continue;
      }
      long length = blockLength(header.getInt(), start);
      long body = length - BLOCK_FRAME_BYTES;
      StoredFrame frame =
          switch (type) {
            case ENHANCED_PACKET, PACKET -> readPacket(type, body, start);
            case SIMPLE_PACKET -> readSimplePacket(body, start);
            case INTERFACE -> readInterface(body, start);
            default -> skip(body, start);
          };
      endBlock(length, start);
      if (frame != null) {
        lastNanos = frame.epochNanos();
        return frame;
      }
    }
  }

  @Override
  public Set<Integer> linkTypes() {
    return Set.copyOf(linkTypes);
  }

  /** The length stands before the magic that tells its byte order. */
  private void beginSection(ByteBuffer lengthBytes, long start)
      throws IOException, DamagedCaptureException {
    input.order(ByteOrder.BIG_ENDIAN);
    ByteBuffer body = input.read(SECTION_BODY_BYTES, "section header", start);
    int magic = body.getInt(0);
    if (magic != BYTE_ORDER_MAGIC && Integer.reverseBytes(magic) != BYTE_ORDER_MAGIC) {
      throw new DamagedCaptureException("a section without a byte order at offset " + start);
    }
    ByteOrder order = magic == BYTE_ORDER_MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    input.order(order);
    int version = body.order(order).getShort(4);
    if (version != MAJOR_VERSION) {
      throw new DamagedCaptureException(
          "pcapng version " + Short.toUnsignedInt((short) version) + " at offset " + start);
    }
    long length = blockLength(lengthBytes.slice().order(order).getInt(), start);
    long options = length - BLOCK_FRAME_BYTES - SECTION_BODY_BYTES;
    if (options < 0) {
      throw damagedLength(length, start);
    }
    input.skip(options, "section header", start);
    endBlock(length, start);
    interfaces.clear();
  }

  private @Nullable StoredFrame readInterface(long body, long start)
      throws IOException, DamagedCaptureException {
    if (body < PcapngInterface.FIXED_BYTES || body > MAX_INTERFACE_BYTES) {
      throw damagedLength(body + BLOCK_FRAME_BYTES, start);
    }
    if (interfaces.size() == MAX_INTERFACES) {
      throw new DamagedCaptureException(
          "more than " + MAX_INTERFACES + " interfaces at offset " + start);
    }
    PcapngInterface described =
        PcapngInterface.read(input.read((int) body, "interface description", start));
    interfaces.add(described);
    linkTypes.add(described.linkType());
    return null;
  }

  /** Both have 20 bytes before the frame; the old one has a short number and counts drops. */
  private StoredFrame readPacket(int type, long body, long start)
      throws IOException, DamagedCaptureException {
    if (body < PACKET_HEADER_BYTES) {
      throw damagedLength(body + BLOCK_FRAME_BYTES, start);
    }
    ByteBuffer header = input.read(PACKET_HEADER_BYTES, "packet block", start);
    int number = type == PACKET ? Short.toUnsignedInt(header.getShort(0)) : header.getInt(0);
    long units = Integer.toUnsignedLong(header.getInt(4)) << 32;
    units |= Integer.toUnsignedLong(header.getInt(8));
    long length = Integer.toUnsignedLong(header.getInt(12));
    long wireLength = Integer.toUnsignedLong(header.getInt(16));
    PcapngInterface from = interfaceOf(number, start);
    ByteBuffer bytes = readFrame(length, body - PACKET_HEADER_BYTES, start);
    return new StoredFrame(
        number, from.linkType(), from.epochNanos(units, start), wireLength, bytes);
  }

  private StoredFrame readSimplePacket(long body, long start)
      throws IOException, DamagedCaptureException {
    if (body < Integer.BYTES) {
      throw damagedLength(body + BLOCK_FRAME_BYTES, start);
    }
    long wireLength =
        Integer.toUnsignedLong(input.read(Integer.BYTES, "packet block", start).getInt());
    PcapngInterface from = interfaceOf(0, start);
    long room = body - Integer.BYTES;
    long length = Math.min(Math.min(wireLength, room), from.snapshotBytes());
    ByteBuffer bytes = readFrame(length, room, start);
    return new StoredFrame(0, from.linkType(), lastNanos, wireLength, bytes);
  }

  /** Reads a frame, and passes over padding and options. */
  private ByteBuffer readFrame(long length, long room, long start)
      throws IOException, DamagedCaptureException {
    if (length > room || length > MAX_FRAME_BYTES) {
      throw new DamagedCaptureException("a frame of " + length + " bytes at offset " + start);
    }
    ByteBuffer bytes = input.read((int) length, "frame", start);
    input.skip(room - length, "packet block", start);
    return bytes;
  }

  private PcapngInterface interfaceOf(int number, long start) throws DamagedCaptureException {
    if (number < 0 || number >= interfaces.size()) {
      throw new DamagedCaptureException(
          "a frame of interface %d, which is not described, at offset %d"
              .formatted(Integer.toUnsignedLong(number), start));
    }
    return interfaces.get(number);
  }

  private @Nullable StoredFrame skip(long body, long start)
      throws IOException, DamagedCaptureException {
    input.skip(body, "block", start);
    return null;
  }

  private static long blockLength(int field, long start) throws DamagedCaptureException {
    long length = Integer.toUnsignedLong(field);
    if (length < BLOCK_FRAME_BYTES || length % Integer.BYTES != 0) {
      throw damagedLength(length, start);
    }
    return length;
  }

  private void endBlock(long length, long start) throws IOException, DamagedCaptureException {
    int again = input.read(Integer.BYTES, "block", start).getInt();
    if (Integer.toUnsignedLong(again) != length) {
      throw damagedLength(length, start);
    }
  }

  private static DamagedCaptureException damagedLength(long length, long start) {
    return new DamagedCaptureException("a block of " + length + " bytes at offset " + start);
  }
}
