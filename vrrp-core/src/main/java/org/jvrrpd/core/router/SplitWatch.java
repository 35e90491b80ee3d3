package org.jvrrpd.core.router;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.Rejection;
import org.jvrrpd.core.router.RouterSnapshot.Split;

/**
 * Looks among what is refused for a second master: one whose advertisements the RFC orders dropped
 * cannot hear us either, and once we are master both hold the addresses. What was refused shortly
 * before counts too, since keepalived, whose next advertisement each refusal puts off, falls silent
 * beside us.
 */
final class SplitWatch {
  private static final int SHOWN_INTERVALS = 3;

  private @Nullable Split split;
  private long seenAt;

  /** An advertisement of {@code sender} was refused. */
  void refused(Rejection reason, IpAddress sender, RouterSettings settings, long now) {
    if (hidesMaster(reason) && !standsBehindPeer(sender, settings, now)) {
      split = new Split(reason, sender);
      seenAt = now;
    }
  }

  /** We are no master any more, so there are not two. */
  void forget() {
    split = null;
  }

  /** A sign that was seen within the last three intervals. */
  Optional<Split> current(RouterSettings settings, long now) {
    return split == null || now - seenAt > SHOWN_INTERVALS * settings.intervalNanos()
        ? Optional.empty()
        : Optional.of(split);
  }

  private static boolean hidesMaster(Rejection reason) {
    return switch (reason) {
      case AUTH_TYPE_MISMATCH, AUTH_FAILURE, INTERVAL_MISMATCH, VERSION_MISMATCH -> true;
      // A replay is no sign of anybody but its recorder.
      case HMAC_MISSING, HMAC_MALFORMED, HMAC_KEY_UNKNOWN, HMAC_INVALID, HMAC_STALE -> true;
      default -> false;
    };
  }

  /** A stranger does not displace another controller of whom the same is known. */
  private boolean standsBehindPeer(IpAddress sender, RouterSettings settings, long now) {
    Set<IpAddress> peers = settings.peerPriorities().keySet();
    return !peers.contains(sender)
        && current(settings, now).filter(seen -> peers.contains(seen.sender())).isPresent();
  }
}
