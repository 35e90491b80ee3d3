package org.jvrrpd.daemon.transport;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.DatagramSender;
import org.jvrrpd.daemon.jna.RawSocket;
import org.jvrrpd.daemon.jna.SystemCallException;

/** Sends from one socket to whom a message is for. One thread. */
final class Transmitter {
  private final RawSocket socket;
  private final Function<IpAddress, DatagramSender> opening;
  private final Map<IpAddress, DatagramSender> senders = new HashMap<>();
  private int hopLimit = Envelope.HOP_LIMIT;

  private Transmitter(RawSocket socket, Function<IpAddress, DatagramSender> opening) {
    this.socket = socket;
    this.opening = opening;
  }

  /** Sends through an interface. */
  static Transmitter on(String interfaceName, int interfaceIndex, RawSocket socket) {
    return new Transmitter(
        socket,
        destination ->
            DatagramSender.to(
                destination,
                interfaceIndex,
                socket,
                VrrpInterface.MAX_MESSAGE_BYTES,
                "sending an advertisement on " + interfaceName));
  }

  /** Sends to the other socket of a pair, whomever a message is for. */
  static Transmitter toPeer(RawSocket socket, DatagramSender sender) {
    return new Transmitter(socket, _ -> sender);
  }

  void send(ByteBuffer message, IpAddress destination, int hops) throws SystemCallException {
    if (hops != hopLimit) {
      socket.options().hopLimit(hops);
      hopLimit = hops;
    }
    sender(destination).send(message);
  }

  /** Made when it is asked for first. */
  DatagramSender sender(IpAddress destination) {
    DatagramSender sender = senders.get(destination);
    if (sender == null) {
      sender = opening.apply(destination);
      senders.put(destination, sender);
    }
    return sender;
  }
}
