package org.jvrrpd.core.router;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.AdvertisementDecoder;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.Decoded;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.HmacSettings;
import org.jvrrpd.core.packet.HmacTrailer;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.packet.Reach;
import org.jvrrpd.core.packet.Rejection;

/**
 * The rules of reception that need to know the virtual router's settings (RFC 3768 section 7.1, RFC
 * 9568 section 7.1), in the order in which the first one broken is reported.
 */
final class Admission {
  private final RouterSettings settings;
  private final HmacWatch watch;

  Admission(RouterSettings settings, HmacWatch watch) {
    this.settings = settings;
    this.watch = watch;
  }

  /**
   * What a message says if it is admitted, and otherwise why not.
   *
   * @param wallNanos nanoseconds since the beginning of 1970, UTC
   */
  Decoded judge(ByteBuffer message, Envelope envelope, long wallNanos) {
    boolean hasTrailer = hasTrailer(message, envelope);
    Decoded decoded =
        hasTrailer
            ? AdvertisementDecoder.decodeWithTrailer(message, envelope)
            : AdvertisementDecoder.decode(message, envelope);
    if (!(decoded instanceof Decoded.Accepted accepted)) {
      return decoded;
    }
    Rejection refusal = refusal(accepted.advertisement(), envelope);
    if (refusal == null) {
      refusal = hmacRefusal(message, hasTrailer, envelope, wallNanos);
    }
    return refusal == null ? accepted : Decoded.Rejected.of(refusal);
  }

  private @Nullable Rejection hmacRefusal(
      ByteBuffer message, boolean hasTrailer, Envelope envelope, long wallNanos) {
    if (settings.hmac().isEmpty()) {
      return null;
    }
    HmacSettings hmac = settings.hmac().get();
    if (hasTrailer) {
      return watch.refusal(message, envelope.source(), settings, hmac, wallNanos);
    }
    return hmac.requiresTrailer() ? Rejection.HMAC_MISSING : null;
  }

  /** Where no key is configured, a trailer makes a message too long. */
  private boolean hasTrailer(ByteBuffer message, Envelope envelope) {
    return settings.hmac().isPresent() && HmacTrailer.isBehind(message, envelope.family());
  }

  /** Why {@code advertisement} is not admitted; null if it is. */
  @Nullable Rejection refusal(Advertisement advertisement, Envelope envelope) {
    if (envelope.source().equals(settings.source())) {
      return Rejection.OWN_ECHO;
    }
    if (isNoHost(envelope.source())) {
      return Rejection.SOURCE_NO_HOST;
    }
    Rejection outOfReach =
        switch (settings.reach()) {
          case Reach.Group _ -> groupRefusal(envelope);
          case Reach.Peers peers -> peerRefusal(peers, envelope);
        };
    if (outOfReach != null) {
      return outOfReach;
    }
    if (advertisement.vrid() != settings.vrid()) {
      return Rejection.VRID_UNKNOWN;
    }
    if (advertisement.version() != settings.version()) {
      return Rejection.VERSION_MISMATCH;
    }
    return settings.version() == ProtocolVersion.V2 ? version2Refusal(advertisement) : null;
  }

  private static @Nullable Rejection groupRefusal(Envelope envelope) {
    if (envelope.hopLimit() != Envelope.HOP_LIMIT) {
      return Rejection.HOP_LIMIT_NOT_255;
    }
    return envelope.destination().isMulticast() ? null : Rejection.DESTINATION_WRONG;
  }

  /** Peers may be routed to, so that hop limits are whatever was configured for each of them. */
  private static @Nullable Rejection peerRefusal(Reach.Peers peers, Envelope envelope) {
    if (envelope.destination().isMulticast()) {
      return Rejection.DESTINATION_WRONG;
    }
    Optional<Reach.Peer> peer = peers.find(envelope.source());
    if (peer.isEmpty()) {
      return peers.exclusive() ? Rejection.NOT_A_PEER : null;
    }
    return peer.get().isWithinReach(envelope.hopLimit()) ? null : Rejection.HOP_LIMIT_OUT_OF_RANGE;
  }

  /** 0.0.0.0/8, 127.0.0.0/8 and everything from 224.0.0.0 on (RFC 1122 section 3.2.1.3). */
  private static boolean isNoHost(IpAddress source) {
    if (source.family() == AddressFamily.IPV6) {
      return source.isMulticast();
    }
    int first = source.ipv4Bits() >>> 24;
    return first == 0 || first == 127 || first >= 224;
  }

  private @Nullable Rejection version2Refusal(Advertisement advertisement) {
    Authentication expected = settings.authentication();
    Authentication carried = advertisement.authentication();
    if (expected.type() != carried.type()) {
      return Rejection.AUTH_TYPE_MISMATCH;
    }
    if (!expected.equals(carried)) {
      return Rejection.AUTH_FAILURE;
    }
    if (advertisement.intervalCentis() != settings.intervalCentis()) {
      return Rejection.INTERVAL_MISMATCH;
    }
    return null;
  }

  /**
   * What is wrong with an admitted advertisement without being a reason to drop it: dropping would
   * make two masters of a mistake of somebody's. Other addresses than ours, in whatever order, RFC
   * 9568 and keepalived since 2.3.3 only report; another order matters only over IPv6, where a
   * link-local address comes first; a sender that the cluster file does not know may be a
   * controller that was added, or a stranger who knows the password.
   */
  List<Rejection> remarks(Decoded.Accepted accepted, ByteBuffer message, Envelope envelope) {
    Advertisement advertisement = accepted.advertisement();
    List<Rejection> remarks = new ArrayList<>(0);
    if (settings.hmac().isPresent() && !hasTrailer(message, envelope)) {
      remarks.add(Rejection.HMAC_MISSING);
    }
    if (isFromStranger(envelope.source())) {
      remarks.add(Rejection.FOREIGN_SOURCE);
    }
    if (listsOtherAddresses(advertisement)) {
      remarks.add(Rejection.ADDRESS_LIST_MISMATCH);
    }
    if (settings.addresses().getFirst().isLinkLocal()
        && !advertisement.addresses().getFirst().isLinkLocal()
        && advertisement.family() == AddressFamily.IPV6) {
      remarks.add(Rejection.FIRST_ADDRESS_NOT_LINK_LOCAL);
    }
    if (settings.isOwner() && advertisement.priority() == Advertisement.PRIORITY_OWNER) {
      remarks.add(Rejection.SECOND_OWNER);
    }
    if (settings.version() == ProtocolVersion.V3) {
      addVersion3Remarks(accepted, remarks);
    }
    return remarks;
  }

  private boolean isFromStranger(IpAddress source) {
    boolean isUnlisted =
        !settings.peerPriorities().isEmpty() && !settings.peerPriorities().containsKey(source);
    return isUnlisted
        || (settings.reach() instanceof Reach.Peers peers && peers.find(source).isEmpty());
  }

  private void addVersion3Remarks(Decoded.Accepted accepted, List<Rejection> remarks) {
    if (accepted.advertisement().intervalCentis() != settings.intervalCentis()) {
      remarks.add(Rejection.INTERVAL_MISMATCH);
    }
    if (settings.source().family() == AddressFamily.IPV4
        && accepted.form() != settings.checksumForm()) {
      remarks.add(Rejection.CHECKSUM_FORM_OTHER);
    }
  }

  private boolean listsOtherAddresses(Advertisement advertisement) {
    return !advertisement.addresses().equals(settings.addresses())
        && !(advertisement.addresses().size() == settings.addresses().size()
            && advertisement.addresses().containsAll(settings.addresses()));
  }
}
