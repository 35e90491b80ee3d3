package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A packet socket on an interface of another namespace: sends and captures whole frames. */
public final class WirePort implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW_CLOEXEC = 0x8_0003;
  private static final short ETH_P_ALL_IN_NETWORK_ORDER = 0x0300;
  private static final int SOL_PACKET = 263;
  private static final int PACKET_IGNORE_OUTGOING = 23;
  private static final int SOCKADDR_LL_BYTES = 20;
  private static final int SOCKADDR_LL_INDEX_AT = 4;
  private static final int MAX_FRAME_BYTES = 65_536;
  private static final short POLLIN = 1;

  private final int fd;
  private final Memory buffer = new Memory(MAX_FRAME_BYTES);

  private WirePort(int fd) {
    this.fd = fd;
  }

  /** Opens it on a thread of its own: a socket stays in the namespace of the thread it is from. */
  public static WirePort open(String namespace, String interfaceName) {
    CompletableFuture<WirePort> opened = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                TestThread.enterNamespace(namespace);
                opened.complete(new WirePort(socketOn(interfaceName)));
              } catch (RuntimeException e) {
                opened.completeExceptionally(e);
              }
            });
    return opened.join();
  }

  private static int socketOn(String interfaceName) {
    int fd = LibC.socket(AF_PACKET, SOCK_RAW_CLOEXEC, 0);
    Memory value = new Memory(SOCKADDR_LL_BYTES);
    value.clear();
    value.setInt(0, 1);
    LibC.setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, value, Integer.BYTES);
    value.clear();
    value.setShort(0, (short) AF_PACKET);
    value.setShort(2, ETH_P_ALL_IN_NETWORK_ORDER);
    value.setInt(SOCKADDR_LL_INDEX_AT, TestThread.interfaceIndex(interfaceName));
    LibC.bind(fd, value, SOCKADDR_LL_BYTES);
    return fd;
  }

  /** Puts a frame on the wire. */
  public void send(byte[] frame) {
    buffer.write(0, frame, 0, frame.length);
    LibC.sendto(fd, buffer, frame.length, 0, null, 0);
  }

  /** The next frame that arrives within this time. */
  public Optional<byte[]> receive(Duration patience) {
    try (Memory pollfd = new Memory(2L * Integer.BYTES)) {
      pollfd.setInt(0, fd);
      pollfd.setShort(4, POLLIN);
      pollfd.setShort(6, (short) 0);
      if (LibC.poll(pollfd, 1, Math.toIntExact(patience.toMillis())) == 0) {
        return Optional.empty();
      }
    }
    try (Memory address = new Memory(SOCKADDR_LL_BYTES + (long) Integer.BYTES)) {
      address.setInt(SOCKADDR_LL_BYTES, SOCKADDR_LL_BYTES);
      Pointer addressLength = address.share(SOCKADDR_LL_BYTES);
      long length = LibC.recvfrom(fd, buffer, MAX_FRAME_BYTES, 0, address, addressLength);
      if (length < 0) {
        throw new LastErrorException(Native.getLastError());
      }
      return Optional.of(buffer.getByteArray(0, Math.toIntExact(length)));
    }
  }

  @Override
  public void close() {
    LibC.close(fd);
  }
}
