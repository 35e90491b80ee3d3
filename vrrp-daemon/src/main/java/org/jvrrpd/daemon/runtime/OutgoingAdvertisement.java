package org.jvrrpd.daemon.runtime;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementEncoder;
import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.core.packet.HmacTrailer;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.router.HmacSequence;
import org.jvrrpd.core.router.RouterSettings;

/**
 * The bytes of one instance's advertisements, kept as long as the priority stays. With {@code
 * auth_hmac} each has a sequence number of its own, and is written anew.
 */
final class OutgoingAdvertisement {
  private static final int NONE = -1;

  /** As long as the longest so far: thousands of routers have one address each. */
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  private int encodedPriority = NONE;
  private @Nullable IpAddress encodedFor;
  private final HmacSequence sequence = new HmacSequence();

  /**
   * The message for {@code priority}, from position to limit; valid until the next call.
   *
   * @param destination whom it is for, which version 3 has in its checksum
   * @param wallNanos nanoseconds since the beginning of 1970, UTC, for {@code auth_hmac}
   */
  ByteBuffer encode(RouterSettings settings, int priority, IpAddress destination, long wallNanos) {
    if (settings.hmac().filter(HmacSettings::signs).isPresent()) {
      sign(settings, settings.hmac().get(), priority, destination, wallNanos);
      return bytes;
    }
    if (priority == encodedPriority && destination.equals(encodedFor)) {
      return bytes;
    }
    Advertisement advertisement = advertisement(settings, priority);
    makeRoom(AdvertisementEncoder.length(advertisement));
    AdvertisementEncoder.encode(
        advertisement, settings.source(), destination, settings.checksumForm(), bytes);
    bytes.flip();
    encodedPriority = priority;
    encodedFor = destination;
    return bytes;
  }

  private void sign(
      RouterSettings settings,
      HmacSettings hmac,
      int priority,
      IpAddress destination,
      long wallNanos) {
    forget();
    Advertisement advertisement = advertisement(settings, priority);
    makeRoom(AdvertisementEncoder.length(advertisement) + HmacTrailer.LENGTH);
    AdvertisementEncoder.encodeWithTrailer(
        advertisement,
        settings.source(),
        destination,
        settings.checksumForm(),
        hmac.active(),
        sequence.next(wallNanos, hmac),
        bytes);
    bytes.flip();
  }

  private void makeRoom(int length) {
    if (bytes.capacity() < length) {
      bytes = ByteBuffer.allocate(length);
    }
    bytes.clear();
  }

  private static Advertisement advertisement(RouterSettings settings, int priority) {
    return new Advertisement(
        settings.version(),
        settings.vrid(),
        priority,
        settings.intervalCentis(),
        settings.authentication(),
        settings.addresses());
  }

  /** The settings have changed. */
  void forget() {
    encodedPriority = NONE;
  }
}
