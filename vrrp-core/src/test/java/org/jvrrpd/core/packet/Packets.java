package org.jvrrpd.core.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** Packets for tests: from hexadecimal digits, and with a checksum that is right again. */
final class Packets {
  private Packets() {}

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static ByteBuffer buffer(String hex) {
    return ByteBuffer.wrap(bytes(hex));
  }

  static IpAddress address(String literal) {
    return IpAddress.parse(literal).orElseThrow();
  }

  /** An envelope to the group of the source's family. */
  static Envelope sentFrom(String source) {
    IpAddress address = address(source);
    return new Envelope(address, Envelope.group(address.family()), Envelope.HOP_LIMIT);
  }

  static Decoded decode(byte[] message, Envelope envelope) {
    return AdvertisementDecoder.decode(ByteBuffer.wrap(message), envelope);
  }

  static byte[] encode(Advertisement advertisement, Envelope envelope, ChecksumForm form) {
    ByteBuffer target = ByteBuffer.allocate(AdvertisementEncoder.length(advertisement));
    AdvertisementEncoder.encode(
        advertisement, envelope.source(), envelope.destination(), form, target);
    return target.array();
  }

  /** A copy whose checksum is right in the form given, whatever else is wrong with it. */
  static byte[] withChecksum(byte[] message, Envelope envelope, ChecksumForm form) {
    byte[] copy = Arrays.copyOf(message, message.length);
    ByteBuffer buffer = ByteBuffer.wrap(copy).putShort(6, (short) 0);
    int sum = 0;
    for (int i = 0; i < copy.length; i++) {
      sum += (copy[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
    }
    if (form == ChecksumForm.PSEUDO_HEADER) {
      sum += wordSum(envelope.source()) + wordSum(envelope.destination()) + 112 + copy.length;
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    sum = (sum & 0xffff) + (sum >>> 16);
    buffer.putShort(6, (short) ~sum);
    return copy;
  }

  private static int wordSum(IpAddress address) {
    ByteBuffer buffer = ByteBuffer.wrap(address.toBytes());
    int sum = 0;
    while (buffer.hasRemaining()) {
      sum += buffer.getShort() & 0xffff;
    }
    return sum;
  }
}
