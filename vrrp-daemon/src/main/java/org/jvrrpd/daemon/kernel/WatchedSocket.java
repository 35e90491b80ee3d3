package org.jvrrpd.daemon.kernel;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.jna.NetlinkSocket;

/**
 * A netlink socket at which an event loop wakes up. Level-triggered: what is left in the queue
 * wakes it again. Owns the socket. Event loop only, except {@link #close}.
 */
final class WatchedSocket implements AutoCloseable {
  private static final long PAUSE_SECONDS = 1;

  private final IoEventLoop loop;
  private final NetlinkSocket socket;
  private final Runnable onReadable;
  private @Nullable IoRegistration registration;
  private boolean closed;

  /**
   * Takes the socket over; nothing is watched yet.
   *
   * @param loop an event loop over epoll
   * @param onReadable runs on the loop when something can be received, or an error fetched
   */
  WatchedSocket(IoEventLoop loop, NetlinkSocket socket, Runnable onReadable) {
    this.loop = loop;
    this.socket = socket;
    this.onReadable = onReadable;
  }

  /** Begins to watch. */
  void start() {
    registration = loop.register(new Handle()).syncUninterruptibly().getNow();
    submit(EpollIoOps.EPOLLIN);
  }

  /** Looks away for a second, so that a lasting error cannot keep the loop busy. */
  void pause() {
    submit(EpollIoOps.NONE);
    var _ =
        loop.schedule(
            () -> {
              submit(EpollIoOps.EPOLLIN);
              onReadable.run();
            },
            PAUSE_SECONDS,
            TimeUnit.SECONDS);
  }

  private void submit(EpollIoOps operations) {
    if (registration != null && registration.isValid()) {
      registration.submit(operations);
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** Stops watching and closes the socket. Any thread; a second call does nothing. */
  @Override
  public void close() {
    if (loop.inEventLoop() || loop.isShutdown()) {
      closeOnLoop();
      return;
    }
    try {
      loop.submit(this::closeOnLoop).syncUninterruptibly();
    } catch (RejectedExecutionException _) {
      closeOnLoop();
    }
  }

  private void closeOnLoop() {
    if (closed) {
      return;
    }
    closed = true;
    // A loop that has ended took its epoll descriptor along, and may not have closed its handles.
    if (registration != null && !loop.isShutdown()) {
      registration.cancel();
    }
    socket.close();
  }

  /** What the event loop knows of the socket. The descriptor stays the socket's. */
  private final class Handle implements EpollIoHandle {
    private final FileDescriptor descriptor = new FileDescriptor(socket.descriptor());

    @Override
    public FileDescriptor fd() {
      return descriptor;
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
      onReadable.run();
    }

    /** Called when the event loop ends before the socket. */
    @Override
    public void close() {
      closeOnLoop();
    }
  }
}
