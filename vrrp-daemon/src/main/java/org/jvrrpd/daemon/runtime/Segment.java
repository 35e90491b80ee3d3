package org.jvrrpd.daemon.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.election.Reason;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Rejection;
import org.jvrrpd.core.router.Rejections;
import org.jvrrpd.core.router.RouterTable;
import org.jvrrpd.daemon.config.Particulars;
import org.jvrrpd.daemon.jna.SystemCallException;
import org.jvrrpd.daemon.kernel.InterfaceAddress;
import org.jvrrpd.daemon.kernel.Link;
import org.jvrrpd.daemon.transport.Hearing;
import org.jvrrpd.daemon.transport.Receiver;
import org.jvrrpd.daemon.transport.VrrpInterface;

/**
 * One interface with the instances on it: their sockets, which exist while the interface and the
 * node's address do, and their share of the kernel. Tells the instances what is missing. Event loop
 * only.
 */
final class Segment implements Receiver, Outlet, AutoCloseable {
  /** What a segment can find missing. */
  static final Set<Reason> CAUSES =
      Set.of(
          Reason.INTERFACE_MISSING,
          Reason.INTERFACE_DOWN,
          Reason.ADDRESS_MISSING,
          Reason.SOCKET_FAILED);

  private static final int DRAIN_PACKETS = 1024;
  private static final long SOCKET_RETRY_SECONDS = 1;
  private static final int VRID_OFFSET = 1;

  private final Surroundings surroundings;
  private final Attachment attachment;
  private final RouterTable<Instance> byVrid = new RouterTable<>();
  private final Map<Instance, Announcing> announcing = new HashMap<>();
  private final LinkAddresses kernel;
  private final Departures departures;
  private final Rejections unattributed = new Rejections();

  private @Nullable Link link;

  /** The last that was found; the sockets are bound to it. */
  private @Nullable IpAddress source;

  private @Nullable VrrpInterface sockets;
  private @Nullable String socketFailure;
  private boolean reviewScheduled;

  /** A segment without instances. */
  Segment(Surroundings surroundings, Attachment attachment) {
    this.surroundings = surroundings;
    this.attachment = attachment;
    this.kernel = new LinkAddresses(surroundings);
    this.departures = new Departures(surroundings);
  }

  /** Takes an instance in. {@link #receiveForAll} and {@link #review} come next. */
  void add(Instance instance) {
    byVrid.put(attachment.family(), instance.settings().router().vrid(), instance);
    if (source != null) {
      instance.reconfigure(instance.settings().speakingFrom(source));
    }
    announcing.put(instance, new Announcing(surroundings, instance));
  }

  /** Lets an instance go that has left its election. */
  void remove(Instance instance) {
    silence(instance);
    byVrid.remove(attachment.family(), instance.settings().router().vrid());
    announcing.remove(instance);
    receiveForAll();
  }

  private Hearing hearing() {
    return Hearing.of(
        byVrid.vrids(attachment.family()),
        byVrid.routers().stream().map(each -> each.settings().router().reach()).toList());
  }

  /**
   * Hears what its instances have to hear by now. None of them is deaf meanwhile. The last one
   * takes the sockets along.
   */
  void receiveForAll() {
    if (byVrid.isEmpty()) {
      closeSockets();
    } else if (sockets != null) {
      try {
        sockets.receive(hearing());
        sockets.keepThrough(Departures.macvlans(byVrid.routers()));
      } catch (SystemCallException e) {
        surroundings.log().warning(label() + ": " + e.getMessage() + "; opening its sockets anew");
        closeSockets();
        review();
      }
    }
  }

  /** The interface as it is known: its name, or which address it must hold. */
  String label() {
    Link present = link;
    return present != null ? present.name() : attachment.words();
  }

  /** What was refused without belonging to an instance. */
  List<Rejections.Entry> unattributed() {
    return unattributed.entries();
  }

  /** Compares what the kernel has with what is needed, and tells the instances. */
  void review() {
    Optional<Link> found =
        attachment.interfaceName().isPresent()
            ? surroundings.monitor().link(attachment.interfaceName().get())
            : attachment.ownAddress().flatMap(surroundings::linkHolding);
    if (link != null && (found.isEmpty() || found.get().index() != link.index())) {
      closeSockets();
    }
    surroundings.linkNews().tell(link, found.orElse(null));
    link = found.orElse(null);
    byVrid.routers().forEach(each -> surroundings.belongings().virtualMacs().review(each, link));
    Map<Reason, String> missing = missing();
    if (Shortcomings.letSocketsOpen(missing)) {
      socketFailure = null;
      openSockets();
      if (socketFailure != null) {
        missing.put(Reason.SOCKET_FAILED, socketFailure);
        reviewLater();
      }
      VrrpInterface open = sockets;
      if (open != null) {
        byVrid.routers().forEach(each -> departures.prepare(open, each));
      }
    }
    for (Instance instance : byVrid.routers()) {
      instance.lacks(Shortcomings.of(instance, missing, kernel.missingDevice(instance.held())));
    }
  }

  /** Whatever keeps a socket from being opened, nothing tells us when it ends. */
  private void reviewLater() {
    if (!reviewScheduled) {
      reviewScheduled = true;
      var _ =
          surroundings
              .loop()
              .schedule(
                  () -> {
                    reviewScheduled = false;
                    surroundings.guarded(this::review);
                  },
                  SOCKET_RETRY_SECONDS,
                  TimeUnit.SECONDS);
    }
  }

  private Map<Reason, String> missing() {
    Map<Reason, String> missing = Shortcomings.of(attachment, link);
    Link present = link;
    if (present == null) {
      return missing;
    }
    List<InterfaceAddress> addresses = surroundings.monitor().addresses(present.index());
    switch (Source.on(present, addresses, attachment, source, surroundings::isVirtual)) {
      case Source.Usable(IpAddress address) -> speakFrom(address);
      case Source.Missing(String detail) -> missing.put(Reason.ADDRESS_MISSING, detail);
    }
    return missing;
  }

  /** Whoever spoke from another address leaves the election first: the others know that one. */
  private void speakFrom(IpAddress chosen) {
    if (chosen.equals(source)) {
      return;
    }
    if (source != null) {
      Map<Reason, String> gone = Map.of(Reason.ADDRESS_MISSING, source + " is gone");
      byVrid.routers().forEach(instance -> instance.lacks(gone));
      closeSockets();
    }
    source = chosen;
    for (Instance instance : byVrid.routers()) {
      instance.reconfigure(instance.settings().speakingFrom(chosen));
    }
  }

  private void openSockets() {
    Link present = link;
    IpAddress from = source;
    if (sockets != null || present == null || from == null) {
      return;
    }
    try {
      if (attachment.family() == AddressFamily.IPV4) {
        surroundings.promoteSecondaries(present.name());
      }
      sockets =
          VrrpInterface.open(
              surroundings.loop(), present.name(), present.index(), from, hearing(), this);
    } catch (IOException e) {
      socketFailure = e.getMessage();
    }
  }

  private void closeSockets() {
    if (sockets != null) {
      sockets.close();
      sockets = null;
    }
  }

  /** Whether an address is one of the host's own that {@link #review} has to know of. */
  boolean concerns(InterfaceAddress address) {
    boolean isOwn = attachment.ownAddress().filter(address.address()::equals).isPresent();
    return isOwn
        || (link != null
            && link.index() == address.linkIndex()
            && address.address().family() == attachment.family()
            && !surroundings.isVirtual(address.address()));
  }

  /** An address that an instance here may hold is gone from some interface. */
  void addressGone(Instance instance, InterfaceAddress gone) {
    for (HeldAddress held : instance.held()) {
      if (held.request().describes(gone)
          && kernel.link(link, held).filter(each -> each.index() == gone.linkIndex()).isPresent()) {
        instance.addressGone(held);
      }
    }
  }

  @Override
  public void received(ByteBuffer message, Envelope envelope, long waitedNanos) {
    dispatch(message, envelope, waitedNanos);
  }

  /**
   * What is not for the election is refused by the same rules, so that it is counted where it
   * belongs.
   */
  @Override
  public void sampled(ByteBuffer message, Envelope envelope, long waitedNanos) {
    dispatch(message, envelope, waitedNanos);
  }

  private void dispatch(ByteBuffer message, Envelope envelope, long waitedNanos) {
    surroundings.guarded(
        () -> {
          Instance instance = message.remaining() > VRID_OFFSET ? addressee(message) : null;
          if (instance != null) {
            instance.receive(message, envelope, waitedNanos);
          } else if (!isSiblings(message)) {
            boolean tooShort = message.remaining() <= VRID_OFFSET;
            refuse(tooShort ? Rejection.TRUNCATED : Rejection.VRID_UNKNOWN, envelope.source());
          }
        });
  }

  /** Whether another segment of this link, which hears it too, has an instance for it. */
  private boolean isSiblings(ByteBuffer message) {
    return message.remaining() > VRID_OFFSET
        && surroundings.siblings(this).stream().anyMatch(each -> each.addressee(message) != null);
  }

  private @Nullable Instance addressee(ByteBuffer message) {
    int vrid = message.get(message.position() + VRID_OFFSET) & 0xff;
    return byVrid.get(attachment.family(), vrid);
  }

  /** Whether both hear the same. */
  boolean hearsWith(Segment other) {
    return link != null
        && other.link != null
        && link.index() == other.link.index()
        && attachment.family() == other.attachment.family();
  }

  @Override
  public void malformed(String why, @Nullable IpAddress sender) {
    surroundings.guarded(() -> refuse(Rejection.IP_HEADER_MALFORMED, sender));
  }

  private void refuse(Rejection reason, @Nullable IpAddress sender) {
    unattributed.add(reason, sender, surroundings.clock().nanos());
    surroundings.refused(this, reason, sender);
  }

  @Override
  public void send(Instance instance, ByteBuffer message, IpAddress destination, int hopLimit)
      throws IOException {
    if (link == null || !link.up()) {
      return; // a resignation on a cable that is out
    }
    if (sockets == null) {
      throw new IOException("no socket on " + label());
    }
    departures.send(sockets, instance, message, destination, hopLimit);
  }

  @Override
  public void drain() {
    if (sockets != null) {
      sockets.drain(DRAIN_PACKETS);
    }
  }

  @Override
  public void install(
      List<HeldAddress> addresses,
      OptionalInt lifetimeSeconds,
      Consumer<Optional<SystemCallException>> done) {
    kernel.install(link, label(), addresses, lifetimeSeconds, done);
  }

  @Override
  public void renew(
      List<HeldAddress> addresses,
      int lifetimeSeconds,
      long notAfterNanos,
      Consumer<Optional<SystemCallException>> done) {
    kernel.renew(link, addresses, lifetimeSeconds, notAfterNanos, done);
  }

  @Override
  public void remove(List<HeldAddress> addresses, Consumer<Optional<SystemCallException>> done) {
    kernel.remove(link, addresses, done);
  }

  @Override
  public void announce(Instance instance, boolean disputed) {
    Announcing of = announcing.get(instance);
    if (of != null) {
      of.start(kernel.byLink(link, instance.held()), disputed);
    }
  }

  @Override
  public void hold(Instance instance) {
    Particulars particulars = instance.settings().particulars();
    surroundings.belongings().lines().hold(instance, particulars.routes(), particulars.rules());
  }

  @Override
  public void release(Instance instance) {
    surroundings.belongings().lines().release(instance);
  }

  @Override
  public void silence(Instance instance) {
    Announcing of = announcing.get(instance);
    if (of != null) {
      of.cancel();
    }
  }

  @Override
  public void close() {
    announcing.values().forEach(Announcing::cancel);
    closeSockets();
  }
}
