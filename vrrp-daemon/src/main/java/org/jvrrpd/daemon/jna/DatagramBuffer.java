package org.jvrrpd.daemon.jna;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;

/**
 * Native memory for one received datagram and what the kernel says about it: a struct msghdr of a
 * 64-bit Linux with one buffer, a source address and control messages (recvmsg(2), cmsg(3)). Used
 * again for each datagram, so that receiving allocates no native memory. The collector frees it,
 * not a close, so that no view can outlive it. Not for several threads.
 */
public final class DatagramBuffer {
  // struct msghdr: name, name length, vector, vector length, control, control length, flags.
  private static final int NAME_LENGTH_AT = 8;
  private static final int VECTOR_AT = 16;
  private static final int VECTOR_COUNT_AT = 24;
  private static final int CONTROL_AT = 32;
  private static final int CONTROL_LENGTH_AT = 40;
  private static final int FLAGS_AT = 48;
  // Behind it: one struct iovec, the source address, control messages, the datagram.
  private static final int IOVEC = 64;
  private static final int NAME = 80;
  private static final int CONTROL = 112;
  private static final int CONTROL_BYTES = 128;
  private static final int DATA = 256;

  private static final int MSG_TRUNC = 0x20;

  // struct cmsghdr: length with this header, level, type; then the data; aligned to 8 bytes.
  private static final int CMSG_LEVEL_AT = 8;
  private static final int CMSG_TYPE_AT = 12;
  private static final int CMSG_DATA_AT = 16;
  private static final int CMSG_ALIGNMENT = 8;
  private static final int SOL_SOCKET = 1;
  private static final int SCM_TIMESTAMPNS = 35;

  /** struct timespec: seconds, nanoseconds. */
  private static final int TIMESPEC_BYTES = 16;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_PKTINFO = 50;
  private static final int IPV6_HOPLIMIT = 52;

  private final Memory memory;
  private final int capacity;
  private final ByteBuffer data;
  private int length;

  /** Room for datagrams of up to {@code capacity} bytes; of a longer one, that many are kept. */
  public DatagramBuffer(int capacity) {
    this.capacity = capacity;
    memory = new Memory(DATA + (long) capacity);
    memory.clear();
    memory.setPointer(0, memory.share(NAME));
    memory.setPointer(VECTOR_AT, memory.share(IOVEC));
    memory.setLong(VECTOR_COUNT_AT, 1);
    memory.setPointer(CONTROL_AT, memory.share(CONTROL));
    memory.setPointer(IOVEC, memory.share(DATA));
    memory.setLong(IOVEC + (long) Long.BYTES, capacity);
    data = memory.getByteBuffer(DATA, capacity);
  }

  Pointer messageHeader() {
    return memory;
  }

  /** Puts back the lengths that the kernel overwrote. */
  void prepare() {
    memory.setInt(NAME_LENGTH_AT, NativeAddress.MAX_BYTES);
    memory.setLong(CONTROL_LENGTH_AT, CONTROL_BYTES);
    memory.setInt(FLAGS_AT, 0);
    length = 0;
  }

  void received(int bytes) {
    length = Math.min(bytes, capacity);
  }

  /**
   * The datagram, read-only and big-endian: from the IP header on for IPv4, from behind it for
   * IPv6. Valid until the next one is received.
   */
  public ByteBuffer bytes() {
    return data.slice(0, length).asReadOnlyBuffer().order(ByteOrder.BIG_ENDIAN);
  }

  /** Whether the datagram was longer than the buffer. */
  public boolean truncated() {
    return (memory.getInt(FLAGS_AT) & MSG_TRUNC) != 0;
  }

  /** Who sent it, for IPv6; an IPv4 datagram says so itself. */
  public IpAddress ipv6Source() {
    return NativeAddress.readIpv6(memory, NAME);
  }

  /** Whom it was sent to, if {@link RawSocketOptions#reportHeader} was set on an IPv6 socket. */
  public Optional<IpAddress> ipv6Destination() {
    long at = controlData(IPPROTO_IPV6, IPV6_PKTINFO, AddressFamily.IPV6.addressLength());
    return at < 0
        ? Optional.empty()
        : Optional.of(NativeAddress.read(AddressFamily.IPV6, memory, at));
  }

  /** Its hop limit, 0 to 255, if {@link RawSocketOptions#reportHeader} was set. */
  public OptionalInt ipv6HopLimit() {
    long at = controlData(IPPROTO_IPV6, IPV6_HOPLIMIT, Integer.BYTES);
    return at < 0 ? OptionalInt.empty() : OptionalInt.of(memory.getInt(at));
  }

  /**
   * When the kernel took it from the interface, in nanoseconds since the beginning of 1970, if
   * {@link RawSocketOptions#reportArrival} was set. The system clock's time: it can be set.
   */
  public OptionalLong arrivedNanos() {
    long at = controlData(SOL_SOCKET, SCM_TIMESTAMPNS, TIMESPEC_BYTES);
    return at < 0
        ? OptionalLong.empty()
        : OptionalLong.of(memory.getLong(at) * NANOS_PER_SECOND + memory.getLong(at + Long.BYTES));
  }

  /** Where the data of the control message of this kind begin; -1 if there is none. */
  private long controlData(int level, int type, int bytes) {
    long end = CONTROL + Math.min(memory.getLong(CONTROL_LENGTH_AT), CONTROL_BYTES);
    long at = CONTROL;
    while (at + CMSG_DATA_AT <= end) {
      long size = memory.getLong(at);
      if (size < CMSG_DATA_AT || at + size > end) {
        return -1;
      }
      if (memory.getInt(at + CMSG_LEVEL_AT) == level
          && memory.getInt(at + CMSG_TYPE_AT) == type
          && size >= CMSG_DATA_AT + bytes) {
        return at + CMSG_DATA_AT;
      }
      at += (size + CMSG_ALIGNMENT - 1) & -CMSG_ALIGNMENT;
    }
    return -1;
  }
}
