package org.jvrrpd.daemon.transport;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;

/**
 * Takes what arrives on one interface. Every method is called on the event loop, from within a
 * wake-up or {@link VrrpInterface#drain}; none may throw, since Netty answers that with a pause of
 * a second. A message is read-only, big-endian and valid only during the call.
 */
public interface Receiver {
  /**
   * An advertisement, probably: hop limit 255, a configured VRID, type 1 of version 2 or 3; nothing
   * else has been checked.
   *
   * @param message the VRRP message from its first byte, without IP header and padding
   * @param envelope who sent it, never this node; the group, or an address of this host; the TTL or
   *     hop limit it arrived with
   * @param waitedNanos how long ago it arrived by the kernel's stamp, 0 to {@link
   *     Arrivals#MAX_WAIT_NANOS}; 0 also where that is not known
   */
  void received(ByteBuffer message, Envelope envelope, long waitedNanos);

  /**
   * One of the rest: another hop limit, VRID, version or type, or too short to tell. A sample:
   * where many arrive the kernel drops most, so that counts of these are lower bounds.
   *
   * @param message the message from its first byte, 0 or more bytes
   * @param envelope as for {@link #received}
   * @param waitedNanos as for {@link #received}
   */
  void sampled(ByteBuffer message, Envelope envelope, long waitedNanos);

  /**
   * Something that could not be taken apart, or a read that failed.
   *
   * @param why what is wrong with it, for a log line
   * @param source who sent it, null where even that is unknown
   */
  void malformed(String why, @Nullable IpAddress source);
}
