package org.jvrrpd.daemon.transport;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.IpAddress;

/** Keeps what it receives. */
final class Mailbox implements Receiver {
  final List<Letter> received = new CopyOnWriteArrayList<>();
  final List<Letter> sampled = new CopyOnWriteArrayList<>();
  final List<String> malformed = new CopyOnWriteArrayList<>();

  /** One message, in hexadecimal. */
  record Letter(String message, IpAddress source, IpAddress destination, int hopLimit) {}

  @Override
  public void received(ByteBuffer message, IpAddress source, IpAddress destination, int hopLimit) {
    received.add(letter(message, source, destination, hopLimit));
  }

  @Override
  public void sampled(ByteBuffer message, IpAddress source, IpAddress destination, int hopLimit) {
    sampled.add(letter(message, source, destination, hopLimit));
  }

  @Override
  public void malformed(String why, @Nullable IpAddress source) {
    malformed.add(why);
  }

  private static Letter letter(
      ByteBuffer message, IpAddress source, IpAddress destination, int hopLimit) {
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    return new Letter(HexFormat.of().formatHex(bytes), source, destination, hopLimit);
  }
}
