package org.jvrrpd.core.packet;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;

/**
 * Writes advertisements as bytes. Without a trailer it allocates nothing. Any thread may call it.
 */
public final class AdvertisementEncoder {
  /** The longest message, in bytes: 255 IPv6 addresses. It does not fit an Ethernet frame. */
  public static final int MAX_LENGTH =
      MessageLayout.length(ProtocolVersion.V3, AddressFamily.IPV6, Advertisement.MAX_ADDRESSES);

  private AdvertisementEncoder() {}

  /** The length of the message in bytes, without IP header: 12 to {@link #MAX_LENGTH}. */
  public static int length(Advertisement advertisement) {
    return MessageLayout.length(
        advertisement.version(), advertisement.family(), advertisement.addresses().size());
  }

  /**
   * Writes the message with its checksum at the target's position and moves the position past it.
   * Nothing is written when it throws.
   *
   * @param source the address that the IP header will have as its source
   * @param destination the address that it will have as its destination; under unicast the peer's
   * @param form what the checksum covers in version 3 over IPv4; elsewhere there is no choice, and
   *     it is not looked at
   * @throws IllegalArgumentException if source or destination are not of the advertisement's
   *     family, its authentication is {@link Authentication.Unverified}, or the target is not
   *     big-endian
   * @throws BufferOverflowException if the target has not {@link #length} bytes left
   */
  public static void encode(
      Advertisement advertisement,
      IpAddress source,
      IpAddress destination,
      ChecksumForm form,
      ByteBuffer target) {
    int length = length(advertisement);
    requireEncodable(advertisement, source, destination, length, target);
    int start = target.position();
    writeWithoutChecksum(advertisement, target);
    writeChecksum(advertisement, source, destination, form, target, start, length);
  }

  /**
   * Writes the message as {@link #encode} does, and an {@link HmacTrailer} behind it. The checksum
   * of IPv6, for which the kernel of a keepalived would care, covers the trailer; others do not.
   *
   * @param key the key of the trailer's tag
   * @param sequence the trailer's sequence number, all 64 bits of it
   * @throws IllegalArgumentException as {@link #encode} does
   * @throws BufferOverflowException if the target has not {@link #length} and {@link
   *     HmacTrailer#LENGTH} bytes left
   */
  public static void encodeWithTrailer(
      Advertisement advertisement,
      IpAddress source,
      IpAddress destination,
      ChecksumForm form,
      HmacKey key,
      long sequence,
      ByteBuffer target) {
    int length = length(advertisement);
    int whole = length + HmacTrailer.LENGTH;
    requireEncodable(advertisement, source, destination, whole, target);
    int start = target.position();
    writeWithoutChecksum(advertisement, target);
    HmacTrailer.append(
        target,
        start,
        new HmacTrailer.Binding(advertisement.version(), advertisement.vrid(), source),
        key,
        sequence);
    int summed = advertisement.family() == AddressFamily.IPV6 ? whole : length;
    writeChecksum(advertisement, source, destination, form, target, start, summed);
  }

  private static void requireEncodable(
      Advertisement advertisement,
      IpAddress source,
      IpAddress destination,
      int length,
      ByteBuffer target) {
    Checksum.requireNetworkOrder(target);
    requireSendable(advertisement, source, destination);
    if (target.remaining() < length) {
      throw new BufferOverflowException();
    }
  }

  private static void writeWithoutChecksum(Advertisement advertisement, ByteBuffer target) {
    writeHeader(advertisement, target);
    for (int i = 0; i < advertisement.addresses().size(); i++) {
      advertisement.addresses().get(i).write(target);
    }
    if (advertisement.version() == ProtocolVersion.V2) {
      writeAuthenticationData(advertisement.authentication(), target);
    }
  }

  private static void writeChecksum(
      Advertisement advertisement,
      IpAddress source,
      IpAddress destination,
      ChecksumForm form,
      ByteBuffer target,
      int start,
      int length) {
    long sum = Checksum.partialSum(target, start, length);
    if (coversPseudoHeader(advertisement, form)) {
      sum += Checksum.pseudoHeaderSum(source, destination, Envelope.PROTOCOL, length);
    }
    target.putShort(start + MessageLayout.CHECKSUM, (short) Checksum.complementOf(sum));
  }

  private static void requireSendable(
      Advertisement advertisement, IpAddress source, IpAddress destination) {
    if (source.family() != advertisement.family() || destination.family() != source.family()) {
      throw new IllegalArgumentException(
          "source and destination must be of the family of the addresses");
    }
    if (advertisement.authentication() instanceof Authentication.Unverified) {
      throw new IllegalArgumentException("an authentication that nobody computed cannot be sent");
    }
  }

  /** Eight bytes, the checksum still zero. */
  private static void writeHeader(Advertisement advertisement, ByteBuffer target) {
    ProtocolVersion version = advertisement.version();
    target.put((byte) (version.number() << 4 | MessageLayout.TYPE_ADVERTISEMENT));
    target.put((byte) advertisement.vrid());
    target.put((byte) advertisement.priority());
    target.put((byte) advertisement.addresses().size());
    if (version == ProtocolVersion.V2) {
      target.put((byte) advertisement.authentication().type());
      target.put((byte) (advertisement.intervalCentis() / MessageLayout.CENTIS_PER_SECOND));
    } else {
      target.putShort((short) advertisement.intervalCentis());
    }
    target.putShort((short) 0);
  }

  private static void writeAuthenticationData(Authentication authentication, ByteBuffer target) {
    if (authentication instanceof Authentication.SimplePassword password) {
      password.write(target);
    } else {
      target.putLong(0);
    }
  }

  private static boolean coversPseudoHeader(Advertisement advertisement, ChecksumForm form) {
    return switch (advertisement.version()) {
      case V2 -> false;
      case V3 -> advertisement.family() == AddressFamily.IPV6 || form == ChecksumForm.PSEUDO_HEADER;
    };
  }
}
