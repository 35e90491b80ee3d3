package org.jvrrpd.daemon.transport;

import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.RawSocket;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * One interface's VRRP sockets, shared by all its virtual routers of one address family: one that
 * receives what may decide an election, one that samples the rest, one that only transmits. Owns
 * the descriptors. Belongs to an event loop, and every method must be called on it.
 *
 * <p>It is tied to the interface's index: where the interface was deleted and made again, or its
 * address replaced, close this and open another.
 */
public final class VrrpInterface implements AutoCloseable {
  /** The longest message that can be sent: 255 IPv6 addresses are 4,088 bytes. */
  public static final int MAX_MESSAGE_BYTES = 4096;

  /** In one wake-up; then timers and other sockets have their turn. */
  static final int ELECTION_PACKETS_PER_WAKE_UP = 64;

  /** No more than 320 samples a second, whatever arrives. */
  static final int SAMPLES_PER_WINDOW = 16;

  static final long SAMPLE_WINDOW_MILLIS = 50;

  private final IoEventLoop loop;
  private final VrrpSockets.Trio sockets;
  private final AddressFamily family;
  private final int index;
  private final IpAddress source;
  private final Transmitter transmitter;
  private final Map<String, OtherLink> otherLinks = new HashMap<>();
  private final Arrivals arrivals;
  private final Receiver receiver;
  private final PolledSocket election;
  private final PolledSocket sampling;
  private boolean closed;

  private VrrpInterface(
      IoEventLoop loop,
      int index,
      VrrpSockets.Trio sockets,
      Transmitter transmitter,
      IpAddress source,
      Receiver receiver) {
    this.loop = loop;
    this.sockets = sockets;
    this.source = source;
    this.family = source.family();
    this.index = index;
    this.transmitter = transmitter;
    this.receiver = receiver;
    this.arrivals = new Arrivals(source, receiver);
    this.election =
        new PolledSocket(
            loop,
            sockets.election(),
            ELECTION_PACKETS_PER_WAKE_UP,
            0,
            (socket, maxPackets) -> arrivals.read(socket, maxPackets, receiver::received));
    this.sampling =
        new PolledSocket(
            loop,
            sockets.sampling(),
            SAMPLES_PER_WINDOW,
            SAMPLE_WINDOW_MILLIS,
            (socket, maxPackets) -> arrivals.read(socket, maxPackets, receiver::sampled));
  }

  /**
   * Opens the sockets and begins to receive.
   *
   * @param interfaceName the interface's name, for example {@code eth0}
   * @param interfaceIndex its index, positive
   * @param source the address to send from, which must be on the interface; what bears it when it
   *     arrives is this node's own echo and is only counted. For IPv6 multicast a link-local
   *     address.
   * @param hearing what to receive, of the family of {@code source}
   * @throws SystemCallException in words, for example {@code opening a raw socket for VRRP:
   *     Operation not permitted (EPERM); the daemon needs CAP_NET_RAW}
   */
  public static VrrpInterface open(
      IoEventLoop loop,
      String interfaceName,
      int interfaceIndex,
      IpAddress source,
      Hearing hearing,
      Receiver receiver)
      throws IOException {
    requireLoop(loop);
    if (interfaceIndex <= 0) {
      throw new IllegalArgumentException("interface " + interfaceIndex);
    }
    VrrpSockets.Trio sockets =
        VrrpSockets.Trio.open(interfaceName, interfaceIndex, source, hearing);
    Transmitter transmitter = Transmitter.on(interfaceName, interfaceIndex, sockets.transmitting());
    return start(new VrrpInterface(loop, interfaceIndex, sockets, transmitter, source, receiver));
  }

  /**
   * Runs the code of sending and receiving over sockets that lead nowhere, so that classes are
   * loaded and linked before the first take-over: from a cold JVM a first advertisement was
   * measured to leave 130 ms late. Needs no privilege and no interface; nothing reaches the wire.
   *
   * @param message a VRRP message, which is sent and comes back as an IPv4 neighbour's
   * @param receiver takes it {@code rounds} times as received and as sampled, during this call
   * @param rounds how often, at least 1
   */
  public static void warmUp(IoEventLoop loop, ByteBuffer message, Receiver receiver, int rounds)
      throws IOException {
    requireLoop(loop);
    try (WarmUp sockets = WarmUp.open()) {
      VrrpInterface warm =
          new VrrpInterface(
              loop,
              1,
              sockets.near(),
              Transmitter.toPeer(sockets.near().transmitting(), sockets.sender()),
              WarmUp.OWN_ADDRESS,
              receiver);
      try (warm) {
        start(warm);
        for (int round = 0; round < rounds; round++) {
          warm.send(message, WarmUp.DESTINATION, Envelope.HOP_LIMIT);
          sockets.answer(message);
          warm.drain(2);
          warm.arrivals.read(sockets.near().sampling(), 2, receiver::sampled);
        }
      }
    }
  }

  private static VrrpInterface start(VrrpInterface opened) throws IOException {
    try {
      opened.election.register();
      opened.sampling.register();
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Sends a message at once, past everything that waits to be read. The buffer is left as it was.
   *
   * @param message the VRRP message, complete with checksum, from position to limit
   * @param destination a group or a peer, of the family of the source
   * @param hopLimit the TTL or hop limit, 0 to 255
   * @throws SystemCallException where the kernel does not take it: ENETDOWN (interface down),
   *     EINVAL (the source address is gone), ENOBUFS, EPERM (a packet filter), ...
   */
  public void send(ByteBuffer message, IpAddress destination, int hopLimit)
      throws SystemCallException {
    requireOpen();
    transmitter.send(message, destination, hopLimit);
  }

  /**
   * Has ready what the first {@link #send} to this destination takes. Sends nothing.
   *
   * @param destination a group or a peer, of the family of the source
   */
  public void prepare(IpAddress destination) {
    requireOpen();
    var _ = transmitter.sender(destination);
  }

  /**
   * Sends as {@link #send} does, but through another link of this host, a macvlan over the
   * interface. Its socket is opened when it is needed first, or by {@link #prepareThrough}.
   *
   * @param linkName the link's name
   * @param linkIndex its index; where it has another one, its socket is opened anew
   */
  public void sendThrough(
      String linkName, int linkIndex, ByteBuffer message, IpAddress destination, int hopLimit)
      throws SystemCallException {
    through(linkName, linkIndex).send(message, destination, hopLimit);
  }

  /** Has ready what the first {@link #sendThrough} takes. Sends nothing. */
  public void prepareThrough(String linkName, int linkIndex, IpAddress destination)
      throws SystemCallException {
    var _ = through(linkName, linkIndex).sender(destination);
  }

  /** Closes the sockets of all other links but these. */
  public void keepThrough(Set<String> linkNames) {
    requireOpen();
    otherLinks
        .values()
        .removeIf(
            each -> {
              boolean kept = linkNames.contains(each.name);
              if (!kept) {
                each.socket.close();
              }
              return !kept;
            });
  }

  private Transmitter through(String linkName, int linkIndex) throws SystemCallException {
    requireOpen();
    OtherLink through = otherLinks.get(linkName);
    if (through == null || through.index != linkIndex) {
      if (through != null) {
        through.socket.close();
        otherLinks.remove(linkName);
      }
      RawSocket socket = VrrpSockets.openTransmitting(family, linkName, linkIndex, source);
      through =
          new OtherLink(linkName, linkIndex, socket, Transmitter.on(linkName, linkIndex, socket));
      otherLinks.put(linkName, through);
    }
    return through.transmitter;
  }

  private record OtherLink(String name, int index, RawSocket socket, Transmitter transmitter) {}

  /**
   * Reads what has arrived for the election and hands it to the receiver, for use before a deadline
   * that was found late is judged. Not from within a receiver.
   *
   * @param maxPackets the bound, at least 1
   * @return how many packets were read, echoes and malformed ones among them. Fewer than {@code
   *     maxPackets}: the socket was found empty. Exactly that many: the bound was reached, and more
   *     may wait.
   */
  public int drain(int maxPackets) {
    requireOpen();
    return arrivals.read(sockets.election(), maxPackets, receiver::received);
  }

  /**
   * Receives this from now on, in the place of what it was before. What has arrived stays. Groups
   * that nobody needs any more are left when this is closed.
   *
   * @throws SystemCallException if the kernel does not take a filter or a group; then close this
   */
  public void receive(Hearing hearing) throws SystemCallException {
    requireOpen();
    sockets.receive(family, index, hearing);
  }

  /** The family of everything that is sent and received. */
  public AddressFamily family() {
    return family;
  }

  /** How many datagrams arrived that bore this node's own address as their source. */
  public long echoes() {
    requireLoop(loop);
    return arrivals.echoes();
  }

  /** How many packets for the election the kernel dropped because too many waited unread. */
  public long overflows() throws SystemCallException {
    requireOpen();
    return sockets.election().dropped();
  }

  /**
   * Leaves the group and frees every descriptor; a second time does nothing. A receiver may call
   * it. Must be called before the loop ends: Netty may end a loop without closing what is
   * registered.
   */
  @Override
  public void close() {
    requireLoop(loop);
    if (closed) {
      return;
    }
    closed = true;
    election.unregister();
    sampling.unregister();
    sockets.close();
    otherLinks.values().forEach(each -> each.socket.close());
  }

  private void requireOpen() {
    requireLoop(loop);
    if (closed) {
      throw new IllegalStateException("the interface's sockets are closed");
    }
  }

  private static void requireLoop(IoEventLoop loop) {
    if (!loop.inEventLoop()) {
      throw new IllegalStateException("only the event loop may use its sockets");
    }
  }
}
