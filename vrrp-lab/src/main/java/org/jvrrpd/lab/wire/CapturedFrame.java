package org.jvrrpd.lab.wire;

import java.nio.ByteBuffer;
import java.time.Instant;

/** An Ethernet frame and the time at which it was on the wire. Immutable. */
public final class CapturedFrame {
  private final long epochNanos;
  private final byte[] bytes;

  CapturedFrame(long epochNanos, byte[] bytes) {
    this.epochNanos = epochNanos;
    this.bytes = bytes.clone();
  }

  /** Nanoseconds since 1970-01-01T00:00:00Z. */
  public long epochNanos() {
    return epochNanos;
  }

  /** The same time as an instant. */
  public Instant at() {
    return Instant.ofEpochSecond(0, epochNanos);
  }

  /** The frame from the destination's MAC address on, without a frame check sequence. */
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }
}
