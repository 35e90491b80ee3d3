package org.jvrrpd.lab.capture;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A capture file that is read frame by frame: pcap with times in micro- or nanoseconds, and pcapng,
 * both in either byte order. No more than one frame of at most {@value FrameSource#MAX_FRAME_BYTES}
 * bytes is in memory. A file that is damaged or ends too soon, as one does that is still being
 * written, ends for us before that place, and {@link #damage} says why. Owns its descriptor. Not
 * thread-safe.
 */
public final class CaptureFile implements Closeable {
  private final CaptureInput input;
  private final FrameSource source;
  private @Nullable String damage;

  private CaptureFile(CaptureInput input, FrameSource source) {
    this.input = input;
    this.source = source;
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be read or is no capture; the message begins with its name
   */
  public static CaptureFile open(Path file) throws IOException {
    CaptureInput input = new CaptureInput(new BufferedInputStream(Files.newInputStream(file)));
    try {
      return new CaptureFile(input, source(input));
    } catch (DamagedCaptureException e) {
      input.close();
      throw new IOException(file + ": " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private static FrameSource source(CaptureInput input)
      throws IOException, DamagedCaptureException {
    ByteBuffer magic = input.readUpTo(Integer.BYTES);
    if (magic.remaining() < Integer.BYTES) {
      throw new DamagedCaptureException(
          (magic.hasRemaining() ? "" : "empty, ") + "too short for a capture (pcap or pcapng)");
    }
    int value = magic.getInt(0);
    if (value == PcapngSource.SECTION_HEADER) {
      return PcapngSource.afterMagic(input);
    }
    PcapSource pcap = PcapSource.after(value, input);
    if (pcap == null) {
      throw new DamagedCaptureException(
          "not a pcap file and not a pcapng file: it begins with %08x".formatted(value));
    }
    return pcap;
  }

  /**
   * The next frame; empty at the end, and where the file is damaged.
   *
   * @throws IOException if the file cannot be read
   */
  public Optional<StoredFrame> next() throws IOException {
    if (damage != null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(source.next());
    } catch (DamagedCaptureException e) {
      damage = e.getMessage();
      return Optional.empty();
    }
  }

  /** Why reading ended before the end of the file, with the place; empty if it did not. */
  public Optional<String> damage() {
    return Optional.ofNullable(damage);
  }

  /** The link types that the file has announced so far. */
  public Set<Integer> linkTypes() {
    return source.linkTypes();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
