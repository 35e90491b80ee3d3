package org.jvrrpd.daemon.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The control socket of a running daemon: DIR/control.sock, mode 0600, in a directory of mode 0700.
 * One thread of its own serves at most {@value #MAX_CLIENTS} clients at once without ever waiting
 * for one of them: each has 2 s to send a line of at most 4 KiB and 2 s between two reads of its
 * answer. Where more come, the one that has been silent for the longest gives way.
 */
public final class ControlServer implements AutoCloseable {
  static final int MAX_CLIENTS = 8;
  private static final int BACKLOG = 64;

  /** How long new clients wait when the process has no descriptor for them. */
  private static final long ACCEPT_PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final RuntimeDirectory directory;
  private final Selector selector;
  private final ServerSocketChannel listener;
  private final SelectionKey listenerKey;
  private final RequestHandler handler;
  private final PendingStatus pendingStatus;
  private final List<ControlConnection> connections = new ArrayList<>();
  private final Thread thread;
  private long acceptAgainAtNanos;
  private volatile boolean closing;

  private ControlServer(
      RuntimeDirectory directory,
      Selector selector,
      ServerSocketChannel listener,
      RequestHandler handler)
      throws IOException {
    this.directory = directory;
    this.selector = selector;
    this.listener = listener;
    this.handler = handler;
    this.pendingStatus = new PendingStatus(handler);
    listener.configureBlocking(false);
    this.listenerKey = listener.register(selector, SelectionKey.OP_ACCEPT);
    this.thread = new Thread(this::serve, "jvrrpd-control");
    thread.setDaemon(true);
  }

  /**
   * Claims the runtime directory and serves. The directory is made if it is missing; a pid file
   * {@code jvrrpd.pid} is written; a socket that a dead daemon left is replaced.
   *
   * @throws IOException in words: another daemon runs there (with its pid), the directory cannot be
   *     made or is not to be trusted, or its path is too long for a socket
   */
  public static ControlServer open(Path runtimeDirectory, RequestHandler handler)
      throws IOException {
    RuntimeDirectory directory = RuntimeDirectory.claim(runtimeDirectory);
    @Nullable Selector selector = null;
    @Nullable ServerSocketChannel listener = null;
    try {
      selector = Selector.open();
      listener = listen(directory.socket());
      ControlServer server = new ControlServer(directory, selector, listener, handler);
      server.thread.start();
      return server;
    } catch (IOException e) {
      closeAll(listener, selector, directory);
      throw e;
    }
  }

  private static ServerSocketChannel listen(Path socket) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      listener.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
      // Until here, the directory's mode alone keeps others out.
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      return listener;
    } catch (IOException e) {
      listener.close();
      throw new IOException("the control socket " + socket + ": " + e.getMessage(), e);
    }
  }

  private void serve() {
    while (!closing) {
      try {
        long now = System.nanoTime();
        pauseOrResumeAccepting(now);
        selector.select(Math.max(1, millisToNextDeadline(now)));
        selector.selectedKeys().clear();
        turn(System.nanoTime());
      } catch (IOException _) {
        // Only accept(2) can fail here: there is no descriptor left. Those connected go on.
        acceptAgainAtNanos = System.nanoTime() + ACCEPT_PAUSE_NANOS;
      }
    }
  }

  private void turn(long now) throws IOException {
    advanceAll(now);
    boolean accepting = listenerKey.interestOps() != 0;
    for (int i = 0; accepting && i < BACKLOG; i++) {
      accepting = acceptOne(now);
    }
  }

  private void advanceAll(long now) {
    for (ControlConnection connection : connections) {
      connection.advance(now);
    }
    connections.removeIf(ControlConnection::isClosed);
  }

  private void pauseOrResumeAccepting(long now) {
    listenerKey.interestOps(now - acceptAgainAtNanos >= 0 ? SelectionKey.OP_ACCEPT : 0);
  }

  private long millisToNextDeadline(long now) {
    long nanos = listenerKey.interestOps() == 0 ? ACCEPT_PAUSE_NANOS : Long.MAX_VALUE;
    for (ControlConnection connection : connections) {
      nanos = Math.min(nanos, connection.deadlineNanos() - now);
    }
    // A select without a bound would hide a fault of this class for ever.
    return Math.min(Duration.ofSeconds(60).toMillis(), nanos / 1_000_000 + 1);
  }

  private boolean acceptOne(long now) throws IOException {
    @Nullable SocketChannel channel = listener.accept();
    if (channel == null) {
      return false;
    }
    channel.configureBlocking(false);
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
    ControlConnection connection = new ControlConnection(channel, key, handler, pendingStatus, now);
    if (connections.size() >= MAX_CLIENTS) {
      advanceAll(now); // A line that has arrived but was not read yet is no silence.
    }
    if (connections.size() >= MAX_CLIENTS) {
      String busy = MAX_CLIENTS + " clients are being served; try again";
      ControlConnection givesWay = longestSilent(connection);
      connections.remove(givesWay);
      givesWay.refuse(busy, now);
    }
    if (!connection.isClosed()) {
      connections.add(connection);
    }
    return true;
  }

  private ControlConnection longestSilent(ControlConnection newest) {
    for (ControlConnection connection : connections) {
      if (connection.isSilent()) {
        return connection;
      }
    }
    return newest;
  }

  /** Stops serving, removes the socket and the pid file and gives the runtime directory up. */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      thread.join(Duration.ofMillis(500));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    for (ControlConnection connection : connections) {
      connection.close();
    }
    closeAll(listener, selector, directory);
  }

  private static void closeAll(@Nullable AutoCloseable... resources) {
    for (@Nullable AutoCloseable resource : resources) {
      try {
        if (resource != null) {
          resource.close();
        }
      } catch (Exception _) {
        // The process is about to end or has failed already; the rest must be closed too.
      }
    }
  }
}
