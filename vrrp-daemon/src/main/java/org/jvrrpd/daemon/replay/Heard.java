package org.jvrrpd.daemon.replay;

import java.nio.ByteBuffer;
import org.jvrrpd.core.packet.Advertisement;
import org.jvrrpd.core.packet.ChecksumForm;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;

/**
 * An advertisement in a capture that every receiver would understand.
 *
 * @param router for which virtual router
 * @param nanos when, since the first VRRP packet of the capture; never less than the one before
 * @param envelope its IP header
 * @param advertisement what it says
 * @param form the reading of its checksum
 * @param message its bytes, valid until the next frame is read
 */
record Heard(
    RouterKey router,
    long nanos,
    Envelope envelope,
    Advertisement advertisement,
    ChecksumForm form,
    ByteBuffer message) {

  IpAddress speaker() {
    return envelope.source();
  }
}
