package org.jvrrpd.lab.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records the frames of one interface into a classic pcap file that tcpdump and Wireshark read. It
 * hears from the moment that {@link #start} returns; the times are the kernel's, so a busy machine
 * delays the file and not the times. Safe for use by several threads.
 */
public final class Capture implements AutoCloseable {
  /** Beyond this the capture fails rather than fill the disk. */
  private static final long SIZE_LIMIT_BYTES = 128L << 20;

  private static final int POLL_MILLIS = 50;
  private static final long PATIENCE_SECONDS = 10;

  private final Path file;
  private final PacketSocket socket;
  private final FileChannel channel;
  private final Thread thread;
  private volatile boolean ending;
  private long writtenBytes;
  private long droppedFrames;
  private @Nullable IOException failure;
  private boolean closed;

  private Capture(Path file, PacketSocket socket, FileChannel channel) {
    this.file = file;
    this.socket = socket;
    this.channel = channel;
    this.thread = Thread.ofPlatform().name("capture").daemon().unstarted(this::record);
  }

  /**
   * Starts recording.
   *
   * @param namespace the network namespace's file, for example {@code /run/netns/lab.switch}
   * @param interfaceName the interface's name inside
   * @param file replaced if it exists
   * @throws IOException if the socket or the file cannot be opened
   */
  public static Capture start(Path namespace, String interfaceName, Path file) throws IOException {
    PacketSocket socket = PacketSocket.open(namespace, interfaceName);
    try {
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
      Capture capture = new Capture(file, socket, channel);
      capture.write(PcapFile.header());
      capture.thread.start();
      return capture;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** The file that is written. */
  public Path file() {
    return file;
  }

  /**
   * What was recorded until now, including all that was on the wire when this was called, short of
   * what the kernel was still carrying.
   *
   * @throws IOException if recording failed or frames were lost
   */
  public synchronized Recording soFar() throws IOException {
    if (!closed) {
      drain();
    }
    check();
    return Recording.read(file);
  }

  /**
   * Ends the recording and reads it back.
   *
   * @throws IOException if recording failed or frames were lost
   */
  public Recording stop() throws IOException {
    close();
    synchronized (this) {
      check();
    }
    return Recording.read(file);
  }

  /** Ends the recording; the file stays. Does nothing the second time. */
  @Override
  public void close() throws IOException {
    ending = true;
    try {
      if (!thread.join(Duration.ofSeconds(PATIENCE_SECONDS))) {
        throw new IOException("the capture into " + file + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("ending the capture into " + file + ": interrupted", e);
    }
    synchronized (this) {
      if (!closed) {
        closed = true;
        socket.close();
        channel.close();
      }
    }
  }

  private void record() {
    try {
      while (!ending) {
        socket.await(POLL_MILLIS);
        synchronized (this) {
          drain();
        }
      }
    } catch (IOException e) {
      synchronized (this) {
        failure = e;
      }
    }
  }

  /** Under this object's lock: a reader sees whole frames, and two threads share one buffer. */
  private void drain() throws IOException {
    for (Optional<CapturedFrame> frame = socket.receive();
        frame.isPresent();
        frame = socket.receive()) {
      write(PcapFile.record(frame.get()));
    }
    droppedFrames += socket.droppedFrames();
  }

  private void write(ByteBuffer bytes) throws IOException {
    writtenBytes += bytes.remaining();
    if (writtenBytes > SIZE_LIMIT_BYTES) {
      throw new IOException(file + " would grow beyond " + SIZE_LIMIT_BYTES + " bytes");
    }
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void check() throws IOException {
    if (failure != null) {
      throw new IOException("recording into " + file + " failed", failure);
    }
    if (droppedFrames > 0) {
      throw new IOException(
          file + " lacks " + droppedFrames + " frames that were not read in time");
    }
  }
}
