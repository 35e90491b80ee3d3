package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A packet(7) socket that only sends whole Ethernet frames, on any link: non-blocking, closed on
 * exec. Its protocol is 0 and its filter drops everything, so that it receives nothing and no queue
 * of it can grow. It owns its descriptor. Not thread-safe. Needs CAP_NET_RAW.
 */
public final class PacketSocket implements AutoCloseable {
  /** The longest frame that can be sent, in bytes. */
  public static final int FRAME_BYTES = 128;

  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_ATTACH_FILTER = 26;

  // struct sockaddr_ll (linux/if_packet.h): family u16, EtherType u16 (big-endian), link index s32,
  // hardware type u16, packet type u8, address length u8, address u8[8].
  private static final int SOCKADDR_BYTES = 20;
  private static final int SOCKADDR_ETHER_TYPE = 2;
  private static final int SOCKADDR_LINK_INDEX = 4;

  private final int descriptor;
  private final NativeBuffer frame = new NativeBuffer(FRAME_BYTES);
  private final NativeBuffer target = new NativeBuffer(SOCKADDR_BYTES);
  private boolean closed;

  private PacketSocket(int descriptor) {
    this.descriptor = descriptor;
    frame.view().order(ByteOrder.BIG_ENDIAN);
    target.view().putShort(0, (short) AF_PACKET);
  }

  /**
   * Opens a socket in the network namespace of the calling thread.
   *
   * @param purpose what it is for, in words that go on after "a packet socket for"
   * @throws SystemCallException if the kernel refuses, EPERM without CAP_NET_RAW; nothing stays
   *     open
   */
  public static PacketSocket open(String purpose) throws SystemCallException {
    PacketSocket socket;
    try {
      socket = new PacketSocket(LibC.socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    } catch (LastErrorException e) {
      String operation = "opening a packet socket for " + purpose;
      throw e.getErrorCode() == Errno.EPERM.number()
          ? new SystemCallException(operation, e.getErrorCode(), "the daemon needs CAP_NET_RAW")
          : new SystemCallException(operation, e.getErrorCode());
    }
    try {
      socket.attachDropAllFilter();
      return socket;
    } catch (LastErrorException e) {
      socket.close();
      throw new SystemCallException("filtering a packet socket", e.getErrorCode());
    }
  }

  private void attachDropAllFilter() {
    try (Memory program = BpfProgram.dropEverything().toNative()) {
      LibC.setsockopt(
          descriptor, SOL_SOCKET, SO_ATTACH_FILTER, program, BpfProgram.PROGRAM_HEADER_BYTES);
    }
  }

  /** The buffer to build a frame in: emptied by this call, in network byte order. */
  public ByteBuffer frameBuffer() {
    return frame.view().clear();
  }

  /**
   * Sends what was put into {@link #frameBuffer} since it was last emptied.
   *
   * @param linkIndex the link to send it on
   * @param etherType the frame's EtherType
   * @param operation what is being done, for the exception's message
   * @return whether it was sent; false if the kernel had no room (EAGAIN, ENOBUFS)
   * @throws SystemCallException ENETDOWN if the link is down, ENXIO or ENODEV if it is gone
   */
  public boolean send(int linkIndex, int etherType, String operation) throws SystemCallException {
    target
        .view()
        .put(SOCKADDR_ETHER_TYPE, (byte) (etherType >> 8))
        .put(SOCKADDR_ETHER_TYPE + 1, (byte) etherType)
        .putInt(SOCKADDR_LINK_INDEX, linkIndex);
    int length = frame.view().position();
    try {
      LibC.sendto(descriptor, frame.pointer(), length, 0, target.pointer(), SOCKADDR_BYTES);
      return true;
    } catch (LastErrorException e) {
      return switch (Errno.of(e.getErrorCode())) {
        case EAGAIN, ENOBUFS -> false;
        default -> throw new SystemCallException(operation, e.getErrorCode());
      };
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
