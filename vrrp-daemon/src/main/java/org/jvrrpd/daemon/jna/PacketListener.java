package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A packet(7) socket that listens on one link, also to what this host itself sends there, which a
 * raw IP socket does not hear. Packets come without their link-layer header. Non-blocking, closed
 * on exec. It owns its descriptor. Not thread-safe. Needs CAP_NET_RAW.
 */
public final class PacketListener implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_ATTACH_FILTER = 26;

  /** linux/if_ether.h; no other protocol number hears outgoing packets. */
  private static final short ETH_P_ALL = 3;

  // The first members of struct sockaddr_ll (linux/if_packet.h): family u16, protocol u16
  // (big-endian), link index s32.
  private static final int SOCKADDR_BYTES = 20;
  private static final int SOCKADDR_PROTOCOL = 2;
  private static final int SOCKADDR_LINK_INDEX = 4;

  private final int fd;
  private final NativeBuffer packet;

  private PacketListener(int fd, int maxBytes) {
    this.fd = fd;
    this.packet = new NativeBuffer(maxBytes);
  }

  /**
   * Opens a socket in the network namespace of the calling thread.
   *
   * @param linkIndex the link to listen on
   * @param filter what to keep; it sees packets from their network header on
   * @param maxBytes of a longer packet, the rest is cut
   * @throws SystemCallException EPERM without CAP_NET_RAW, ENODEV if there is no such link; nothing
   *     stays open
   */
  public static PacketListener open(int linkIndex, BpfProgram filter, int maxBytes)
      throws SystemCallException {
    try {
      // With protocol 0 it hears nothing until it is bound, and by then it has its filter.
      int fd = LibC.socket(AF_PACKET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
      PacketListener listener = new PacketListener(fd, maxBytes);
      try {
        listener.attach(filter);
        listener.bind(linkIndex);
        return listener;
      } catch (LastErrorException e) {
        listener.close();
        throw e;
      }
    } catch (LastErrorException e) {
      throw new SystemCallException("opening a packet socket to listen", e.getErrorCode());
    }
  }

  private void attach(BpfProgram filter) {
    try (Memory program = filter.toNative()) {
      LibC.setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, program, BpfProgram.PROGRAM_HEADER_BYTES);
    }
  }

  private void bind(int linkIndex) {
    NativeBuffer address = new NativeBuffer(SOCKADDR_BYTES);
    address
        .view()
        .putShort(0, (short) AF_PACKET)
        .putInt(SOCKADDR_LINK_INDEX, linkIndex)
        .order(ByteOrder.BIG_ENDIAN)
        .putShort(SOCKADDR_PROTOCOL, ETH_P_ALL);
    LibC.bind(fd, address.pointer(), SOCKADDR_BYTES);
  }

  /**
   * Takes the oldest packet from the queue, without waiting.
   *
   * @return the packet from its network header on, big-endian, read-only and valid until the next
   *     call; without remaining bytes where the queue is empty
   * @throws SystemCallException ENETDOWN if the link is down
   */
  public ByteBuffer receive() throws SystemCallException {
    ByteBuffer view = packet.view().duplicate().order(ByteOrder.BIG_ENDIAN).asReadOnlyBuffer();
    long length = LibC.recvfrom(fd, packet.pointer(), packet.size(), 0, null, null);
    if (length >= 0) {
      return view.limit(Math.toIntExact(length));
    }
    int error = Native.getLastError();
    if (Errno.of(error) == Errno.EAGAIN) {
      return view.limit(0);
    }
    throw new SystemCallException("listening on a link", error);
  }

  /** Closes the descriptor. Call it once. */
  @Override
  public void close() {
    LibC.close(fd);
  }
}
