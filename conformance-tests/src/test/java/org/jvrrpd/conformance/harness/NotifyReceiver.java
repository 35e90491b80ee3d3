package org.jvrrpd.conformance.harness;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * The end of a notification socket that systemd would hold: a unix datagram socket, which Java does
 * not have. Safe for use by several threads.
 */
public final class NotifyReceiver implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int PATH_OFFSET = 2;
  private static final int PATH_BYTES = 108;
  private static final int MESSAGE_BYTES = 4096;

  private static final long PAUSE_NANOS = 5_000_000;

  private final int descriptor;
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final Thread reader = Thread.ofPlatform().daemon().unstarted(this::read);
  private volatile boolean closed;

  static {
    Native.register(NotifyReceiver.class, "c");
  }

  private NotifyReceiver(int descriptor) {
    this.descriptor = descriptor;
  }

  private static native int socket(int domain, int type, int protocol) throws LastErrorException;

  private static native int bind(int fd, Pointer address, int length) throws LastErrorException;

  private static native long recv(int fd, Pointer buffer, long length, int flags);

  private static native int close(int fd);

  /**
   * Binds a socket.
   *
   * @param path where, at most 107 bytes
   * @throws IOException if it cannot be bound
   */
  public static NotifyReceiver open(Path path) throws IOException {
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    if (name.length >= PATH_BYTES) {
      throw new IOException(path + " is too long for a socket");
    }
    try (Memory address = new Memory(PATH_OFFSET + PATH_BYTES)) {
      address.clear();
      address.setShort(0, (short) AF_UNIX);
      address.write(PATH_OFFSET, name, 0, name.length);
      NotifyReceiver receiver = new NotifyReceiver(socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0));
      bind(receiver.descriptor, address, (int) address.size());
      receiver.reader.start();
      return receiver;
    } catch (LastErrorException e) {
      throw new IOException("binding " + path, e);
    }
  }

  /** Reads as systemd does, without waiting to be asked: the kernel queues ten datagrams only. */
  private void read() {
    try (Memory buffer = new Memory(MESSAGE_BYTES)) {
      while (!closed) {
        long length = recv(descriptor, buffer, MESSAGE_BYTES, 0);
        if (length < 0) {
          LockSupport.parkNanos(PAUSE_NANOS);
        } else {
          byte[] message = buffer.getByteArray(0, (int) length);
          messages.add(new String(message, StandardCharsets.UTF_8));
        }
      }
    }
  }

  /** Everything that was heard so far, a text for each datagram. */
  public List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public void close() {
    closed = true;
    try {
      reader.join();
      int _ = close(descriptor);
    } catch (InterruptedException _) {
      // The descriptor stays open rather than being pulled away under the reader.
      Thread.currentThread().interrupt();
    }
  }
}
