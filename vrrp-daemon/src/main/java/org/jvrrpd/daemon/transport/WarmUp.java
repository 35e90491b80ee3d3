package org.jvrrpd.daemon.transport;

import java.nio.ByteBuffer;
import java.util.Set;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Ipv4Datagram;
import org.jvrrpd.daemon.jna.DatagramBuffer;
import org.jvrrpd.daemon.jna.DatagramSender;
import org.jvrrpd.daemon.jna.RawSocket;
import org.jvrrpd.daemon.jna.SystemCallException;

/** Stands in for an interface and its neighbour: three socket pairs that lead to each other. */
record WarmUp(
    VrrpSockets.Trio near,
    VrrpSockets.Trio far,
    DatagramSender sender,
    DatagramSender neighbour,
    DatagramSender stranger)
    implements AutoCloseable {

  /** From TEST-NET-1 (RFC 5737), as is the neighbour's. */
  static final IpAddress OWN_ADDRESS = IpAddress.ofIpv4(0xc000_0201);

  static final IpAddress DESTINATION = Envelope.group(AddressFamily.IPV4);

  private static final IpAddress NEIGHBOUR = IpAddress.ofIpv4(0xc000_0202);
  private static final int CAPACITY =
      Ipv4Datagram.MIN_HEADER_LENGTH + VrrpInterface.MAX_MESSAGE_BYTES;

  static WarmUp open() throws SystemCallException {
    RawSocket.Pair election = RawSocket.pair(AddressFamily.IPV4);
    RawSocket.Pair sampling = RawSocket.pair(AddressFamily.IPV4);
    RawSocket.Pair transmitting = RawSocket.pair(AddressFamily.IPV4);
    // Passes every message, whatever its VRID: what counts here is that a filter is built and runs.
    election
        .near()
        .options()
        .attachFilter(
            VrrpFilters.everythingElse(
                AddressFamily.IPV4, Hearing.ofLink(AddressFamily.IPV4, Set.of())));
    return new WarmUp(
        new VrrpSockets.Trio(election.near(), sampling.near(), transmitting.near()),
        new VrrpSockets.Trio(election.far(), sampling.far(), transmitting.far()),
        DatagramSender.toPeer(transmitting.near(), CAPACITY),
        DatagramSender.toPeer(election.far(), CAPACITY),
        DatagramSender.toPeer(sampling.far(), CAPACITY));
  }

  /** Takes what was sent off the queue, and sends it back as a neighbour's. */
  void answer(ByteBuffer message) throws SystemCallException {
    far.transmitting().receive(new DatagramBuffer(CAPACITY));
    ByteBuffer datagram = datagram(message);
    neighbour.send(datagram);
    stranger.send(datagram);
  }

  private static ByteBuffer datagram(ByteBuffer message) {
    int totalLength = Ipv4Datagram.MIN_HEADER_LENGTH + message.remaining();
    ByteBuffer datagram = ByteBuffer.allocate(totalLength);
    datagram.put((byte) 0x45).put((byte) 0xc0).putShort((short) totalLength);
    datagram.putInt(0); // identification, fragments
    datagram.put((byte) 0xff).put((byte) Envelope.PROTOCOL).putShort((short) 0);
    NEIGHBOUR.write(datagram);
    DESTINATION.write(datagram);
    return datagram.put(message.duplicate()).flip();
  }

  @Override
  public void close() {
    near.close();
    far.close();
  }
}
