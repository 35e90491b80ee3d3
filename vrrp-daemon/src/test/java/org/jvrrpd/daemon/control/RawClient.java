package org.jvrrpd.daemon.control;

import java.io.IOException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A client that need not behave. */
final class RawClient implements AutoCloseable {
  private final SocketChannel channel;

  RawClient(Path runtimeDirectory) throws IOException {
    channel =
        SocketChannel.open(UnixDomainSocketAddress.of(runtimeDirectory.resolve("control.sock")));
  }

  RawClient send(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    return this;
  }

  /**
   * Everything until the server hangs up, which it does in any case; Linux reports that as a reset
   * where it had not read all that was sent.
   */
  String readAll() throws IOException {
    StringBuilder all = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.allocate(65536);
    try {
      while (channel.read(buffer.clear()) >= 0) {
        all.append(StandardCharsets.UTF_8.decode(buffer.flip()));
      }
    } catch (SocketException e) {
      if (!"Connection reset".equals(e.getMessage())) {
        throw e;
      }
    }
    return all.toString();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
