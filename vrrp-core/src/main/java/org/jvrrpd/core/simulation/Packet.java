package org.jvrrpd.core.simulation;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.Envelope;

/** One advertisement on its way: real bytes, which are never changed, and their IP header. */
final class Packet {
  private static final int PRIORITY_AT = 2;

  private final byte[] message;
  private final Envelope envelope;
  private final @Nullable Node sender;
  private final long sentAt;

  /**
   * A packet that leaves now.
   *
   * @param sender null for strangers and attackers, whatever the envelope claims
   */
  Packet(byte[] message, Envelope envelope, @Nullable Node sender, long sentAt) {
    this.message = message.clone();
    this.envelope = envelope;
    this.sender = sender;
    this.sentAt = sentAt;
  }

  ByteBuffer message() {
    return ByteBuffer.wrap(message).asReadOnlyBuffer();
  }

  Envelope envelope() {
    return envelope;
  }

  @Nullable Node sender() {
    return sender;
  }

  long sentAt() {
    return sentAt;
  }

  /** The priority that it carries; 0 resigns. */
  int priority() {
    return Byte.toUnsignedInt(message[PRIORITY_AT]);
  }

  /** The same bytes, sent again by somebody else. */
  Packet replayed(long now) {
    return new Packet(message, envelope, null, now);
  }

  /** The same with one bit turned over, counted from the first byte's highest. */
  Packet withBitFlipped(int bit, long now) {
    byte[] changed = Arrays.copyOf(message, message.length);
    changed[bit / Byte.SIZE % message.length] ^= (byte) (0x80 >> bit % Byte.SIZE);
    return new Packet(changed, envelope, null, now);
  }
}
