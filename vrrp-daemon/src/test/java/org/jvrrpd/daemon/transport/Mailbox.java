package org.jvrrpd.daemon.transport;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;

/** Keeps what it receives. */
final class Mailbox implements Receiver {
  final List<Letter> received = new CopyOnWriteArrayList<>();
  final List<Letter> sampled = new CopyOnWriteArrayList<>();
  final List<Long> waitedNanos = new CopyOnWriteArrayList<>();
  final List<String> malformed = new CopyOnWriteArrayList<>();

  /** One message, in hexadecimal. */
  record Letter(String message, IpAddress source, IpAddress destination, int hopLimit) {}

  @Override
  public void received(ByteBuffer message, Envelope envelope, long waited) {
    waitedNanos.add(waited);
    received.add(letter(message, envelope));
  }

  @Override
  public void sampled(ByteBuffer message, Envelope envelope, long waited) {
    sampled.add(letter(message, envelope));
  }

  @Override
  public void malformed(String why, @Nullable IpAddress source) {
    malformed.add(why);
  }

  private static Letter letter(ByteBuffer message, Envelope envelope) {
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    return new Letter(
        HexFormat.of().formatHex(bytes),
        envelope.source(),
        envelope.destination(),
        envelope.hopLimit());
  }
}
