package org.jvrrpd.lab.wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a capture holds, oldest first.
 *
 * @param frames all frames
 */
public record Recording(List<CapturedFrame> frames) {

  /** Keeps its own copy. */
  public Recording {
    frames = List.copyOf(frames);
  }

  /**
   * Reads a classic pcap file of Ethernet frames, ours or tcpdump's, with times in micro- or
   * nanoseconds.
   *
   * @throws IOException if the file cannot be read, is no such file, is larger than 256 MiB or ends
   *     within a frame
   */
  public static Recording read(Path file) throws IOException {
    return new Recording(PcapFile.read(file));
  }

  /** Every VRRP message over IPv4, good or bad. */
  public List<Advertisement> advertisements() {
    return frames.stream().map(Advertisement::in).flatMap(Optional::stream).toList();
  }

  /** Every gratuitous ARP message. */
  public List<Announcement> announcements() {
    return frames.stream().map(Announcement::in).flatMap(Optional::stream).toList();
  }
}
