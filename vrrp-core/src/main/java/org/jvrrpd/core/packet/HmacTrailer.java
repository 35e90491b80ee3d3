package org.jvrrpd.core.packet;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * What keepalived's {@code auth_hmac} puts behind an advertisement of either version and family
 * (draft-cassen-vrrp-auth-hmac, as keepalived 2.4.2 and 2.4.3 speak it):
 *
 * <pre>
 *  0  type: 1, HMAC-SHA-256 (RFC 2104), of which the first 16 bytes are sent
 *  1  number of the key
 *  2  reserved, 0
 *  4  sequence number: seconds of UTC (4 bytes), 1/65536 of a second (2), counter (2)
 * 12  tag (16)
 * </pre>
 *
 * <p>The tag is computed from a pseudo-header (4 or 6 for the family, version, VRID, 0, and the
 * source in 16 bytes, an IPv4 one followed by zeros), the message with its checksum as 0, the
 * trailer up to its tag, and 16 bytes of 0. So neither the checksum, which over IPv6 covers the
 * trailer in its turn, nor the destination is protected.
 *
 * @param type the first byte
 * @param keyId the number of the key, 0 to 255
 * @param reserved what should be 0, 0 to 0xffff
 * @param sequence all 64 bits of the sequence number; see {@link #isAfter}
 */
public record HmacTrailer(int type, int keyId, int reserved, long sequence) {
  /** How many bytes a message is longer with it. */
  public static final int LENGTH = 28;

  private static final int TYPE_SHA_256 = 1;
  private static final int SEQUENCE_AT = 4;
  private static final int TAG_AT = 12;
  private static final int TAG_LENGTH = LENGTH - TAG_AT;
  private static final int PSEUDO_HEADER_LENGTH = 20;
  private static final int PSEUDO_SOURCE_AT = 4;

  /**
   * What a tag is bound to beside the bytes of the message, so that none is of use elsewhere.
   *
   * @param version the protocol version
   * @param vrid the virtual router's number, 1 to 255
   * @param source the source in the IP header
   */
  public record Binding(ProtocolVersion version, int vrid, IpAddress source) {}

  /**
   * Whether a message has a trailer: it is longer by {@link #LENGTH} than its version, family and
   * count of addresses require. Nothing else is looked at.
   *
   * @param message from position to limit; both stay as they are
   */
  public static boolean isBehind(ByteBuffer message, AddressFamily family) {
    if (message.remaining() < MessageLayout.ADDRESSES + LENGTH) {
      return false;
    }
    int at = message.position();
    int number = Byte.toUnsignedInt(message.get(at + MessageLayout.VERSION_AND_TYPE)) >> 4;
    int count = Byte.toUnsignedInt(message.get(at + MessageLayout.COUNT));
    for (ProtocolVersion version : ProtocolVersion.values()) {
      if (version.number() == number) {
        return message.remaining() == MessageLayout.length(version, family, count) + LENGTH;
      }
    }
    return false;
  }

  /** Reads the last {@link #LENGTH} bytes of a message that {@link #isBehind} has found longer. */
  public static HmacTrailer of(ByteBuffer message) {
    int at = message.limit() - LENGTH;
    return new HmacTrailer(
        Byte.toUnsignedInt(message.get(at)),
        Byte.toUnsignedInt(message.get(at + 1)),
        Short.toUnsignedInt(message.getShort(at + 2)),
        message.getLong(at + SEQUENCE_AT));
  }

  /** Whether it is of the type that is described here. */
  public boolean isWellFormed() {
    return type == TYPE_SHA_256 && reserved == 0;
  }

  /** The seconds of UTC in the sequence number; they wrap in 2106, so compare their difference. */
  public int seconds() {
    return (int) (sequence >>> Integer.SIZE);
  }

  /** Whether one sequence number is later than another (RFC 1982, with 64 bits). */
  public static boolean isAfter(long sequence, long other) {
    return sequence - other > 0;
  }

  /**
   * Whether a message with a trailer is what the holder of {@code key} sent. Takes the same time
   * wherever a tag is wrong.
   *
   * @param message from position to limit, trailer included; both stay as they are
   */
  public static boolean verifies(ByteBuffer message, Binding binding, HmacKey key) {
    byte[] tag = new byte[TAG_LENGTH];
    message.get(message.limit() - TAG_LENGTH, tag);
    return MessageDigest.isEqual(tag, tag(message, binding, key));
  }

  /**
   * Writes a trailer at the target's position and moves the position past it.
   *
   * @param start where the message begins, whose last byte is the one before the position
   */
  static void append(ByteBuffer target, int start, Binding binding, HmacKey key, long sequence) {
    target.put((byte) TYPE_SHA_256);
    target.put((byte) key.id());
    target.putShort((short) 0);
    target.putLong(sequence);
    ByteBuffer whole = target.duplicate().limit(target.position() + TAG_LENGTH).position(start);
    target.put(tag(whole, binding, key));
  }

  private static byte[] tag(ByteBuffer message, Binding binding, HmacKey key) {
    byte[] protectedBytes = new byte[message.remaining()];
    message.get(message.position(), protectedBytes);
    Arrays.fill(
        protectedBytes, MessageLayout.CHECKSUM, MessageLayout.CHECKSUM + Short.BYTES, (byte) 0);
    Arrays.fill(
        protectedBytes, protectedBytes.length - TAG_LENGTH, protectedBytes.length, (byte) 0);
    Mac mac = key.begin();
    mac.update(pseudoHeader(binding));
    return Arrays.copyOf(mac.doFinal(protectedBytes), TAG_LENGTH);
  }

  private static byte[] pseudoHeader(Binding binding) {
    byte[] header = new byte[PSEUDO_HEADER_LENGTH];
    header[0] =
        switch (binding.source.family()) {
          case IPV4 -> 4;
          case IPV6 -> 6;
        };
    header[1] = (byte) binding.version.number();
    header[2] = (byte) binding.vrid;
    byte[] source = binding.source.toBytes();
    System.arraycopy(source, 0, header, PSEUDO_SOURCE_AT, source.length);
    return header;
  }
}
