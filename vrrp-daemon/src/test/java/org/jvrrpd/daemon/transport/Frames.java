package org.jvrrpd.daemon.transport;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;

/** Ethernet frames with VRRP messages, byte by byte. */
record Frames(
    IpAddress source, IpAddress destination, int hopLimit, int optionBytes, int paddingBytes) {

  /** Version 2, VRID 51, priority 100, one address, interval 1 s (RFC 3768 section 5.1). */
  static final byte[] ADVERTISEMENT = hex("213364010001b9c9c000020a0000000000000000");

  static Frames from(String source) {
    IpAddress address = address(source);
    return new Frames(address, Envelope.group(address.family()), 255, 0, 0);
  }

  static IpAddress address(String literal) {
    return IpAddress.parse(literal).orElseThrow();
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /** The advertisement with another first byte and VRID. */
  static byte[] advertisement(int versionAndType, int vrid) {
    byte[] message = ADVERTISEMENT.clone();
    message[0] = (byte) versionAndType;
    message[1] = (byte) vrid;
    return message;
  }

  Frames to(String destination) {
    return new Frames(source, address(destination), hopLimit, optionBytes, paddingBytes);
  }

  Frames withHopLimit(int hops) {
    return new Frames(source, destination, hops, optionBytes, paddingBytes);
  }

  /** With no-operation options behind the IPv4 header. */
  Frames withOptions(int bytes) {
    return new Frames(source, destination, hopLimit, bytes, paddingBytes);
  }

  /** With bytes behind the datagram, as Ethernet adds to short frames. */
  Frames withPadding(int bytes) {
    return new Frames(source, destination, hopLimit, optionBytes, bytes);
  }

  /** The IP datagram that carries {@code message}, without padding. */
  byte[] datagram(byte[] message) {
    return source.family() == AddressFamily.IPV4 ? ipv4(message) : ipv6(message);
  }

  /** A broadcast frame, so that the receiver's own hardware address does not matter. */
  byte[] frame(byte[] message) {
    byte[] datagram = datagram(message);
    ByteBuffer frame = ByteBuffer.allocate(14 + datagram.length + paddingBytes);
    frame.put(destination.isMulticast() ? groupAddress() : hex("ffffffffffff"));
    frame.put(hex("020000000099"));
    frame.putShort((short) (source.family() == AddressFamily.IPV4 ? 0x0800 : 0x86dd));
    frame.put(datagram);
    while (frame.hasRemaining()) {
      frame.put((byte) 0xee);
    }
    return frame.array();
  }

  private byte[] groupAddress() {
    return hex(source.family() == AddressFamily.IPV4 ? "01005e000012" : "333300000012");
  }

  private byte[] ipv4(byte[] message) {
    int headerBytes = 20 + optionBytes;
    ByteBuffer datagram = ByteBuffer.allocate(headerBytes + message.length);
    datagram.put((byte) (0x40 | headerBytes / 4)).put((byte) 0xc0);
    datagram.putShort((short) datagram.capacity()).putInt(0);
    datagram.put((byte) hopLimit).put((byte) 112).putShort((short) 0);
    source.write(datagram);
    destination.write(datagram);
    for (int i = 0; i < optionBytes; i++) {
      datagram.put((byte) 1);
    }
    int sum = 0;
    for (int at = 0; at < headerBytes; at += 2) {
      sum += datagram.getShort(at) & 0xffff;
    }
    datagram.putShort(10, (short) ~((sum & 0xffff) + (sum >>> 16)));
    return datagram.put(message).array();
  }

  private byte[] ipv6(byte[] message) {
    ByteBuffer datagram = ByteBuffer.allocate(40 + message.length);
    datagram.putInt(0x6c00_0000).putShort((short) message.length);
    datagram.put((byte) 112).put((byte) hopLimit);
    source.write(datagram);
    destination.write(datagram);
    return datagram.put(message).array();
  }
}
