package org.jvrrpd.daemon.runtime;

import org.jvrrpd.core.packet.Rejection;

/**
 * A refusal as the log tells it: keepalived's wording where it has one that is still true of us,
 * otherwise the description of the reason. The sender is always named, a password never.
 */
final class RefusalWords {
  private RefusalWords() {}

  static String of(Rejection reason, String sender) {
    return switch (reason) {
      case AUTH_FAILURE -> "received an invalid passwd from " + sender + "!";
      case HMAC_MISSING ->
          "missing authentication trailer from " + sender + "; only mode enforce refuses that";
      case HMAC_MALFORMED -> "malformed authentication trailer from " + sender;
      case HMAC_KEY_UNKNOWN -> "unknown authentication key id from " + sender;
      case HMAC_INVALID -> "received an invalid authentication HMAC from " + sender + "!";
      case HMAC_STALE ->
          "stale authentication trailer from "
              + sender
              + "; either it was recorded, or the clocks of the two nodes differ";
      case HMAC_REPLAY -> "replayed authentication trailer from " + sender + "!";
      case AUTH_TYPE_MISMATCH ->
          "received an advert from " + sender + " with another authentication type than ours!";
      case HOP_LIMIT_NOT_255 -> "invalid TTL/HL from " + sender + ". Expected 255";
      case VERSION_MISMATCH, VERSION_UNKNOWN -> "wrong VRRP version from " + sender;
      case INTERVAL_MISMATCH -> "advertisement interval mismatch with " + sender;
      case CHECKSUM_WRONG -> "Invalid VRRP checksum from " + sender;
      case TRUNCATED -> "vrrp packet from " + sender + " too short";
      case LENGTH_WRONG -> "vrrp packet from " + sender + " of wrong length";
      case ADDRESS_LIST_MISMATCH ->
          "the virtual addresses in the advert from " + sender + " are not ours (accepted)";
      case SECOND_OWNER ->
          "CONFIGURATION ERROR: local instance and "
              + sender
              + " are both configured as address owner, please resolve";
      case CHECKSUM_FORM_OTHER ->
          "the checksum of the advert from "
              + sender
              + " is of the other reading than ours (accepted); it may be dropping ours,"
              + " see network.vip.checksum";
      case FOREIGN_SOURCE ->
          "advert from " + sender + ", which is no controller of the cluster file (accepted)";
      default -> "ignoring packets from " + sender + ": " + reason.description();
    };
  }
}
