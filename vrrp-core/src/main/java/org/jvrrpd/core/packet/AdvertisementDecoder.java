package org.jvrrpd.core.packet;

import static org.jvrrpd.core.packet.MessageLayout.ADDRESSES;
import static org.jvrrpd.core.packet.MessageLayout.AUTH_TYPE;
import static org.jvrrpd.core.packet.MessageLayout.CENTIS_PER_SECOND;
import static org.jvrrpd.core.packet.MessageLayout.COUNT;
import static org.jvrrpd.core.packet.MessageLayout.INTERVAL_CENTIS;
import static org.jvrrpd.core.packet.MessageLayout.INTERVAL_SECONDS;
import static org.jvrrpd.core.packet.MessageLayout.PRIORITY;
import static org.jvrrpd.core.packet.MessageLayout.TYPE_ADVERTISEMENT;
import static org.jvrrpd.core.packet.MessageLayout.VERSION_AND_TYPE;
import static org.jvrrpd.core.packet.MessageLayout.VRID;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns received bytes into an {@link Advertisement}, or into the first reason against it. The
 * checks, in order:
 *
 * <ol>
 *   <li>shape: a whole header, not CARP, version, type, at least one address, the exact length;
 *   <li>checksum, the last thing that may be due to damage in transit;
 *   <li>contents: VRID, interval, authentication type, and for IPv6 a link-local source.
 * </ol>
 *
 * <p>This is the order of RFC 3768 and RFC 9568 section 7.1, with keepalived's length before
 * everything that needs the length. What depends on settings (TTL, destination, the VRID's router,
 * its version, password, interval and addresses) comes after, in the router.
 *
 * <p>An {@link HmacTrailer} is left to the router as well, which knows the keys; a message with one
 * is wrong unless {@link #decodeWithTrailer} is asked for it.
 *
 * <p>A rejection allocates nothing. Any thread may call it.
 */
public final class AdvertisementDecoder {
  /** CARP's authlen, which lies where VRRP has its count: 7 words, a counter and a SHA-1. */
  private static final int CARP_COUNT = 7;

  private static final int CARP_LENGTH = 36;

  /** Cisco's number for MD5, as the authentication type and again at the start of the trailer. */
  private static final int CISCO_AUTH_TYPE = 0xfe;

  private static final int AUTH_TYPE_NONE = 0;
  private static final int AUTH_TYPE_SIMPLE = 1;

  /** The IP Authentication Header (RFC 2338 section 5.3.6.3). */
  private static final int AUTH_TYPE_AH = 2;

  private AdvertisementDecoder() {}

  /**
   * Decodes one message.
   *
   * @param message the VRRP message from position to limit, without IP header and without Ethernet
   *     padding; position and limit stay as they are, and nothing keeps a reference to it
   * @param envelope what the IP header said; its family decides how long an address is
   * @return never an exception for what a peer sent
   * @throws IllegalArgumentException if the buffer's order is not big-endian
   */
  public static Decoded decode(ByteBuffer message, Envelope envelope) {
    return decode(message, 0, envelope);
  }

  /**
   * Decodes one message that {@link HmacTrailer#isBehind}. The trailer itself is not looked at.
   *
   * @param message the VRRP message and its trailer; as for {@link #decode}
   * @return as for {@link #decode}
   * @throws IllegalArgumentException if the buffer's order is not big-endian
   */
  public static Decoded decodeWithTrailer(ByteBuffer message, Envelope envelope) {
    return decode(message, HmacTrailer.LENGTH, envelope);
  }

  private static Decoded decode(ByteBuffer message, int trailer, Envelope envelope) {
    Checksum.requireNetworkOrder(message);
    Rejection malformed = checkShape(message, trailer, envelope.family());
    if (malformed != null) {
      return Decoded.Rejected.of(malformed);
    }
    ProtocolVersion version = version(message);
    ChecksumForm form = checksumForm(message, trailer, version, envelope);
    if (form == null) {
      return Decoded.Rejected.of(Rejection.CHECKSUM_WRONG);
    }
    Rejection refused = checkContents(message, version, envelope);
    return refused != null
        ? Decoded.Rejected.of(refused)
        : new Decoded.Accepted(read(message, version, envelope.family()), form);
  }

  private static @Nullable Rejection checkShape(
      ByteBuffer message, int trailer, AddressFamily family) {
    int length = message.remaining() - trailer;
    if (length < ADDRESSES) {
      return Rejection.TRUNCATED;
    }
    int versionAndType = octet(message, VERSION_AND_TYPE);
    int count = octet(message, COUNT);
    // Read as VRRP this is a resignation with seven addresses, once a second.
    if (versionAndType == 0x21 && count == CARP_COUNT && length == CARP_LENGTH) {
      return Rejection.CARP;
    }
    int number = versionAndType >> 4;
    if (number != ProtocolVersion.V2.number() && number != ProtocolVersion.V3.number()) {
      return Rejection.VERSION_UNKNOWN;
    }
    ProtocolVersion version = version(message);
    if (version == ProtocolVersion.V2 && family == AddressFamily.IPV6) {
      return Rejection.VERSION_2_OVER_IPV6;
    }
    if ((versionAndType & 0xf) != TYPE_ADVERTISEMENT) {
      return Rejection.TYPE_UNKNOWN;
    }
    if (count == 0) {
      return Rejection.ADDRESS_COUNT_ZERO;
    }
    int expected = MessageLayout.length(version, family, count);
    if (length < expected) {
      return Rejection.TRUNCATED;
    }
    if (length > expected) {
      boolean ciscoTrailer =
          version == ProtocolVersion.V2
              && octet(message, AUTH_TYPE) == CISCO_AUTH_TYPE
              && octet(message, expected) == CISCO_AUTH_TYPE;
      return ciscoTrailer ? Rejection.CISCO_MD5 : Rejection.LENGTH_WRONG;
    }
    return null;
  }

  /**
   * The reading under which the checksum is right; null if there is none. Over IPv6, where senders
   * leave it to their kernels, it covers the trailer.
   */
  private static @Nullable ChecksumForm checksumForm(
      ByteBuffer message, int trailer, ProtocolVersion version, Envelope envelope) {
    int length = message.remaining() - (envelope.family() == AddressFamily.IPV4 ? trailer : 0);
    long sum = Checksum.partialSum(message, message.position(), length);
    if (envelope.family() == AddressFamily.IPV4 && Checksum.verifies(sum)) {
      return ChecksumForm.MESSAGE_ONLY;
    }
    if (version == ProtocolVersion.V2) {
      return null;
    }
    long pseudoHeader =
        Checksum.pseudoHeaderSum(
            envelope.source(), envelope.destination(), Envelope.PROTOCOL, length);
    return Checksum.verifies(sum + pseudoHeader) ? ChecksumForm.PSEUDO_HEADER : null;
  }

  private static @Nullable Rejection checkContents(
      ByteBuffer message, ProtocolVersion version, Envelope envelope) {
    if (octet(message, VRID) == 0) {
      return Rejection.VRID_ZERO;
    }
    // keepalived 2 with advert_int 0.4 sends 0; taken at its word it would stop every timer.
    if (intervalCentis(message, version) == 0) {
      return Rejection.INTERVAL_ZERO;
    }
    if (version == ProtocolVersion.V2 && octet(message, AUTH_TYPE) > AUTH_TYPE_AH) {
      return Rejection.AUTH_TYPE_UNKNOWN;
    }
    return envelope.family() == AddressFamily.IPV6
            && envelope.destination().isMulticast()
            && !envelope.source().isLinkLocal()
        ? Rejection.SOURCE_NOT_LINK_LOCAL
        : null;
  }

  /** Reads a message that passed every check. */
  private static Advertisement read(
      ByteBuffer message, ProtocolVersion version, AddressFamily family) {
    IpAddress[] addresses = new IpAddress[octet(message, COUNT)];
    int at = message.position() + ADDRESSES;
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = IpAddress.readAt(family, message, at);
      at += family.addressLength();
    }
    return new Advertisement(
        version,
        octet(message, VRID),
        octet(message, PRIORITY),
        intervalCentis(message, version),
        authentication(message, version, at),
        List.of(addresses));
  }

  private static Authentication authentication(
      ByteBuffer message, ProtocolVersion version, int authDataAt) {
    int type = version == ProtocolVersion.V2 ? octet(message, AUTH_TYPE) : AUTH_TYPE_NONE;
    return switch (type) {
      case AUTH_TYPE_NONE -> Authentication.None.INSTANCE;
      case AUTH_TYPE_SIMPLE -> Authentication.SimplePassword.readAt(message, authDataAt);
      default -> new Authentication.Unverified(type);
    };
  }

  /** Version 3's reserved bits are ignored on receipt (RFC 9568 section 5.2.6). */
  private static int intervalCentis(ByteBuffer message, ProtocolVersion version) {
    return version == ProtocolVersion.V2
        ? octet(message, INTERVAL_SECONDS) * CENTIS_PER_SECOND
        : message.getShort(message.position() + INTERVAL_CENTIS) & 0x0fff;
  }

  private static ProtocolVersion version(ByteBuffer message) {
    return octet(message, VERSION_AND_TYPE) >> 4 == ProtocolVersion.V2.number()
        ? ProtocolVersion.V2
        : ProtocolVersion.V3;
  }

  private static int octet(ByteBuffer message, int offset) {
    return Byte.toUnsignedInt(message.get(message.position() + offset));
  }
}
