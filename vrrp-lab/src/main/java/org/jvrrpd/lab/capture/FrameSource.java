package org.jvrrpd.lab.capture;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of the formats of capture files, read from its beginning to its end. */
sealed interface FrameSource permits PcapSource, PcapngSource {

  /** The longest frame that is read: the MAXIMUM_SNAPLEN of libpcap. */
  int MAX_FRAME_BYTES = 262_144;

  /**
   * The next frame; null at the end.
   *
   * @throws DamagedCaptureException if the file does not go on as its format demands
   */
  @Nullable StoredFrame next() throws IOException, DamagedCaptureException;

  /** The link types that the file has announced so far. */
  Set<Integer> linkTypes();
}
