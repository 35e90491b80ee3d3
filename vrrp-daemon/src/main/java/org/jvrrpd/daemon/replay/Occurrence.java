package org.jvrrpd.daemon.replay;

import java.util.Locale;
import org.jvrrpd.core.packet.IpAddress;

/**
 * Something in the life of a virtual router that an operator wants to know.
 *
 * @param nanos when it happened, since the first VRRP packet of the capture
 * @param kind what kind of thing
 * @param speaker whom it is about
 * @param words the same as a sentence; never with a password in it
 */
record Occurrence(long nanos, Kind kind, IpAddress speaker, String words) {

  /** What programs may look for. */
  enum Kind {
    /** Somebody is MASTER from now on. */
    MASTER,
    RESIGNED,
    /** Nobody was MASTER for longer than a backup waits. */
    GAP,
    /** The MASTER was not heard any more when the capture ended. */
    SILENT,
    /** Two are MASTER at the same time. */
    SPLIT,
    SPLIT_ENDED,
    /** Somebody claimed the addresses beside the MASTER, and fell silent. */
    CLAIM,
    PRIORITY,
    VERSION,
    PASSWORD,
    INTERVAL,
    ADDRESSES,
    CHECKSUM,
    UNICAST,
    /** A state of the router that stands in somebody's place. */
    STATE,
    /** What that router refuses or remarks. */
    REFUSED;

    /** As JSON has it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
