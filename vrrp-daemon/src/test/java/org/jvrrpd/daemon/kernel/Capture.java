package org.jvrrpd.daemon.kernel;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What tcpdump sees on a link, from construction on. */
final class Capture implements AutoCloseable {
  private static final int FILE_HEADER_BYTES = 24;
  private static final int CAPTURED_LENGTH = 8;
  private static final int RECORD_HEADER_BYTES = 16;

  private final Path folder = Files.createTempDirectory("capture");
  private final Path file = folder.resolve("capture.pcap");
  private final Path log = folder.resolve("tcpdump.log");
  private final Process tcpdump;

  /** Returns once it captures; ends after {@code count} frames that match {@code filter}. */
  Capture(String linkName, String filter, int count) throws IOException {
    tcpdump =
        new ProcessBuilder(
                "tcpdump",
                "-i",
                linkName,
                "-w",
                file.toString(),
                "-U",
                "-Z",
                "root",
                "-n",
                "--immediate-mode",
                "-c",
                Integer.toString(count),
                filter)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Files.readString(log).contains("listening on"));
  }

  /** Waits for the last frame and returns all, whole, in their order. */
  List<byte[]> frames() throws IOException {
    try {
      if (!tcpdump.waitFor(10, TimeUnit.SECONDS)) {
        throw new AssertionError("too few frames: " + Files.readString(log));
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    ByteBuffer pcap = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
    pcap.position(FILE_HEADER_BYTES);
    List<byte[]> frames = new ArrayList<>();
    while (pcap.hasRemaining()) {
      byte[] frame = new byte[pcap.getInt(pcap.position() + CAPTURED_LENGTH)];
      pcap.position(pcap.position() + RECORD_HEADER_BYTES);
      pcap.get(frame);
      frames.add(frame);
    }
    return frames;
  }

  @Override
  public void close() throws IOException {
    tcpdump.destroyForcibly();
    Files.deleteIfExists(file);
    Files.deleteIfExists(log);
    Files.delete(folder);
  }
}
