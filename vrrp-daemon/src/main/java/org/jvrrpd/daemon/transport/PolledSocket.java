package org.jvrrpd.daemon.transport;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.jna.RawSocket;

/**
 * A raw socket in the event loop's epoll set. Level-triggered: one wake-up reads a bounded number
 * of packets, timers and other sockets have their turn, and the rest wakes the loop again.
 */
final class PolledSocket implements EpollIoHandle {
  /** Reads up to a number of packets and says how many there were. */
  interface Reader {
    int read(RawSocket socket, int maxPackets);
  }

  private final IoEventLoop loop;
  private final RawSocket socket;
  private final FileDescriptor descriptor;
  private final int maxPackets;
  private final long windowNanos;
  private final Reader reader;
  private @Nullable IoRegistration registration;
  private long windowBeganNanos;
  private int left;

  /**
   * Prepares a socket, which stays its opener's.
   *
   * @param maxPackets how many to read in one wake-up
   * @param windowMillis how long that number has to last: once it is used up, the socket is left
   *     alone for as long; 0 for a number that each wake-up has anew
   */
  PolledSocket(
      IoEventLoop loop, RawSocket socket, int maxPackets, long windowMillis, Reader reader) {
    this.loop = loop;
    this.socket = socket;
    this.descriptor = new FileDescriptor(socket.fd());
    this.maxPackets = maxPackets;
    this.windowNanos = TimeUnit.MILLISECONDS.toNanos(windowMillis);
    this.reader = reader;
  }

  /** Joins the epoll set; called on the loop. */
  void register() throws IOException {
    Future<IoRegistration> future = loop.register(this);
    if (!future.isSuccess()) {
      throw new IOException("adding a socket to the event loop", future.cause());
    }
    registration = future.getNow();
    listen();
  }

  /** Leaves the epoll set; must come before the descriptor is closed. */
  void unregister() {
    if (registration != null && registration.isValid()) {
      registration.cancel();
    }
  }

  @Override
  public FileDescriptor fd() {
    return descriptor;
  }

  @Override
  public void handle(IoRegistration readable, IoEvent event) {
    long now = System.nanoTime();
    if (windowNanos == 0 || left == 0 || now - windowBeganNanos >= windowNanos) {
      windowBeganNanos = now;
      left = maxPackets;
    }
    left -= reader.read(socket, left);
    if (left == 0 && windowNanos > 0 && readable.isValid()) {
      readable.submit(EpollIoOps.NONE);
      var _ = loop.schedule(this::listen, windowNanos, TimeUnit.NANOSECONDS);
    }
  }

  /** The loop ends; the descriptor is its opener's to close. */
  @Override
  public void close() {
    unregister();
  }

  private void listen() {
    if (registration != null && registration.isValid()) {
      registration.submit(EpollIoOps.EPOLLIN);
    }
  }
}
