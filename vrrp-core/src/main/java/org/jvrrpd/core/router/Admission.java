package org.jvrrpd.core.router;

import org.jspecify.annotations.Nullable;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.Authentication;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.ProtocolVersion;
import org.jvrrpd.core.packet.Rejection;

/**
 * The rules of reception that need to know the virtual router's settings (RFC 3768 section 7.1, RFC
 * 9568 section 7.1), in the order in which the first one broken is reported.
 */
final class Admission {
  private final RouterSettings settings;

  Admission(RouterSettings settings) {
    this.settings = settings;
  }

  /** Why {@code advertisement} is not admitted; null if it is. */
  @Nullable Rejection refusal(Advertisement advertisement, Envelope envelope) {
    if (envelope.source().equals(settings.source())) {
      return Rejection.OWN_ECHO;
    }
    if (envelope.hopLimit() != Envelope.HOP_LIMIT) {
      return Rejection.HOP_LIMIT_NOT_255;
    }
    if (!envelope.destination().isMulticast()) {
      return Rejection.DESTINATION_WRONG;
    }
    if (advertisement.vrid() != settings.vrid()) {
      return Rejection.VRID_UNKNOWN;
    }
    if (advertisement.version() != settings.version()) {
      return Rejection.VERSION_MISMATCH;
    }
    return settings.version() == ProtocolVersion.V2 ? version2Refusal(advertisement) : null;
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
   * Whether an admitted advertisement lists other addresses than ours, in whatever order. That is a
   * mistake of somebody's, but dropping the advertisement would make two masters of it; RFC 9568
   * and keepalived since 2.3.3 only report it.
   */
  boolean listsOtherAddresses(Advertisement advertisement) {
    return !advertisement.addresses().equals(settings.addresses())
        && !(advertisement.addresses().size() == settings.addresses().size()
            && advertisement.addresses().containsAll(settings.addresses()));
  }
}
