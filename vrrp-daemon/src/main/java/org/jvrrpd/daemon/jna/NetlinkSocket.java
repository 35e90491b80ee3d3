package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/**
 * A NETLINK_ROUTE socket (rtnetlink(7)), non-blocking and closed on exec. It owns its descriptor
 * and two buffers that are allocated once. Not thread-safe: one thread at a time sends or receives.
 *
 * <p>A datagram holds one or more messages; this class neither builds nor reads them.
 */
public final class NetlinkSocket implements AutoCloseable {
  /** Multicast group of link changes: RTMGRP_LINK (linux/rtnetlink.h). */
  public static final int GROUP_LINK = 0x1;

  /** Multicast group of IPv4 address changes: RTMGRP_IPV4_IFADDR. */
  public static final int GROUP_IPV4_ADDRESS = 0x10;

  /** Multicast group of IPv6 address changes: RTMGRP_IPV6_IFADDR. */
  public static final int GROUP_IPV6_ADDRESS = 0x100;

  /** Multicast group of IPv4 route changes: RTMGRP_IPV4_ROUTE. */
  public static final int GROUP_IPV4_ROUTE = 0x40;

  /** Multicast group of IPv4 rule changes: RTMGRP_IPV4_RULE. */
  public static final int GROUP_IPV4_RULE = 0x80;

  /** Multicast group of IPv6 route changes: RTMGRP_IPV6_ROUTE. */
  public static final int GROUP_IPV6_ROUTE = 0x400;

  /** Multicast group of IPv6 rule changes: RTNLGRP_IPV6_RULE, the 19th. */
  public static final int GROUP_IPV6_RULE = 1 << 18;

  /** The longest datagram that can be sent, in bytes. */
  public static final int SEND_BYTES = 16 * 1024;

  /** The kernel fills dump datagrams up to 32 KiB; one link with many attributes may need more. */
  private static final int RECEIVE_BYTES = 64 * 1024;

  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int NETLINK_ROUTE = 0;

  private static final int SOL_SOCKET = 1;
  private static final int SO_ATTACH_FILTER = 26;
  private static final int SO_RCVBUF = 8;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SOL_NETLINK = 270;
  private static final int NETLINK_CAP_ACK = 10;
  private static final int NETLINK_EXT_ACK = 11;
  private static final int MSG_TRUNC = 0x20;
  private static final short POLLIN = 1;

  // struct sockaddr_nl (linux/netlink.h): family u16, padding u16, port id u32, groups u32.
  private static final int SOCKADDR_BYTES = 12;
  private static final int SOCKADDR_PORT_ID = 4;
  private static final int SOCKADDR_GROUPS = 8;

  // struct pollfd (poll.h): descriptor s32, events s16, revents s16.
  private static final int POLLFD_BYTES = 8;
  private static final int POLLFD_EVENTS = 4;

  /** What a look into the receive queue found. */
  public enum Reception {
    /** A datagram of the kernel's: {@link NetlinkSocket#received}. */
    DATAGRAM,
    /** Another process wrote to this socket; what it wrote was thrown away. */
    FOREIGN,
    /** The queue is empty. */
    EMPTY,
    /**
     * Messages were lost, since the queue was full or a datagram longer than the buffer. The kernel
     * goes on dropping messages, without saying so again, until the queue has been read empty.
     */
    OVERRUN
  }

  private final int descriptor;
  private final NativeBuffer sendBuffer = new NativeBuffer(SEND_BYTES);
  private final NativeBuffer receiveBuffer = new NativeBuffer(RECEIVE_BYTES);
  private final NativeBuffer kernel = new NativeBuffer(SOCKADDR_BYTES);
  private final NativeBuffer sender = new NativeBuffer(SOCKADDR_BYTES);
  private final NativeBuffer integer = new NativeBuffer(Integer.BYTES);
  private final NativeBuffer pollEntry = new NativeBuffer(POLLFD_BYTES);
  private boolean closed;

  private NetlinkSocket(int descriptor) {
    this.descriptor = descriptor;
    kernel.view().putShort(0, (short) AF_NETLINK);
  }

  /**
   * Opens a socket in the network namespace of the calling thread.
   *
   * @param groups the multicast groups to join, or 0
   * @param receiveQueueBytes the wanted size of the receive queue as in SO_RCVBUF (socket(7)); the
   *     kernel doubles it. Without CAP_NET_ADMIN, net.core.rmem_max limits it.
   * @throws SystemCallException if the kernel refuses; nothing stays open
   */
  public static NetlinkSocket open(int groups, int receiveQueueBytes) throws SystemCallException {
    NetlinkSocket socket;
    try {
      socket =
          new NetlinkSocket(
              LibC.socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_ROUTE));
    } catch (LastErrorException e) {
      throw new SystemCallException("opening a netlink socket", e.getErrorCode());
    }
    try {
      socket.configure(groups, receiveQueueBytes);
      return socket;
    } catch (LastErrorException e) {
      socket.close();
      throw new SystemCallException("configuring a netlink socket", e.getErrorCode());
    }
  }

  private void configure(int groups, int receiveQueueBytes) {
    try {
      setOption(SOL_SOCKET, SO_RCVBUFFORCE, receiveQueueBytes);
    } catch (LastErrorException _) {
      setOption(SOL_SOCKET, SO_RCVBUF, receiveQueueBytes);
    }
    // Answers without a copy of the request, and with the kernel's own words about an error.
    setOption(SOL_NETLINK, NETLINK_CAP_ACK, 1);
    setOption(SOL_NETLINK, NETLINK_EXT_ACK, 1);
    NativeBuffer own = new NativeBuffer(SOCKADDR_BYTES);
    own.view().putShort(0, (short) AF_NETLINK).putInt(SOCKADDR_GROUPS, groups);
    LibC.bind(descriptor, own.pointer(), own.size());
  }

  /**
   * Has the kernel queue only the datagrams that a filter keeps, from now on.
   *
   * @throws SystemCallException if the kernel does not take it
   */
  public void attachFilter(BpfProgram filter) throws SystemCallException {
    try (Memory program = filter.toNative()) {
      LibC.setsockopt(
          descriptor, SOL_SOCKET, SO_ATTACH_FILTER, program, BpfProgram.PROGRAM_HEADER_BYTES);
    } catch (LastErrorException e) {
      throw new SystemCallException("filtering a netlink socket", e.getErrorCode());
    }
  }

  private void setOption(int level, int option, int value) {
    integer.view().putInt(0, value);
    LibC.setsockopt(descriptor, level, option, integer.pointer(), Integer.BYTES);
  }

  /** The descriptor, for epoll. It stays this object's: never close it. */
  public int descriptor() {
    return descriptor;
  }

  /** The buffer to build requests in: emptied by this call, in the machine's byte order. */
  public ByteBuffer sendBuffer() {
    return sendBuffer.view().clear();
  }

  /**
   * Sends what was put into {@link #sendBuffer} since it was last emptied. The kernel carries
   * rtnetlink requests out before it returns, under a lock that others may hold for tens of
   * milliseconds.
   *
   * @param operation what is being done, for the exception's message
   * @throws SystemCallException if nothing was carried out
   */
  public void send(String operation) throws SystemCallException {
    int length = sendBuffer.view().position();
    try {
      LibC.sendto(descriptor, sendBuffer.pointer(), length, 0, kernel.pointer(), SOCKADDR_BYTES);
    } catch (LastErrorException e) {
      throw new SystemCallException(operation, e.getErrorCode());
    }
  }

  /**
   * Takes the next datagram from the receive queue, without waiting. Only the kernel is heard:
   * every process may write to a netlink socket (netlink(7), nl_pid).
   *
   * @throws SystemCallException for an error other than an empty queue or an overrun
   */
  public Reception receive() throws SystemCallException {
    integer.view().putInt(0, SOCKADDR_BYTES);
    Pointer from = sender.pointer();
    // MSG_TRUNC: the real length, even if the buffer was too short for it.
    long length =
        LibC.recvfrom(
            descriptor, receiveBuffer.pointer(), RECEIVE_BYTES, MSG_TRUNC, from, integer.pointer());
    if (length < 0) {
      int error = Native.getLastError();
      return switch (Errno.of(error)) {
        case EAGAIN, EINTR -> Reception.EMPTY;
        case ENOBUFS -> Reception.OVERRUN;
        default -> throw new SystemCallException("reading from netlink", error);
      };
    }
    if (sender.view().getInt(SOCKADDR_PORT_ID) != 0) {
      return Reception.FOREIGN;
    }
    if (length > RECEIVE_BYTES) {
      return Reception.OVERRUN;
    }
    receiveBuffer.view().clear().limit((int) length);
    return Reception.DATAGRAM;
  }

  /**
   * The datagram that {@link #receive} took, from position to limit, in the machine's byte order.
   * Overwritten by the next one.
   */
  public ByteBuffer received() {
    return receiveBuffer.view();
  }

  /**
   * Waits until something can be received, for at most {@code timeoutMillis}; returns early when a
   * signal arrives.
   *
   * @throws SystemCallException if poll(2) fails
   */
  public void awaitReadable(int timeoutMillis) throws SystemCallException {
    pollEntry.view().putInt(0, descriptor).putShort(POLLFD_EVENTS, POLLIN);
    try {
      LibC.poll(pollEntry.pointer(), 1, timeoutMillis);
    } catch (LastErrorException e) {
      if (Errno.of(e.getErrorCode()) != Errno.EINTR) {
        throw new SystemCallException("waiting for netlink", e.getErrorCode());
      }
    }
  }

  /** Closes the descriptor; a second call does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      LibC.close(descriptor);
    }
  }
}
