package org.jvrrpd.lab.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of a capture file, read once and forwards, with the place that has been reached. */
final class CaptureInput implements Closeable {
  private final InputStream in;
  private ByteOrder order = ByteOrder.BIG_ENDIAN;
  private long offset;

  /** Takes over the stream, and closes it when it is closed itself. */
  CaptureInput(InputStream in) {
    this.in = in;
  }

  /** How many bytes have been read. */
  long offset() {
    return offset;
  }

  void order(ByteOrder changed) {
    order = changed;
  }

  /** So many bytes, or fewer where the file ends before; in the order of the file. */
  ByteBuffer readUpTo(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    offset += bytes.length;
    return ByteBuffer.wrap(bytes).order(order);
  }

  /**
   * So many bytes.
   *
   * @param what they are, for the message
   * @param start where that begins
   * @throws DamagedCaptureException if the file ends before
   */
  ByteBuffer read(int length, String what, long start) throws IOException, DamagedCaptureException {
    ByteBuffer bytes = readUpTo(length);
    if (bytes.remaining() < length) {
      throw new DamagedCaptureException("ends within the " + what + " at offset " + start);
    }
    return bytes;
  }

  /** Passes over so many bytes, without keeping them. */
  void skip(long length, String what, long start) throws IOException, DamagedCaptureException {
    long left = length;
    while (left > 0) {
      long skipped = in.skip(left);
      if (skipped == 0) {
        if (in.read() < 0) {
          throw new DamagedCaptureException("ends within the " + what + " at offset " + start);
        }
        skipped = 1;
      }
      left -= skipped;
      offset += skipped;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
