package org.jvrrpd.core.router;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementEncoder;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.packet.Rejection;

/** Somebody who speaks for VRID 51, with or without a trailer, as {@code auth_hmac} has it. */
final class Talker {
  private final HmacSequence sequence = new HmacSequence();
  private final ProtocolVersion version;
  private final IpAddress source;
  private HmacSettings settings;
  private ByteBuffer last = ByteBuffer.allocate(0);

  Talker(ProtocolVersion version, HmacSettings settings, IpAddress source) {
    this.version = version;
    this.settings = settings;
    this.source = source;
  }

  Talker(HmacSettings settings, IpAddress source) {
    this(ProtocolVersion.V3, settings, source);
  }

  Talker(HmacSettings settings) {
    this(settings, LeaseTest.address("fe80::10"));
  }

  /** Goes by other settings. */
  void use(HmacSettings changed) {
    settings = changed;
  }

  /** The IP header of what it says, to the group. */
  Envelope envelope() {
    return new Envelope(source, Envelope.group(source.family()), Envelope.HOP_LIMIT);
  }

  /** Its next advertisement. */
  ByteBuffer says(int priority, long wallNanos) {
    IpAddress vip =
        LeaseTest.address(source.family() == AddressFamily.IPV4 ? "192.0.2.10" : "fe80::100");
    Advertisement advertisement =
        new Advertisement(version, 51, priority, 100, new Authentication.None(), List.of(vip));
    IpAddress group = envelope().destination();
    ByteBuffer bytes = ByteBuffer.allocate(200);
    if (settings.signs()) {
      AdvertisementEncoder.encodeWithTrailer(
          advertisement,
          source,
          group,
          RouterSettings.of("", version, 51, source, List.of(vip)).build().checksumForm(),
          settings.active(),
          sequence.next(wallNanos, settings),
          bytes);
    } else {
      AdvertisementEncoder.encode(
          advertisement,
          source,
          group,
          RouterSettings.of("", version, 51, source, List.of(vip)).build().checksumForm(),
          bytes);
    }
    last = bytes.flip();
    return last;
  }

  /** What a watch makes of its next advertisement. */
  @Nullable Rejection saysAt(HmacWatch watch, long wallNanos) {
    says(100, wallNanos);
    return repeats(watch, wallNanos);
  }

  /** What a watch makes of its last one. */
  @Nullable Rejection repeats(HmacWatch watch, long wallNanos) {
    return watch.refusal(
        last,
        source,
        RouterSettings.of("", version, 51, source, List.of(source)).build(),
        settings,
        wallNanos);
  }
}
