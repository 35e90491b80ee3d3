package org.jvrrpd.daemon.kernel;

import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.jvrrpd.daemon.jna.NetlinkSocket;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * Hears when routes or rules may have been removed or replaced by somebody, over a socket of its
 * own, to be opened only by who has some: a machine with a routing protocol may change thousands in
 * a second. What is gone it does not say: who has some puts all of them in place once more.
 *
 * <p>The kernel says nothing of the IPv4 routes that go with a link which goes down; they are to be
 * added again when {@link NetlinkMonitor} says that it is up. Event loop only, except where a
 * method says otherwise.
 */
public final class RouteMonitor implements AutoCloseable {
  /** From the first notice to the call, for the others that come with it. */
  static final long SETTLE_MILLIS = 100;

  private static final long INTERVAL_MILLIS = 1_000;

  private static final int MAX_DATAGRAMS_PER_WAKEUP = 256;
  private static final int RECEIVE_QUEUE_BYTES = 256 * 1024;
  private static final int GROUPS =
      NetlinkSocket.GROUP_IPV4_ROUTE
          | NetlinkSocket.GROUP_IPV4_RULE
          | NetlinkSocket.GROUP_IPV6_ROUTE
          | NetlinkSocket.GROUP_IPV6_RULE;

  private final IoEventLoop loop;
  private final NetlinkSocket socket;
  private final WatchedSocket watched;
  private final IntPredicate protocols;
  private final Runnable removed;
  private final long intervalNanos;
  private boolean pending;
  private long quietUntilNanos = System.nanoTime();

  private RouteMonitor(
      IoEventLoop loop,
      NetlinkSocket socket,
      IntPredicate protocols,
      Runnable removed,
      long intervalMillis) {
    this.loop = loop;
    this.socket = socket;
    this.watched = new WatchedSocket(loop, socket, this::onReadable);
    this.protocols = protocols;
    this.removed = removed;
    this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
  }

  /**
   * Opens a socket in the network namespace of the calling thread, which is any, and follows.
   *
   * @param loop an event loop over epoll
   * @param protocols whose removal is of interest, by the number in iproute2's rt_protos: ours is
   *     18. Routes that others replace count whatever they are
   * @param removed runs on the loop when something may be gone, our own removals included, 100 ms
   *     later and at most once a second; also when notices were lost. Must not throw
   * @throws IOException if the kernel refuses
   */
  public static RouteMonitor open(IoEventLoop loop, IntPredicate protocols, Runnable removed)
      throws IOException {
    return open(loop, protocols, removed, INTERVAL_MILLIS);
  }

  /** As above, with another time between two calls, so that a test need not wait for it. */
  static RouteMonitor open(
      IoEventLoop loop, IntPredicate protocols, Runnable removed, long intervalMillis)
      throws IOException {
    NetlinkSocket socket = NetlinkSocket.open(GROUPS, RECEIVE_QUEUE_BYTES);
    RouteMonitor monitor = new RouteMonitor(loop, socket, protocols, removed, intervalMillis);
    if (loop.inEventLoop()) {
      monitor.watched.start();
    } else {
      var _ = loop.submit(monitor.watched::start).syncUninterruptibly();
    }
    return monitor;
  }

  private void onReadable() {
    if (watched.isClosed()) {
      return;
    }
    try {
      read();
    } catch (SystemCallException _) {
      // As lost notices, and so that a lasting error cannot keep the loop busy.
      notice();
      watched.pause();
    }
  }

  private void read() throws SystemCallException {
    for (int i = 0; i < MAX_DATAGRAMS_PER_WAKEUP; i++) {
      switch (socket.receive()) {
        case DATAGRAM -> NetlinkMessage.forEach(socket.received(), this::take);
        case FOREIGN -> {}
        case OVERRUN -> notice();
        case EMPTY -> {
          return;
        }
      }
    }
  }

  private void take(NetlinkMessage message) {
    boolean counts =
        switch (message.type()) {
          case Rtnetlink.RTM_DELROUTE -> protocols.test(protocolOfRoute(message));
          // "ip route replace" takes another one's place, which is not reported by itself.
          case Rtnetlink.RTM_NEWROUTE -> message.hasFlag(Rtnetlink.NLM_F_REPLACE);
          case Rtnetlink.RTM_DELRULE -> protocols.test(protocolOfRule(message));
          default -> false;
        };
    if (counts) {
      notice();
    }
  }

  private static int protocolOfRoute(NetlinkMessage message) {
    return message.payload().remaining() > Rtnetlink.RTMSG_PROTOCOL
        ? Byte.toUnsignedInt(message.payload().get(Rtnetlink.RTMSG_PROTOCOL))
        : 0;
  }

  private static int protocolOfRule(NetlinkMessage message) {
    return RouteAttributes.read(message.payload(), Rtnetlink.FIB_RULE_HDR_BYTES)
        .exactly(Rtnetlink.FRA_PROTOCOL, 1)
        .map(value -> Byte.toUnsignedInt(value.get(0)))
        .orElse(0);
  }

  private void notice() {
    if (pending) {
      return;
    }
    pending = true;
    long quiet = TimeUnit.NANOSECONDS.toMillis(quietUntilNanos - System.nanoTime());
    var _ = loop.schedule(this::tell, Math.max(SETTLE_MILLIS, quiet), TimeUnit.MILLISECONDS);
  }

  private void tell() {
    if (watched.isClosed()) {
      return;
    }
    pending = false;
    quietUntilNanos = System.nanoTime() + intervalNanos;
    removed.run();
  }

  /** Stops listening and closes the socket. Any thread; a second call does nothing. */
  @Override
  public void close() {
    watched.close();
  }
}
