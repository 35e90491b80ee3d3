package org.jvrrpd.lab.capture;

import java.nio.ByteBuffer;

/**
 * A frame as a capture file has it.
 *
 * @param interfaceId the number of the interface within the file, 0 or more; always 0 in pcap
 * @param linkType what the frame begins with, a number of the registry of LINKTYPE_ values
 * @param epochNanos when it was on the wire, in nanoseconds since 1970
 * @param wireLength how many bytes it had there; more than {@code bytes} has where it was cut
 * @param bytes what was stored of it, read-only, in network byte order
 */
public record StoredFrame(
    int interfaceId, int linkType, long epochNanos, long wireLength, ByteBuffer bytes) {

  /** Keeps a read-only view of the bytes. */
  public StoredFrame {
    bytes = bytes.slice().asReadOnlyBuffer();
  }

  /** A view of the bytes with a position of its own. */
  @Override
  public ByteBuffer bytes() {
    return bytes.duplicate();
  }
}
