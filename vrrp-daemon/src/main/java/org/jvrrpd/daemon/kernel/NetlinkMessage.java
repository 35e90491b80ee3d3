package org.jvrrpd.daemon.kernel;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One message of a netlink datagram (netlink(7), struct nlmsghdr in linux/netlink.h): length u32,
 * type u16, flags u16, sequence u32, port id u32, then the payload, padded to four bytes. All
 * numbers are in the machine's byte order.
 *
 * @param type NLMSG_* or RTM_*
 * @param flags NLM_F_*
 * @param sequence the number that the request carried
 * @param payload from position to limit; shares the datagram's memory
 */
record NetlinkMessage(int type, int flags, int sequence, ByteBuffer payload) {
  static final int HEADER_BYTES = 16;

  private static final int LENGTH = 0;
  private static final int TYPE = 4;
  private static final int FLAGS = 6;
  private static final int SEQUENCE = 8;

  // struct nlmsgerr: errno s32 (negative or 0), then the request's header.
  private static final int ERROR_BYTES = Integer.BYTES + HEADER_BYTES;
  private static final int NLMSGERR_ATTR_MSG = 1;

  /**
   * Takes the next message from the datagram and moves the position past it. Empty at the end, and
   * where the rest is not a message: a length that lies ends the reading.
   */
  static Optional<NetlinkMessage> next(ByteBuffer datagram) {
    int start = datagram.position();
    if (datagram.remaining() < HEADER_BYTES) {
      datagram.position(datagram.limit());
      return Optional.empty();
    }
    int length = datagram.getInt(start + LENGTH);
    if (length < HEADER_BYTES || length > datagram.remaining()) {
      datagram.position(datagram.limit());
      return Optional.empty();
    }
    ByteBuffer payload =
        datagram.slice(start + HEADER_BYTES, length - HEADER_BYTES).order(datagram.order());
    // The last message of a datagram need not be padded.
    datagram.position(start + Math.min(align(length), datagram.remaining()));
    return Optional.of(
        new NetlinkMessage(
            Short.toUnsignedInt(datagram.getShort(start + TYPE)),
            Short.toUnsignedInt(datagram.getShort(start + FLAGS)),
            datagram.getInt(start + SEQUENCE),
            payload));
  }

  /** Hands every message of the datagram to {@code reader}, up to the first that is malformed. */
  static void forEach(ByteBuffer datagram, Consumer<NetlinkMessage> reader) {
    for (Optional<NetlinkMessage> message = next(datagram);
        message.isPresent();
        message = next(datagram)) {
      reader.accept(message.get());
    }
  }

  /** The length with its padding: messages and attributes begin at multiples of four bytes. */
  static int align(int length) {
    return (length + 3) & ~3;
  }

  boolean hasFlag(int flag) {
    return (flags & flag) != 0;
  }

  /**
   * The errno of an NLMSG_ERROR or NLMSG_DONE message, 0 for success. An answer too short to hold
   * one counts as EIO (5).
   */
  int errno() {
    if (payload.remaining() < Integer.BYTES) {
      return type == Rtnetlink.NLMSG_DONE ? 0 : 5;
    }
    return -payload.getInt(payload.position());
  }

  /** The sentence that the kernel added to an error (extended acknowledgement), if it did. */
  Optional<String> errorText() {
    boolean readable =
        type == Rtnetlink.NLMSG_ERROR
            && hasFlag(Rtnetlink.NLM_F_ACK_TLVS)
            && hasFlag(Rtnetlink.NLM_F_CAPPED)
            && payload.remaining() >= ERROR_BYTES;
    return readable
        ? RouteAttributes.read(payload, ERROR_BYTES).text(NLMSGERR_ATTR_MSG)
        : Optional.empty();
  }
}
