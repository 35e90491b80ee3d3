package org.jvrrpd.conformance.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jvrrpd.core.packet.AdvertisementDecoder;
import org.jvrrpd.core.packet.Decoded;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Ipv4Datagram;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.IpPacket;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV6Packet;

/**
 * A frame as libpcap reads it, and pcap4j takes it apart: a way from the file to the VRRP message
 * that has nothing in common with ours.
 *
 * @param linkType libpcap's number for what the frame begins with
 * @param epochNanos when it was on the wire
 * @param hex what is stored of it
 */
record LibpcapFrame(int linkType, long epochNanos, String hex) {
  private static final int ETHERNET = 1;
  private static final int FRAME_RELAY = 107;

  /** A Q.922 address of three bytes and, as Cisco has it, a type of Ethernet. */
  private static final int FRAME_RELAY_HEADER = 5;

  /** All frames of a file. */
  static List<LibpcapFrame> read(Path file) throws IOException {
    List<LibpcapFrame> frames = new ArrayList<>();
    try (PcapHandle handle = Pcaps.openOffline(file.toString(), TimestampPrecision.NANO)) {
      int linkType = handle.getDlt().value();
      for (byte[] bytes = handle.getNextRawPacket();
          bytes != null;
          bytes = handle.getNextRawPacket()) {
        frames.add(
            new LibpcapFrame(
                linkType, nanos(handle.getTimestamp()), HexFormat.of().formatHex(bytes)));
      }
    } catch (PcapNativeException | org.pcap4j.core.NotOpenException e) {
      throw new IOException("libpcap reads " + file, e);
    }
    return frames;
  }

  private static long nanos(Timestamp time) {
    return Math.floorDiv(time.getTime(), 1000L) * 1_000_000_000L + time.getNanos();
  }

  /** What we make of the VRRP message in it; empty if there is none. */
  Optional<Decoded> decode() {
    return switch (linkType) {
      case ETHERNET -> decodeEthernet();
      case FRAME_RELAY -> decodeFrameRelay();
      default -> throw new IllegalStateException("link type " + linkType);
    };
  }

  private byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  private Optional<Decoded> decodeEthernet() {
    try {
      EthernetPacket packet = EthernetPacket.newPacket(bytes(), 0, hex.length() / 2);
      IpPacket ip = packet.get(IpPacket.class);
      if (ip == null || (ip.getHeader().getProtocol().value() & 0xff) != Envelope.PROTOCOL) {
        return Optional.empty();
      }
      ByteBuffer message = ByteBuffer.wrap(ip.getPayload().getRawData());
      return Optional.of(AdvertisementDecoder.decode(message, envelope(ip)));
    } catch (IllegalRawDataException e) {
      throw new IllegalStateException("pcap4j cannot read the frame", e);
    }
  }

  private static Envelope envelope(IpPacket packet) {
    int hopLimit =
        switch (packet) {
          case IpV4Packet four -> four.getHeader().getTtlAsInt();
          case IpV6Packet six -> six.getHeader().getHopLimitAsInt();
          default -> throw new IllegalStateException("neither IPv4 nor IPv6");
        };
    return new Envelope(
        IpAddress.of(packet.getHeader().getSrcAddr().getAddress()),
        IpAddress.of(packet.getHeader().getDstAddr().getAddress()),
        hopLimit);
  }

  /** pcap4j knows no Frame Relay, and refuses the broken IP options of the only such capture. */
  private Optional<Decoded> decodeFrameRelay() {
    ByteBuffer packet =
        ByteBuffer.wrap(bytes()).slice(FRAME_RELAY_HEADER, hex.length() / 2 - FRAME_RELAY_HEADER);
    return switch (Ipv4Datagram.read(packet)) {
      case Ipv4Datagram.Whole(Envelope envelope, ByteBuffer message) ->
          Optional.of(AdvertisementDecoder.decode(message, envelope));
      case Ipv4Datagram.Refused(var reason) -> Optional.of(Decoded.Rejected.of(reason));
    };
  }
}
