package org.jvrrpd.lab.capture;

import java.nio.ByteBuffer;

/**
 * What a pcapng file says of one interface (draft-ietf-opsawg-pcapng, section 4.2).
 *
 * @param linkType what its frames begin with
 * @param snapshotBytes how much of a frame was stored at most; without a limit {@link
 *     Long#MAX_VALUE}
 * @param resolution the option if_tsresol: a power of 10, or with the upper bit set of 2
 * @param offsetSeconds the option if_tsoffset
 */
record PcapngInterface(int linkType, long snapshotBytes, int resolution, long offsetSeconds) {
  static final int FIXED_BYTES = 8;

  private static final int OPTION_END = 0;
  private static final int OPTION_RESOLUTION = 9;
  private static final int OPTION_OFFSET = 14;
  private static final int MICROSECONDS = 6;
  private static final int BINARY = 0x80;
  private static final int MAX_DECIMAL = 18;
  private static final int MAX_BINARY = 62;
  private static final int NANO_DIGITS = 9;
  private static final int KEPT_BITS = 30;
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** Reads the body of an interface description; options that are cut are passed over. */
  static PcapngInterface read(ByteBuffer body) {
    int linkType = Short.toUnsignedInt(body.getShort(0));
    long snapshot = Integer.toUnsignedLong(body.getInt(4));
    int resolution = MICROSECONDS;
    long offset = 0;
    int at = FIXED_BYTES;
    while (at + 4 <= body.limit()) {
      int code = Short.toUnsignedInt(body.getShort(at));
      int length = Short.toUnsignedInt(body.getShort(at + 2));
      at += 4;
      if (code == OPTION_END || at + length > body.limit()) {
        break;
      }
      if (code == OPTION_RESOLUTION && length == 1) {
        resolution = Byte.toUnsignedInt(body.get(at));
      } else if (code == OPTION_OFFSET && length == Long.BYTES) {
        offset = body.getLong(at);
      }
      at += (length + 3) & ~3;
    }
    return new PcapngInterface(
        linkType, snapshot == 0 ? Long.MAX_VALUE : snapshot, resolution, offset);
  }

  /**
   * A time stamp in nanoseconds since 1970.
   *
   * @param units the time in units of the resolution, unsigned
   * @param start where it stands, for the message
   * @throws DamagedCaptureException if that is before 1970 or after 2262, or the resolution is
   *     finer than any clock
   */
  long epochNanos(long units, long start) throws DamagedCaptureException {
    int exponent = resolution & ~BINARY;
    boolean binary = (resolution & BINARY) != 0;
    if (exponent > (binary ? MAX_BINARY : MAX_DECIMAL)) {
      throw new DamagedCaptureException(
          "a time resolution of " + resolution + " at offset " + start);
    }
    long unitsPerSecond = binary ? 1L << exponent : power(exponent);
    long seconds = Long.divideUnsigned(units, unitsPerSecond);
    long rest = Long.remainderUnsigned(units, unitsPerSecond);
    try {
      long nanos =
          Math.addExact(
              Math.multiplyExact(Math.addExact(seconds, offsetSeconds), SECOND_NANOS),
              binary ? binaryNanos(rest, exponent) : decimalNanos(rest, exponent));
      if (seconds >= 0 && nanos >= 0) {
        return nanos;
      }
    } catch (ArithmeticException _) {
      // Said below.
    }
    throw new DamagedCaptureException("a time that no capture has, at offset " + start);
  }

  private static long decimalNanos(long rest, int exponent) {
    return exponent <= NANO_DIGITS
        ? rest * power(NANO_DIGITS - exponent)
        : rest / power(exponent - NANO_DIGITS);
  }

  /** Of finer units than 2^-30 s only so many bits are kept that nothing overflows. */
  private static long binaryNanos(long rest, int exponent) {
    int kept = Math.min(exponent, KEPT_BITS);
    return ((rest >>> (exponent - kept)) * SECOND_NANOS) >>> kept;
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
