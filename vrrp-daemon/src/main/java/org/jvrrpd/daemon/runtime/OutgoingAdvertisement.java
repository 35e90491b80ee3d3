package org.jvrrpd.daemon.runtime;

import java.nio.ByteBuffer;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementEncoder;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.router.RouterSettings;
import org.jvrrpd.daemon.transport.VrrpInterface;

/** The bytes of one instance's advertisements, kept as long as the priority stays. */
final class OutgoingAdvertisement {
  private static final int NONE = -1;

  private final ByteBuffer bytes = ByteBuffer.allocate(VrrpInterface.MAX_MESSAGE_BYTES);
  private int encodedPriority = NONE;

  /** The message for {@code priority}, from position to limit; valid until the next call. */
  ByteBuffer encode(RouterSettings settings, int priority) {
    if (priority == encodedPriority) {
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
        advertisement,
        settings.source(),
        Envelope.group(settings.source().family()),
        settings.checksumForm(),
        bytes);
    bytes.flip();
    encodedPriority = priority;
    return bytes;
  }

  /** The settings have changed. */
  void forget() {
    encodedPriority = NONE;
  }
}
