package org.jvrrpd.daemon.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The client side of the control socket, for commands. Each call connects, asks, waits a bounded
 * time and hangs up; every failure is an {@link IOException} with a message for people, and an
 * {@link AccessDeniedException} where this user may not ask. Any thread may call it; it blocks.
 */
public final class ControlClient {
  /** Longer than a daemon whose event loop hangs takes to say so. */
  private static final Duration STATUS_PATIENCE = Duration.ofSeconds(5);

  private static final Duration RELOAD_PATIENCE = Duration.ofSeconds(12);

  private static final long RETRY_MILLIS = 20;

  /** Ten times the report of 4,000 instances. */
  private static final int MAX_ANSWER_BYTES = 128 << 20;

  private final Path directory;
  private final Path socket;

  private ControlClient(Path directory) {
    this.directory = directory;
    this.socket = RuntimeDirectory.socketOf(directory);
  }

  /**
   * What the daemon of this runtime directory is doing.
   *
   * @throws AccessDeniedException if this user may not ask it
   * @throws IOException if no daemon runs there, it does not answer within 5 s, or its answer is
   *     not understood
   */
  public static StatusReport status(Path runtimeDirectory) throws IOException {
    ControlClient client = new ControlClient(runtimeDirectory);
    if (client.ask(new Request.Status(), STATUS_PATIENCE) instanceof Answer.Status(var report)) {
      return report;
    }
    throw client.notUnderstood("it is not a status report");
  }

  /**
   * Makes the daemon of this runtime directory read its configuration again.
   *
   * @param dryRun whether only to say what would change
   * @throws AccessDeniedException if this user may not ask it
   * @throws IOException as for {@link #status}, after at most 12 s
   */
  public static ReloadOutcome reload(Path runtimeDirectory, boolean dryRun) throws IOException {
    ControlClient client = new ControlClient(runtimeDirectory);
    if (client.ask(new Request.Reload(dryRun), RELOAD_PATIENCE)
        instanceof Answer.Reload(var outcome)) {
      return outcome;
    }
    throw client.notUnderstood("it is not the outcome of a reload");
  }

  private Answer ask(Request request, Duration patience) throws IOException {
    String line = exchange(request.line() + "\n", patience);
    Answer answer;
    try {
      answer = Answer.parse(line);
    } catch (IllegalArgumentException e) {
      throw notUnderstood(String.valueOf(e.getMessage()));
    }
    if (answer instanceof Answer.Failure(String reason)) {
      throw new IOException(reason);
    }
    return answer;
  }

  private IOException notUnderstood(String why) {
    return new IOException("the answer of the jvrrpd at " + socket + " is not understood: " + why);
  }

  private String exchange(String request, Duration patience) throws IOException {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    try (Selector selector = Selector.open();
        SocketChannel channel = connect(selector, deadlineNanos)) {
      // A request fits the buffer of a socket that is new.
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
      channel.register(selector, SelectionKey.OP_READ);
      return readLine(channel, selector, patience);
    }
  }

  /** Connects, again and again while the daemon's queue of clients is full. */
  private SocketChannel connect(Selector selector, long deadlineNanos) throws IOException {
    while (System.nanoTime() - deadlineNanos < 0) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        // A blocking connect would wait for ever where a stopped daemon's queue is full.
        channel.configureBlocking(false);
        channel.connect(UnixDomainSocketAddress.of(socket));
        return channel;
      } catch (SocketException e) {
        channel.close();
        // The JDK tells errno apart by words only, and gives EACCES as a BindException.
        String reason = String.valueOf(e.getMessage());
        if (reason.contains("Permission denied")) {
          throw new AccessDeniedException(
              socket.toString(), null, "only root and the daemon's own user may ask it; try sudo");
        }
        if (!reason.contains("temporarily unavailable")) {
          throw new IOException("no jvrrpd runs here (" + socket + "): " + reason, e);
        }
        selector.select(RETRY_MILLIS);
      }
    }
    throw noAnswer();
  }

  private IOException noAnswer() {
    return new IOException(
        "the jvrrpd at "
            + socket
            + " does not answer (pid "
            + RuntimeDirectory.pidOf(directory)
            + "): it is stopped or very busy");
  }

  /** The patience is for each piece: a large answer on a busy machine takes longer as a whole. */
  private String readLine(SocketChannel channel, Selector selector, Duration patience)
      throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
    while (answer.size() <= MAX_ANSWER_BYTES) {
      if (selector.select(patience.toMillis()) == 0) {
        throw noAnswer();
      }
      selector.selectedKeys().clear();
      int count = channel.read(buffer.clear());
      if (count < 0) {
        throw new IOException("the jvrrpd at " + socket + " hung up without an answer");
      }
      answer.write(buffer.array(), 0, count);
      if (count > 0 && buffer.get(count - 1) == '\n') {
        return answer.toString(StandardCharsets.UTF_8).strip();
      }
    }
    throw notUnderstood("it is longer than " + MAX_ANSWER_BYTES + " bytes");
  }
}
