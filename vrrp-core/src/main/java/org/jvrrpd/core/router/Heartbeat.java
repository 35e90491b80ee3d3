package org.jvrrpd.core.router;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.election.Input.AdvertisementReceived;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.Envelope;

/**
 * The advertisement that a backup hears from its master again and again. One that is equal to the
 * last, bit for bit, from the same sender, prolongs the wait and changes nothing else, so that it
 * need not be decoded, judged and decided anew, and nothing is allocated for it: only the time is
 * noted, and the election learns of the last one of a row when it is asked for something. The
 * condition for that is {@link org.jvrrpd.core.election.Election#isRepeatable}.
 *
 * <p>The bytes are those of an advertisement that was admitted. Comparing them takes longer the
 * longer they agree, which tells a stranger on the link no more than listening does: a simple
 * password is sent in clear text. Where messages have an HMAC, none is remembered: no two of them
 * are equal, and one that is heard twice is a replay.
 */
final class Heartbeat {
  private byte[] bytes = {};
  private @Nullable ByteBuffer message;
  private @Nullable Beat beat;
  private boolean pending;
  private long pendingAt;

  /**
   * What is heard again and again.
   *
   * @param envelope its IP header
   * @param advertisement what it says
   * @param form the reading of its checksum
   * @param input what the election makes of it
   */
  record Beat(
      Envelope envelope,
      Advertisement advertisement,
      ChecksumForm form,
      AdvertisementReceived input) {}

  /** What is remembered, if {@code heard} in {@code envelope} is the same; otherwise null. */
  @Nullable Beat match(ByteBuffer heard, Envelope envelope) {
    Beat known = beat;
    return known != null
            && message != null
            && known.envelope.equals(envelope)
            && message.mismatch(heard) < 0
        ? known
        : null;
  }

  /** From now on this is what is repeated. */
  void remember(ByteBuffer heard, Beat repeated) {
    if (bytes.length != heard.remaining()) {
      bytes = new byte[heard.remaining()];
      message = ByteBuffer.wrap(bytes);
    }
    heard.get(heard.position(), bytes);
    beat = repeated;
  }

  /** Nothing is remembered any more. */
  void forget() {
    beat = null;
    pending = false;
  }

  /** It was heard again; the election does not know of it yet. */
  void heardAgain(long nowNanos) {
    pending = true;
    pendingAt = nowNanos;
  }

  /** When it was last heard without the election's knowing. */
  long pendingAt() {
    return pendingAt;
  }

  /** What the election has yet to learn; null if it knows everything. From now on it does. */
  @Nullable AdvertisementReceived takePending() {
    Beat known = beat;
    boolean was = pending;
    pending = false;
    return was && known != null ? known.input : null;
  }
}
