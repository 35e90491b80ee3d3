package org.jvrrpd.daemon.transport;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.List;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpDatagram;
import org.jvrrpd.daemon.jna.BpfProgram;
import org.jvrrpd.daemon.jna.PacketListener;

/**
 * Hears everything of VRRP on a link without taking part: what neighbours send, and what programs
 * of this host send. One thread.
 */
public final class Eavesdropper implements AutoCloseable {
  /** Offsets in the IP headers: the protocol of RFC 791, the next header of RFC 8200. */
  private static final int IPV4_PROTOCOL_AT = 9;

  private static final int IPV6_NEXT_HEADER_AT = 6;

  /** More in one call would keep others waiting. */
  private static final int MAX_PACKETS = 256;

  private final List<PacketListener> listeners;

  /** Who is told of what is heard; the message is valid during the call. */
  public interface Ear {
    /** A whole datagram of protocol 112. */
    void heard(Envelope envelope, ByteBuffer message);
  }

  private Eavesdropper(List<PacketListener> listeners) {
    this.listeners = listeners;
  }

  /**
   * Begins to listen. Needs CAP_NET_RAW.
   *
   * @throws IOException if there is no such link or it cannot be listened to
   */
  public static Eavesdropper open(String interfaceName) throws IOException {
    NetworkInterface link = NetworkInterface.getByName(interfaceName);
    if (link == null) {
      throw new IOException("there is no interface " + interfaceName);
    }
    PacketListener ipv4 = open(link.getIndex(), AddressFamily.IPV4);
    try {
      return new Eavesdropper(List.of(ipv4, open(link.getIndex(), AddressFamily.IPV6)));
    } catch (IOException e) {
      ipv4.close();
      throw e;
    }
  }

  private static PacketListener open(int index, AddressFamily family) throws IOException {
    int protocolAt =
        switch (family) {
          case IPV4 -> IPV4_PROTOCOL_AT;
          case IPV6 -> IPV6_NEXT_HEADER_AT;
        };
    BpfProgram filter =
        new BpfProgram.Assembler()
            .loadByte(protocolAt)
            .requireEqual(Envelope.PROTOCOL, BpfProgram.DROP)
            .end(BpfProgram.KEEP);
    return PacketListener.open(index, filter, Arrivals.MAX_DATAGRAM_BYTES);
  }

  /**
   * Hands over what has arrived, without waiting.
   *
   * @throws IOException if the link is down or gone
   */
  public void poll(Ear ear) throws IOException {
    for (int i = 0; i < listeners.size(); i++) {
      // Each has a filter for its family, which a packet of the other may pass by chance.
      AddressFamily family = i == 0 ? AddressFamily.IPV4 : AddressFamily.IPV6;
      ByteBuffer packet = listeners.get(i).receive();
      for (int packets = 0; packet.hasRemaining() && packets < MAX_PACKETS; packets++) {
        if (IpDatagram.read(packet).orElse(null)
                instanceof IpDatagram.Whole(Envelope envelope, ByteBuffer message)
            && envelope.family() == family) {
          ear.heard(envelope, message);
        }
        packet = listeners.get(i).receive();
      }
    }
  }

  @Override
  public void close() {
    listeners.forEach(PacketListener::close);
  }
}
