package org.jvrrpd.daemon.transport;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementDecoder;
import org.jvrrpd.core.packet.Decoded;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Ipv4Datagram;
import org.jvrrpd.daemon.jna.BpfProgram;
import org.jvrrpd.daemon.jna.PacketListener;

/**
 * An advertisement that somebody who takes no part has heard on a link, be it from a neighbour or
 * from a program on this host. IPv4 only.
 *
 * @param source who sent it
 * @param advertisement what it says
 */
public record Overheard(IpAddress source, Advertisement advertisement) {
  /** More do not make anybody wiser. */
  private static final int MAX_KEPT = 256;

  private static final long PAUSE_MILLIS = 20;

  /** Offset of the protocol in the header of RFC 791; what is no IPv4 is refused afterwards. */
  private static final int IPV4_PROTOCOL_AT = 9;

  /**
   * Listens for a while. Blocks; any thread but an event loop. Needs CAP_NET_RAW.
   *
   * @param interfaceName the link
   * @param vrid the virtual router to listen for
   * @param time how long; an interrupt ends it early, and the thread is still interrupted
   * @return what was well-formed, oldest first, at most 256
   * @throws IOException if there is no such link or it cannot be listened to
   */
  public static List<Overheard> listen(String interfaceName, int vrid, Duration time)
      throws IOException {
    NetworkInterface link = NetworkInterface.getByName(interfaceName);
    if (link == null) {
      throw new IOException("there is no interface " + interfaceName);
    }
    BpfProgram filter =
        new BpfProgram.Assembler()
            .loadByte(IPV4_PROTOCOL_AT)
            .requireEqual(Envelope.PROTOCOL, BpfProgram.DROP)
            .end(BpfProgram.KEEP);
    List<Overheard> heard = new ArrayList<>();
    long deadline = System.nanoTime() + time.toNanos();
    try (PacketListener listener =
        PacketListener.open(link.getIndex(), filter, Arrivals.MAX_DATAGRAM_BYTES)) {
      while (System.nanoTime() < deadline && heard.size() < MAX_KEPT) {
        ByteBuffer packet = listener.receive();
        if (packet.hasRemaining()) {
          decode(packet).filter(each -> each.advertisement.vrid() == vrid).ifPresent(heard::add);
        } else {
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return heard;
  }

  private static Optional<Overheard> decode(ByteBuffer packet) {
    if (Ipv4Datagram.read(packet) instanceof Ipv4Datagram.Whole(var envelope, var message)
        && AdvertisementDecoder.decode(message, envelope)
            instanceof Decoded.Accepted(var advertisement, _)) {
      return Optional.of(new Overheard(envelope.source(), advertisement));
    }
    return Optional.empty();
  }
}
