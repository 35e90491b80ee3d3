package org.jvrrpd.daemon.runtime;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementEncoder;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.daemon.transport.VrrpInterface;

/** The bytes of one instance's advertisements, kept as long as the priority stays. */
final class OutgoingAdvertisement {
  private static final int NONE = -1;

  private final ByteBuffer bytes = ByteBuffer.allocate(VrrpInterface.MAX_MESSAGE_BYTES);
  private int encodedPriority = NONE;
  private @Nullable IpAddress encodedFor;

  /**
   * The message for {@code priority}, from position to limit; valid until the next call.
   *
   * @param destination whom it is for, which version 3 has in its checksum
   */
  ByteBuffer encode(RouterSettings settings, int priority, IpAddress destination) {
    if (priority == encodedPriority && destination.equals(encodedFor)) {
      return bytes;
    }
    Advertisement advertisement =
        new Advertisement(
            settings.version(),
            settings.vrid(),
            priority,
            settings.intervalCentis(),
            settings.authentication(),
            settings.addresses());
    bytes.clear();
    AdvertisementEncoder.encode(
        advertisement, settings.source(), destination, settings.checksumForm(), bytes);
    bytes.flip();
    encodedPriority = priority;
    encodedFor = destination;
    return bytes;
  }

  /** The settings have changed. */
  void forget() {
    encodedPriority = NONE;
  }
}
