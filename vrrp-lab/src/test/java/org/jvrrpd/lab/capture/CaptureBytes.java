package org.jvrrpd.lab.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Capture files made by hand, block by block, in either byte order. */
final class CaptureBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteOrder order;

  CaptureBytes(ByteOrder order) {
    this.order = order;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /** The header of a classic file. */
  CaptureBytes pcap(int magic, int linkType) {
    return ints(magic).shorts(2, 4).ints(0, 0, 65_535, linkType);
  }

  /** A record of a classic file. */
  CaptureBytes record(int seconds, int fraction, int wireLength, byte... frame) {
    return ints(seconds, fraction, frame.length, wireLength).raw(frame);
  }

  /** A section header of pcapng. */
  CaptureBytes section() {
    return block(
        0x0a0d0d0a, new CaptureBytes(order).ints(0x1a2b3c4d).shorts(1, 0).ints(-1, -1).bytes());
  }

  /** An interface description; {@code options} as they stand in the file. */
  CaptureBytes describe(int linkType, int snapshotBytes, byte... options) {
    return block(
        1, new CaptureBytes(order).shorts(linkType, 0).ints(snapshotBytes).raw(options).bytes());
  }

  /** An option of one byte, padded. */
  byte[] option(int code, int value) {
    return new CaptureBytes(order)
        .shorts(code, 1)
        .raw((byte) value, (byte) 0, (byte) 0, (byte) 0)
        .bytes();
  }

  /** An option of eight bytes. */
  byte[] option(int code, long value) {
    return new CaptureBytes(order)
        .shorts(code, 8)
        .raw(ByteBuffer.allocate(8).order(order).putLong(value).array())
        .bytes();
  }

  /** An enhanced packet block. */
  CaptureBytes packet(int interfaceId, long time, int wireLength, byte... frame) {
    return block(
        6,
        new CaptureBytes(order)
            .ints(interfaceId, (int) (time >>> 32), (int) time, frame.length, wireLength)
            .raw(padded(frame))
            .bytes());
  }

  /** A packet block of old files. */
  CaptureBytes oldPacket(int interfaceId, long time, byte... frame) {
    return block(
        2,
        new CaptureBytes(order)
            .shorts(interfaceId, 0)
            .ints((int) (time >>> 32), (int) time, frame.length, frame.length)
            .raw(padded(frame))
            .bytes());
  }

  /** A simple packet block. */
  CaptureBytes simple(int wireLength, byte... frame) {
    return block(3, new CaptureBytes(order).ints(wireLength).raw(padded(frame)).bytes());
  }

  /** Any block whose body is a multiple of four. */
  CaptureBytes block(int type, byte... body) {
    return ints(type, body.length + 12).raw(body).ints(body.length + 12);
  }

  CaptureBytes ints(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(order);
    for (int value : values) {
      buffer.putInt(value);
    }
    return raw(buffer.array());
  }

  CaptureBytes shorts(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * values.length).order(order);
    for (int value : values) {
      buffer.putShort((short) value);
    }
    return raw(buffer.array());
  }

  CaptureBytes raw(byte... bytes) {
    out.writeBytes(bytes);
    return this;
  }

  private static byte[] padded(byte[] frame) {
    return java.util.Arrays.copyOf(frame, (frame.length + 3) & ~3);
  }
}
