package org.jvrrpd.daemon.transport;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Ipv4Datagram;
import org.jvrrpd.core.packet.Rejection;
import org.jvrrpd.daemon.jna.DatagramBuffer;
import org.jvrrpd.daemon.jna.RawSocket;
import org.jvrrpd.daemon.jna.SystemCallException;

/** Reads an interface's sockets and hands each datagram, taken apart, to the receiver. */
final class Arrivals {
  /** Twice the longest advertisement, 255 IPv6 addresses in 4,088 bytes; longer ones are junk. */
  static final int MAX_DATAGRAM_BYTES = 8192;

  /**
   * Half of the shortest interval that there is. What lay unread for longer has met a daemon that
   * was stalled, or a clock that was set, and counts as having arrived just now: where a queue has
   * overflowed the newest datagrams are missing, and the age of those that are left says nothing
   * about their sender.
   */
  static final long MAX_WAIT_NANOS = 5_000_000L;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final AddressFamily family;
  private final IpAddress own;
  private final Receiver receiver;
  private final DatagramBuffer buffer = new DatagramBuffer(MAX_DATAGRAM_BYTES);
  private long echoes;
  private boolean reading;

  Arrivals(IpAddress own, Receiver receiver) {
    this.family = own.family();
    this.own = own;
    this.receiver = receiver;
  }

  /** Where a message goes: one of the receiver's methods. */
  interface Delivery {
    void deliver(ByteBuffer message, Envelope envelope, long waitedNanos);
  }

  /**
   * Reads until the socket is empty, or was closed by the receiver, or {@code maxPackets} have been
   * read, whatever they were.
   *
   * @return how many were read; fewer than {@code maxPackets} only if the socket was found empty or
   *     could not be read
   */
  int read(RawSocket socket, int maxPackets, Delivery delivery) {
    if (reading) {
      throw new IllegalStateException("a receiver must not read: its message would be overwritten");
    }
    reading = true;
    try {
      int packets = 0;
      while (packets < maxPackets && socket.isOpen() && receive(socket)) {
        packets++;
        takeApart(delivery);
      }
      return packets;
    } finally {
      reading = false;
    }
  }

  private boolean receive(RawSocket socket) {
    try {
      return socket.receive(buffer);
    } catch (SystemCallException e) {
      receiver.malformed(String.valueOf(e.getMessage()), null);
      return false;
    }
  }

  /** How many datagrams came back that bore this node's own address. */
  long echoes() {
    return echoes;
  }

  private void takeApart(Delivery delivery) {
    switch (family) {
      case IPV4 -> takeApartIpv4(delivery);
      case IPV6 -> takeApartIpv6(delivery);
    }
  }

  private void takeApartIpv4(Delivery delivery) {
    if (buffer.truncated()) {
      receiver.malformed("longer than " + MAX_DATAGRAM_BYTES + " bytes", null);
      return;
    }
    switch (Ipv4Datagram.read(buffer.bytes())) {
      case Ipv4Datagram.Refused(Rejection reason) -> receiver.malformed(reason.description(), null);
      case Ipv4Datagram.Whole(Envelope envelope, ByteBuffer message) ->
          hand(message, envelope, delivery);
    }
  }

  private void takeApartIpv6(Delivery delivery) {
    IpAddress source = buffer.ipv6Source();
    Optional<IpAddress> destination = buffer.ipv6Destination();
    OptionalInt hopLimit = buffer.ipv6HopLimit();
    if (buffer.truncated()) {
      receiver.malformed("longer than " + MAX_DATAGRAM_BYTES + " bytes", source);
    } else if (destination.isEmpty() || hopLimit.isEmpty()) {
      receiver.malformed("the kernel named no destination or hop limit", source);
    } else {
      hand(buffer.bytes(), new Envelope(source, destination.get(), hopLimit.getAsInt()), delivery);
    }
  }

  private void hand(ByteBuffer message, Envelope envelope, Delivery delivery) {
    if (envelope.source().equals(own)) {
      echoes++;
    } else {
      delivery.deliver(message, envelope, waitedNanos());
    }
  }

  private long waitedNanos() {
    OptionalLong arrived = buffer.arrivedNanos();
    if (arrived.isEmpty()) {
      return 0;
    }
    Instant now = Instant.now();
    long waited = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano() - arrived.getAsLong();
    return waited > 0 && waited <= MAX_WAIT_NANOS ? waited : 0;
  }
}
