package org.jvrrpd.daemon.health;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows the numbers in files, on a thread of its own: a file system may hang. The kernel says
 * when something happens in their directories (inotify(7)); once a second all are read in any case,
 * since it does not say what happens behind a symbolic link or to a directory that is not there.
 */
public final class FileWatch implements AutoCloseable {
  private static final long RHYTHM_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long news are collected: writing a file is at least two of them. */
  private static final long SETTLE_MILLIS = 10;

  /** How long somebody who has emptied a file may take to fill it. */
  private static final long FILLING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final List<TrackedFile> files;
  private final Set<TrackedFile> begun;
  private final Executor loop;
  private final Listener listener;
  private final Thread thread;
  private final Map<TrackedFile, byte[]> contents = new HashMap<>();
  private final Map<TrackedFile, FileReading> readings = new HashMap<>();

  /** Written on the loop. */
  private volatile boolean closed;

  /** Who is told, on the loop. */
  public interface Listener {
    /** A file says something else, or is read for the first time. */
    void read(TrackedFile file, FileReading reading);

    /** All have been read once. */
    void complete();

    /** Something that is not a reading went wrong. */
    void failed(String what);
  }

  /**
   * Begins to follow files.
   *
   * @param begun those that were followed before, into which nothing is written
   * @param loop where the listener is called
   */
  public FileWatch(
      List<TrackedFile> files, Set<TrackedFile> begun, Executor loop, Listener listener) {
    this.files = List.copyOf(files);
    this.begun = Set.copyOf(begun);
    this.loop = loop;
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name("jvrrpd-files").start(this::run);
  }

  /** Tells nothing more. Loop only. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    files.stream().filter(file -> !begun.contains(file)).forEach(this::initialise);
    try (WatchService service = FileSystems.getDefault().newWatchService()) {
      Directories directories = new Directories(service, files);
      directories.register();
      lookAt(files);
      tell(listener::complete);
      follow(directories);
    } catch (IOException e) {
      tell(() -> listener.failed("track_file: watching directories: " + e.getMessage()));
      pollOnly();
    } catch (InterruptedException _) {
      // Nobody wants to know any more.
    }
  }

  private void follow(Directories directories) throws InterruptedException {
    long round = System.nanoTime() + RHYTHM_NANOS;
    while (!closed) {
      List<TrackedFile> touched =
          directories.touchedWithin(round - System.nanoTime(), SETTLE_MILLIS);
      lookAt(touched);
      if (System.nanoTime() - round >= 0) {
        directories.register();
        lookAt(files);
        round = System.nanoTime() + RHYTHM_NANOS;
      }
    }
  }

  /** Where the kernel has no inotify instance left, once a second has to do. */
  private void pollOnly() {
    try {
      lookAt(files);
      tell(listener::complete);
      while (!closed) {
        TimeUnit.NANOSECONDS.sleep(RHYTHM_NANOS);
        lookAt(files);
      }
    } catch (InterruptedException _) {
      // Nobody wants to know any more.
    }
  }

  private void initialise(TrackedFile file) {
    if (file.initial().isEmpty()) {
      return;
    }
    byte[] content = (file.initial().get() + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      if (file.overwrite() && Files.exists(file.path(), LinkOption.NOFOLLOW_LINKS)) {
        overwrite(file, content);
      } else {
        Files.write(file.path(), content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
    } catch (FileAlreadyExistsException _) {
      // It says something already.
    } catch (IOException e) {
      tell(() -> listener.failed(file.name() + ": writing " + e.getMessage()));
    }
  }

  /** Not through a link that somebody may have put there. */
  private static void overwrite(TrackedFile file, byte[] content) throws IOException {
    if (!Files.isRegularFile(file.path(), LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(file.path() + ": it is no regular file");
    }
    Files.write(
        file.path(),
        content,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING,
        LinkOption.NOFOLLOW_LINKS);
  }

  private void lookAt(List<TrackedFile> some) throws InterruptedException {
    for (TrackedFile file : some) {
      byte @Nullable [] content = settled(file);
      FileReading reading = reading(file, content);
      if (!reading.equals(readings.put(file, reading))) {
        tell(() -> listener.read(file, reading));
      }
    }
  }

  /** A file that has just become empty is about to be filled. */
  private byte @Nullable [] settled(TrackedFile file) throws InterruptedException {
    byte @Nullable [] before = contents.get(file);
    byte @Nullable [] content = content(file);
    long began = System.nanoTime();
    while (before != null
        && before.length > 0
        && content != null
        && content.length == 0
        && System.nanoTime() - began < FILLING_NANOS) {
      TimeUnit.MILLISECONDS.sleep(1);
      content = content(file);
    }
    if (content == null) {
      contents.remove(file);
    } else {
      contents.put(file, content);
    }
    return content;
  }

  /** Reading something else than a regular file, such as a pipe, could wait for ever. */
  private static byte @Nullable [] content(TrackedFile file) {
    if (!Files.isRegularFile(file.path())) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file.path())) {
      return in.readNBytes(FileReading.MAX_BYTES);
    } catch (IOException _) {
      return null;
    }
  }

  private static FileReading reading(TrackedFile file, byte @Nullable [] content) {
    return content == null
        ? FileReading.missing(file.path(), "there is no file that can be read at")
        : FileReading.of(file.path(), content);
  }

  private void tell(Runnable news) {
    try {
      loop.execute(
          () -> {
            if (!closed) {
              news.run();
            }
          });
    } catch (RejectedExecutionException _) {
      // The daemon has ended meanwhile.
    }
  }
}
