package org.jvrrpd.daemon.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.jna.SystemCallException;

/**
 * Where an instance's effects go: the wire and the kernel of one interface. There are two: {@link
 * Segment}, and the rehearsal that warms the code before it is needed. Event loop only.
 */
interface Outlet {

  /**
   * Sends a message of an instance's at once.
   *
   * @param destination a group or a peer
   * @param hopLimit the TTL or hop limit, 0 to 255
   */
  void send(Instance instance, ByteBuffer message, IpAddress destination, int hopLimit)
      throws IOException;

  /** Receives everything that has arrived, up to 1,024 packets. */
  void drain();

  /** Asks the kernel for addresses; {@code done} is called on the loop. */
  void install(
      List<HeldAddress> addresses,
      OptionalInt lifetimeSeconds,
      Consumer<Optional<SystemCallException>> done);

  /** Asks the kernel to extend a lease, unless it is later than {@code notAfterNanos} by then. */
  void renew(
      List<HeldAddress> addresses,
      int lifetimeSeconds,
      long notAfterNanos,
      Consumer<Optional<SystemCallException>> done);

  /** Asks the kernel to remove addresses; {@code done} is called on the loop. */
  void remove(List<HeldAddress> addresses, Consumer<Optional<SystemCallException>> done);

  /**
   * Starts to announce an instance's addresses to the neighbours, in place of what was to be
   * announced before.
   *
   * @param disputed whether another MASTER was heard
   */
  void announce(Instance instance, boolean disputed);

  /** The addresses are installed: what else a MASTER holds is put in place. */
  void hold(Instance instance);

  /** No MASTER any more: what else it holds is taken away. */
  void release(Instance instance);

  /** Drops what is still to be announced. */
  void silence(Instance instance);
}
