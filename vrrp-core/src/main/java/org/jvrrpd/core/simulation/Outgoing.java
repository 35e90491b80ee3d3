package org.jvrrpd.core.simulation;

import java.nio.ByteBuffer;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementEncoder;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.router.RouterSettings;

/**
 * One advertisement as bytes, with the IP header that it will have.
 *
 * @param message the VRRP message; not to be changed
 * @param envelope its IP header
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on at once to a packet, never compared.
record Outgoing(byte[] message, Envelope envelope) {

  /** What a router with these settings sends. */
  static Outgoing of(RouterSettings settings, int vrid, int priority, int ttl) {
    Advertisement advertisement =
        new Advertisement(
            settings.version(),
            vrid,
            priority,
            settings.intervalCentis(),
            settings.authentication(),
            settings.addresses());
    Envelope envelope =
        new Envelope(settings.source(), Envelope.group(settings.source().family()), ttl);
    ByteBuffer bytes = ByteBuffer.allocate(AdvertisementEncoder.length(advertisement));
    AdvertisementEncoder.encode(
        advertisement, envelope.source(), envelope.destination(), settings.checksumForm(), bytes);
    return new Outgoing(bytes.array(), envelope);
  }
}
