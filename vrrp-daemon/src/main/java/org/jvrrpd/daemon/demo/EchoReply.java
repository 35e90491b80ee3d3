package org.jvrrpd.daemon.demo;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jvrrpd.lab.wire.CapturedFrame;

/** Answers of the VIP to pings, as the bridge saw them. */
final class EchoReply {
  private static final int ETHERNET_HEADER_BYTES = 14;
  private static final int SHORTEST_IPV4_HEADER = 20;
  private static final int TYPE_OFFSET = 12;
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int PROTOCOL_ICMP = 1;
  private static final int ICMP_ECHO_REPLY = 0; // RFC 792
  private static final int VIP_BYTES = 0xC000_020A; // 192.0.2.10

  private EchoReply() {}

  /** When the VIP answered, oldest first. */
  static List<Instant> times(List<CapturedFrame> frames) {
    return frames.stream().filter(EchoReply::isOne).map(CapturedFrame::at).toList();
  }

  private static boolean isOne(CapturedFrame frame) {
    return isOne(frame.bytes());
  }

  /** Whether a frame, from its destination's MAC address on, is an echo reply from the VIP. */
  static boolean isOne(ByteBuffer frame) {
    if (frame.remaining() <= ETHERNET_HEADER_BYTES + SHORTEST_IPV4_HEADER
        || (frame.getShort(TYPE_OFFSET) & 0xffff) != ETHERTYPE_IPV4) {
      return false;
    }
    int headerBytes = (frame.get(ETHERNET_HEADER_BYTES) & 0xf) * 4;
    int message = ETHERNET_HEADER_BYTES + headerBytes;
    return headerBytes >= SHORTEST_IPV4_HEADER
        && message < frame.limit()
        && (frame.get(ETHERNET_HEADER_BYTES + 9) & 0xff) == PROTOCOL_ICMP
        && frame.getInt(ETHERNET_HEADER_BYTES + 12) == VIP_BYTES
        && frame.get(message) == ICMP_ECHO_REPLY;
  }
}
