package org.jvrrpd.core.router;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.HmacKey;
import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.core.packet.HmacTrailer;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Reach;
import org.jvrrpd.core.packet.Rejection;

/**
 * Judges trailers, and knows the latest sequence number of each sender. It outlives a change of the
 * settings: other keys make no old message new. Not thread-safe.
 *
 * <p>The order is that of what it costs to refuse a flood: what is malformed or stale needs no
 * digest. A number is remembered only if its tag is right, so that nobody without a key can
 * displace a sender, or put off one.
 */
final class HmacWatch {
  /** On a link hardly more than two speak for a virtual router at the same time. */
  static final int MAX_SENDERS = 4;

  /** The latest numbers; the sender that was silent longest comes first. */
  private final Map<IpAddress, Long> latest = new LinkedHashMap<>();

  /**
   * Why a message is refused because of its trailer; null if it is not.
   *
   * @param message with a trailer, from position to limit
   * @param source who sent it
   * @param wallNanos nanoseconds since the beginning of 1970, UTC
   */
  @Nullable Rejection refusal(
      ByteBuffer message,
      IpAddress source,
      RouterSettings router,
      HmacSettings settings,
      long wallNanos) {
    HmacTrailer trailer = HmacTrailer.of(message);
    int now = HmacSequence.seconds(HmacSequence.at(wallNanos));
    if (!trailer.isWellFormed()) {
      return Rejection.HMAC_MALFORMED;
    }
    if (settings.hasWindow() && !settings.isWithinWindow(trailer.seconds(), now)) {
      return Rejection.HMAC_STALE;
    }
    Optional<HmacKey> key = settings.find(trailer.keyId());
    if (key.isEmpty()) {
      return Rejection.HMAC_KEY_UNKNOWN;
    }
    HmacTrailer.Binding binding = new HmacTrailer.Binding(router.version(), router.vrid(), source);
    if (!HmacTrailer.verifies(message, binding, key.get())) {
      return Rejection.HMAC_INVALID;
    }
    if (isReplay(trailer.sequence(), source, settings, now)) {
      return Rejection.HMAC_REPLAY;
    }
    remember(trailer.sequence(), source, router.reach());
    return null;
  }

  /** A number outside of the window tells the order of nothing that the window would not stop. */
  private boolean isReplay(long sequence, IpAddress source, HmacSettings settings, int now) {
    Long before = latest.get(source);
    return before != null
        && !HmacTrailer.isAfter(sequence, before)
        && (!settings.hasWindow() || settings.isWithinWindow(HmacSequence.seconds(before), now));
  }

  private void remember(long sequence, IpAddress source, Reach reach) {
    latest.remove(source);
    if (latest.size() >= room(reach)) {
      latest.remove(latest.keySet().iterator().next());
    }
    latest.put(source, sequence);
  }

  /** Each peer of a unicast router has a place. */
  private static int room(Reach reach) {
    return switch (reach) {
      case Reach.Group _ -> MAX_SENDERS;
      case Reach.Peers peers -> MAX_SENDERS + peers.peers().size();
    };
  }
}
