package org.jvrrpd.daemon.kernel;

import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jvrrpd.daemon.jna.NetlinkSocket;
import org.jvrrpd.daemon.jna.NetlinkSocket.Reception;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * Follows the links and addresses of a network namespace: rtnetlink's multicast groups, read on the
 * event loop. Lists are only ever asked for on other threads, since the kernel makes those wait
 * that ask.
 *
 * <p>When notifications were lost (ENOBUFS), the kernel drops all further ones, silently, until the
 * queue has been read empty. So the monitor first reads it empty, then has a {@link KernelSnapshot}
 * read on a thread of its own, and reports what differs. Until then the view may be stale.
 *
 * <p>Unless a method says otherwise it is called on the event loop.
 */
public final class NetlinkMonitor implements AutoCloseable {
  /** Datagrams read for one wake-up; the loop comes back for the rest after its other work. */
  static final int MAX_DATAGRAMS_PER_WAKEUP = 256;

  private static final int MAX_DATAGRAMS_AT_START = 65_536;

  /** Room for some thousand notifications. */
  private static final int RECEIVE_QUEUE_BYTES = 1024 * 1024;

  private static final int GROUPS =
      NetlinkSocket.GROUP_LINK
          | NetlinkSocket.GROUP_IPV4_ADDRESS
          | NetlinkSocket.GROUP_IPV6_ADDRESS;

  private static final long RETRY_SECONDS = 1;

  /** Hears of changes, on the event loop: must not block it, nor throw. */
  public interface Listener {
    /** A link is new, or its name, state, Ethernet address or MTU is another. */
    void linkChanged(Link link);

    /** A link is gone; its addresses were reported as removed before. */
    void linkRemoved(Link link);

    /**
     * An address is there, or its flags, scope or owner are others. A renewal, which only changes
     * the lifetime, is not reported, nor is any other change of an address that bears our mark.
     */
    void addressAdded(InterfaceAddress address);

    /** An address is gone. */
    void addressRemoved(InterfaceAddress address);
  }

  private final IoEventLoop loop;
  private final NetlinkSocket socket;
  private final WatchedSocket watched;
  private final KernelView view = new KernelView();
  private final Listener listener;

  /** Messages were lost, and no snapshot has been asked for since. */
  private boolean stale;

  /** A snapshot is being read. */
  private boolean reading;

  private boolean started;
  private long overruns;

  private NetlinkMonitor(IoEventLoop loop, NetlinkSocket socket, Listener listener) {
    this.loop = loop;
    this.socket = socket;
    this.watched = new WatchedSocket(loop, socket, this::onReadable);
    this.listener = listener;
  }

  /**
   * Reads what there is now, without reporting it, and follows it from then on. Blocks while it
   * reads. Any thread, also the event loop's before it has work to do.
   *
   * @param loop an event loop over epoll
   * @throws IOException if the kernel refuses
   */
  public static NetlinkMonitor open(IoEventLoop loop, Listener listener) throws IOException {
    return open(loop, listener, RECEIVE_QUEUE_BYTES);
  }

  /** As above, with another receive queue, so that a test can overrun it. */
  static NetlinkMonitor open(IoEventLoop loop, Listener listener, int receiveQueueBytes)
      throws IOException {
    NetlinkSocket socket = NetlinkSocket.open(GROUPS, receiveQueueBytes);
    NetlinkMonitor monitor = new NetlinkMonitor(loop, socket, listener);
    try {
      socket.attachFilter(RenewalFilter.program());
      monitor.readInitially();
      if (loop.inEventLoop()) {
        monitor.start();
      } else {
        var _ = loop.submit(monitor::start).syncUninterruptibly();
      }
      return monitor;
    } catch (IOException | RuntimeException e) {
      monitor.close();
      throw e;
    }
  }

  private void readInitially() throws IOException {
    // The groups were joined before the lists are read: a change is in one of them or in both.
    view.beginComparison();
    KernelSnapshot snapshot = KernelSnapshot.read();
    readUpTo(MAX_DATAGRAMS_AT_START);
    view.compareWith(snapshot);
  }

  private void start() {
    view.reportTo(listener);
    started = true;
    watched.start();
    onReadable();
  }

  /** Every link, in the order of their indexes. */
  public Collection<Link> links() {
    return view.links();
  }

  /** The link that has this name now. */
  public Optional<Link> link(String name) {
    return view.link(name);
  }

  /** The addresses of one link; empty if there is no such link. */
  public List<InterfaceAddress> addresses(int linkIndex) {
    return view.addresses(linkIndex);
  }

  /** How often notifications were lost and everything was read again. */
  public long overruns() {
    return overruns;
  }

  /** One wake-up. */
  private void onReadable() {
    if (watched.isClosed()) {
      return;
    }
    try {
      readUpTo(MAX_DATAGRAMS_PER_WAKEUP);
    } catch (SystemCallException _) {
      // Unheard of for a netlink socket but for a shortage of memory: read everything anew, later.
      stale = true;
      watched.pause();
    }
  }

  /** Reads at most so many datagrams; true if the queue was then empty. */
  private boolean readUpTo(int maxDatagrams) throws SystemCallException {
    for (int i = 0; i < maxDatagrams; i++) {
      Reception reception = socket.receive();
      switch (reception) {
        case DATAGRAM -> NetlinkMessage.forEach(socket.received(), view::take);
        case FOREIGN -> {}
        case OVERRUN -> {
          stale = true;
          overruns++;
        }
        case EMPTY -> {
          if (stale && !reading && started) {
            readSnapshot();
          }
          return true;
        }
      }
    }
    return false;
  }

  private void readSnapshot() {
    stale = false;
    reading = true;
    view.beginComparison();
    Thread.ofPlatform()
        .daemon()
        .name("jvrrpd-kernel-snapshot")
        .start(
            () -> {
              try {
                KernelSnapshot snapshot = KernelSnapshot.read();
                loop.execute(() -> onSnapshot(snapshot));
              } catch (IOException _) {
                retryLater();
              } catch (RejectedExecutionException _) {
                // The loop has ended, and with it all interest.
              }
            });
  }

  private void retryLater() {
    try {
      var _ =
          loop.schedule(
              () -> {
                reading = false;
                stale = true;
                onReadable();
              },
              RETRY_SECONDS,
              TimeUnit.SECONDS);
    } catch (RejectedExecutionException _) {
      // The loop has ended, and with it all interest.
    }
  }

  private void onSnapshot(KernelSnapshot snapshot) {
    if (watched.isClosed()) {
      return;
    }
    try {
      // What happened before the snapshot is in the queue by now and must be known to be older.
      if (!readUpTo(MAX_DATAGRAMS_PER_WAKEUP)) {
        loop.execute(() -> onSnapshot(snapshot));
        return;
      }
    } catch (SystemCallException _) {
      stale = true;
      watched.pause();
    }
    reading = false;
    if (stale) {
      onReadable();
    } else {
      view.compareWith(snapshot);
    }
  }

  /** Stops listening and closes the socket. Any thread; a second call does nothing. */
  @Override
  public void close() {
    watched.close();
  }
}
