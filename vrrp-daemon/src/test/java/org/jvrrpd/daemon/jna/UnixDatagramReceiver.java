package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A real Unix datagram socket that stands where systemd's would. */
public final class UnixDatagramReceiver implements AutoCloseable {
  private static final int EAGAIN = 11;

  private final int fd;
  private final Memory buffer = new Memory(UnixDatagram.MAX_DATAGRAM_BYTES);

  public UnixDatagramReceiver(String name) {
    fd = LibC.socket(1, 2 | 0x800 | 0x80000, 0);
    Memory address = UnixDatagram.address(name);
    LibC.bind(fd, address, (int) address.size());
  }

  /** The next datagram, without waiting; a Unix datagram has arrived when send returns. */
  public Optional<String> receive() {
    int length = (int) LibC.recvfrom(fd, buffer, buffer.size(), 0, Pointer.NULL, Pointer.NULL);
    if (length >= 0) {
      return Optional.of(new String(buffer.getByteArray(0, length), StandardCharsets.UTF_8));
    }
    if (Native.getLastError() == EAGAIN) {
      return Optional.empty();
    }
    throw new LastErrorException(Native.getLastError());
  }

  @Override
  public void close() {
    LibC.close(fd);
  }
}
