package org.jvrrpd.benchmarks.compare;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.jvrrpd.lab.wire.CapturedFrame;
import org.jvrrpd.lab.wire.Recording;

/**
 * Reports of multicast membership (IGMP version 3, RFC 3376 section 4.2) on the wire: from the time
 * of the first one that names 224.0.0.18 a daemon hears advertisements, whatever its log says. The
 * kernel sends it up to three of its clock ticks after the join.
 */
final class Membership {
  private static final int ETHERNET_BYTES = 14;
  private static final int SOURCE_MAC = 6;
  private static final int ETHER_TYPE = 12;
  private static final int IPV4 = 0x0800;
  private static final int PROTOCOL = 9;
  private static final int IGMP = 2;
  private static final int REPORT = 0x22;
  private static final int RECORD_COUNT = 6;
  private static final int RECORDS = 8;
  private static final int RECORD_BYTES = 8;
  private static final int VRRP_GROUP = 0xe000_0012;

  private Membership() {}

  /**
   * When a host first reported that it listens to VRRP's group.
   *
   * @param mac the host's MAC address, lower case with colons
   * @param since reports before this are passed over
   */
  static Optional<Instant> firstReport(Recording recording, String mac, Instant since) {
    return recording.frames().stream()
        .filter(frame -> frame.at().isAfter(since) && isReport(frame, mac))
        .map(CapturedFrame::at)
        .findFirst();
  }

  private static boolean isReport(CapturedFrame frame, String mac) {
    ByteBuffer bytes = frame.bytes();
    if (bytes.remaining() < ETHERNET_BYTES + 20
        || (bytes.getShort(ETHER_TYPE) & 0xffff) != IPV4
        || !mac.equals(sourceMac(bytes))) {
      return false;
    }
    int headerBytes = (bytes.get(ETHERNET_BYTES) & 0xf) * 4;
    int message = ETHERNET_BYTES + headerBytes;
    return (bytes.get(ETHERNET_BYTES + PROTOCOL) & 0xff) == IGMP
        && bytes.remaining() >= message + RECORDS
        && (bytes.get(message) & 0xff) == REPORT
        && namesVrrp(bytes, message);
  }

  private static boolean namesVrrp(ByteBuffer bytes, int message) {
    int record = message + RECORDS;
    for (int left = bytes.getShort(message + RECORD_COUNT) & 0xffff; left > 0; left--) {
      if (bytes.remaining() < record + RECORD_BYTES) {
        return false;
      }
      if (bytes.getInt(record + 4) == VRRP_GROUP) {
        return true;
      }
      int auxiliaryWords = bytes.get(record + 1) & 0xff;
      int sources = bytes.getShort(record + 2) & 0xffff;
      record += RECORD_BYTES + 4 * (auxiliaryWords + sources);
    }
    return false;
  }

  private static String sourceMac(ByteBuffer bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      text.append(i == 0 ? "" : ":").append("%02x".formatted(bytes.get(SOURCE_MAC + i)));
    }
    return text.toString();
  }
}
