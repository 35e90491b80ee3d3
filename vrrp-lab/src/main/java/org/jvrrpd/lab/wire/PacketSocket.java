package org.jvrrpd.lab.wire;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A packet socket (packet(7)) on one interface of any network namespace: whole Ethernet frames in
 * and out. Owns its descriptor. One thread may receive while another sends.
 */
public final class PacketSocket implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final short ETH_P_ALL_BIG_ENDIAN = 0x0300;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUF = 8;
  private static final int SO_TIMESTAMPNS = 35;
  private static final int SOL_PACKET = 263;
  private static final int PACKET_ADD_MEMBERSHIP = 1;
  private static final int PACKET_STATISTICS = 6;
  private static final short PACKET_MR_PROMISC = 1;
  private static final int CLONE_NEWNET = 0x40000000;
  private static final int O_RDONLY_CLOEXEC = 0x80000;
  private static final short POLLIN = 1;

  private static final int FRAME_LIMIT_BYTES = 65_536;
  private static final int CONTROL_BYTES = 128;
  private static final int RECEIVE_BUFFER_BYTES = 8 << 20;

  private final int fd;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment frame = arena.allocate(FRAME_LIMIT_BYTES);
  private final MemorySegment control = arena.allocate(CONTROL_BYTES, 8);
  private final MemorySegment message = arena.allocate(56, 8); // struct msghdr
  private boolean closed;

  private PacketSocket(int fd) {
    this.fd = fd;
    MemorySegment vector = arena.allocate(16, 8); // struct iovec
    vector.set(ADDRESS, 0, frame);
    vector.set(JAVA_LONG, 8, FRAME_LIMIT_BYTES);
    message.set(ADDRESS, 16, vector);
    message.set(JAVA_LONG, 24, 1);
    message.set(ADDRESS, 32, control);
  }

  /**
   * Opens a socket that hears every frame of one interface, promiscuously, and only those.
   *
   * @param namespace the namespace's file, for example {@code /run/netns/lab.server1}
   * @param interfaceName the interface's name inside
   * @throws IOException if the namespace or the interface is not there, or CAP_NET_RAW is missing
   */
  public static PacketSocket open(Path namespace, String interfaceName) throws IOException {
    FutureTask<PacketSocket> task =
        new FutureTask<>(
            () -> {
              enter(namespace);
              return openHere(interfaceName);
            });
    // A thread of its own: setns(2) moves the calling thread, and this one ends with the task.
    Thread.ofPlatform().name("open-" + interfaceName).start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("opening a packet socket: interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException(
          "opening a packet socket on %s in %s: %s"
              .formatted(interfaceName, namespace, e.getCause()),
          e);
    }
  }

  private static void enter(Path namespace) throws IOException {
    try (Arena local = Arena.ofConfined()) {
      int file =
          (int)
              SystemCalls.call(
                  "opening " + namespace,
                  SystemCalls.OPEN,
                  local.allocateFrom(namespace.toString()),
                  O_RDONLY_CLOEXEC);
      try {
        SystemCalls.call("entering " + namespace, SystemCalls.SETNS, file, CLONE_NEWNET);
      } finally {
        SystemCalls.attempt(SystemCalls.CLOSE, file);
      }
    }
  }

  /** Bound to nothing (protocol 0) until its options are set, so that it hears nothing else. */
  private static PacketSocket openHere(String interfaceName) throws IOException {
    int fd =
        (int)
            SystemCalls.call(
                "socket",
                SystemCalls.SOCKET,
                AF_PACKET,
                SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC,
                0);
    try (Arena local = Arena.ofConfined()) {
      MemorySegment name = local.allocateFrom(interfaceName);
      int index = (int) SystemCalls.attempt(SystemCalls.IF_NAMETOINDEX, name).result();
      if (index == 0) {
        throw new IOException("there is no interface " + interfaceName);
      }
      set(fd, SOL_SOCKET, SO_RCVBUF, integer(local, RECEIVE_BUFFER_BYTES));
      set(fd, SOL_SOCKET, SO_TIMESTAMPNS, integer(local, 1));
      MemorySegment membership = local.allocate(16, 4); // struct packet_mreq
      membership.set(JAVA_INT, 0, index);
      membership.set(JAVA_SHORT, 4, PACKET_MR_PROMISC);
      set(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, membership);
      MemorySegment address = local.allocate(20, 4); // struct sockaddr_ll
      address.set(JAVA_SHORT, 0, (short) AF_PACKET);
      address.set(JAVA_SHORT, 2, ETH_P_ALL_BIG_ENDIAN);
      address.set(JAVA_INT, 4, index);
      SystemCalls.call("bind", SystemCalls.BIND, fd, address, (int) address.byteSize());
      return new PacketSocket(fd);
    } catch (IOException | RuntimeException e) {
      SystemCalls.attempt(SystemCalls.CLOSE, fd);
      throw e;
    }
  }

  /**
   * Puts one frame on the wire, from the destination's MAC address on.
   *
   * @throws IOException if the kernel refuses it, for example because the carrier is gone
   */
  public synchronized void send(byte[] bytes) throws IOException {
    if (closed) {
      throw new IOException("the socket is closed");
    }
    try (Arena local = Arena.ofConfined()) {
      SystemCalls.call(
          "sending a frame",
          SystemCalls.SEND,
          fd,
          local.allocateFrom(JAVA_BYTE, bytes),
          (long) bytes.length,
          0);
    }
  }

  /** Waits until a frame has arrived or the time is over. */
  void await(int limitMillis) throws IOException {
    try (Arena local = Arena.ofConfined()) {
      MemorySegment poll = local.allocate(8, 4); // struct pollfd
      poll.set(JAVA_INT, 0, fd);
      poll.set(JAVA_SHORT, 4, POLLIN);
      SystemCalls.Outcome outcome = SystemCalls.attempt(SystemCalls.POLL, poll, 1L, limitMillis);
      if (outcome.failed() && outcome.errno() != SystemCalls.EINTR) {
        throw new IOException("waiting for a frame: errno " + outcome.errno());
      }
    }
  }

  /** The next frame that has arrived, with the time at which the kernel saw it; empty if none. */
  Optional<CapturedFrame> receive() throws IOException {
    message.set(JAVA_LONG, 40, CONTROL_BYTES);
    SystemCalls.Outcome outcome = SystemCalls.attempt(SystemCalls.RECVMSG, fd, message, 0);
    if (outcome.failed()) {
      if (outcome.errno() == SystemCalls.EAGAIN || outcome.errno() == SystemCalls.EINTR) {
        return Optional.empty();
      }
      throw new IOException("receiving a frame: errno " + outcome.errno());
    }
    byte[] bytes = frame.asSlice(0, outcome.result()).toArray(JAVA_BYTE);
    return Optional.of(new CapturedFrame(arrivalNanos(), bytes));
  }

  /** The one control message that was asked for: struct cmsghdr, then struct timespec. */
  private long arrivalNanos() throws IOException {
    boolean stamped =
        message.get(JAVA_LONG, 40) >= 32
            && control.get(JAVA_INT, 8) == SOL_SOCKET
            && control.get(JAVA_INT, 12) == SO_TIMESTAMPNS;
    if (!stamped) {
      throw new IOException("the kernel gave a frame no time stamp");
    }
    return Math.addExact(
        Math.multiplyExact(control.get(JAVA_LONG, 16), 1_000_000_000L), control.get(JAVA_LONG, 24));
  }

  /** How many frames the kernel threw away because this socket was not read fast enough. */
  long droppedFrames() throws IOException {
    try (Arena local = Arena.ofConfined()) {
      MemorySegment statistics = local.allocate(8, 4); // struct tpacket_stats
      SystemCalls.call(
          "reading statistics",
          SystemCalls.GETSOCKOPT,
          fd,
          SOL_PACKET,
          PACKET_STATISTICS,
          statistics,
          integer(local, 8));
      return Integer.toUnsignedLong(statistics.get(JAVA_INT, 4));
    }
  }

  /** Closes the descriptor. Nobody may be in {@link #receive} or {@link #await} any more. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      SystemCalls.attempt(SystemCalls.CLOSE, fd);
      arena.close();
    }
  }

  private static void set(int fd, int level, int option, MemorySegment value) throws IOException {
    SystemCalls.call(
        "setting socket option " + level + "/" + option,
        SystemCalls.SETSOCKOPT,
        fd,
        level,
        option,
        value,
        (int) value.byteSize());
  }

  private static MemorySegment integer(Arena arena, int value) {
    return arena.allocateFrom(JAVA_INT, value);
  }
}
