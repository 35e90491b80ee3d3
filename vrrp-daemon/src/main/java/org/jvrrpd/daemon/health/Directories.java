package org.jvrrpd.daemon.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The directories of files, which may come, go, and be replaced by others. One thread only. */
final class Directories {
  private final WatchService service;
  private final List<TrackedFile> files;
  private final Map<Path, Registered> registered = new HashMap<>();

  /**
   * @param identity device and inode: a directory that was renamed goes on being watched
   */
  private record Registered(WatchKey key, @Nullable Object identity) {}

  Directories(WatchService service, List<TrackedFile> files) {
    this.service = service;
    this.files = files;
  }

  /** Watches those that are there now under their names. */
  void register() {
    Set<Path> wanted = new LinkedHashSet<>();
    files.forEach(file -> wanted.add(directory(file)));
    wanted.forEach(this::register);
  }

  private void register(Path directory) {
    Registered before = registered.get(directory);
    try {
      Object identity = Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
      if (before != null && before.key.isValid() && Objects.equals(identity, before.identity)) {
        return;
      }
      forget(directory);
      WatchKey key =
          directory.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
      registered.put(directory, new Registered(key, identity));
    } catch (IOException _) {
      // It is not there, or not for us; the next round tries again.
      forget(directory);
    }
  }

  private void forget(Path directory) {
    Registered before = registered.remove(directory);
    if (before != null) {
      before.key.cancel();
    }
  }

  /**
   * Waits for news.
   *
   * @param settleMillis how long more are collected after the first
   * @return the files that may be others now; none when the time is over
   */
  List<TrackedFile> touchedWithin(long nanos, long settleMillis) throws InterruptedException {
    WatchKey key = service.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    if (key == null) {
      return List.of();
    }
    TimeUnit.MILLISECONDS.sleep(settleMillis);
    Set<TrackedFile> touched = new LinkedHashSet<>();
    while (key != null) {
      touched.addAll(touched(key));
      key = service.poll();
    }
    return new ArrayList<>(touched);
  }

  private List<TrackedFile> touched(WatchKey key) {
    List<WatchEvent<?>> events = key.pollEvents();
    boolean gone = !key.reset();
    return files.stream()
        .filter(file -> isOf(key, file))
        .filter(file -> gone || events.stream().anyMatch(event -> concerns(event, file)))
        .toList();
  }

  private boolean isOf(WatchKey key, TrackedFile file) {
    Registered known = registered.get(directory(file));
    return known != null && known.key.equals(key);
  }

  /** What a link leads through may be anything in its directory. */
  private static boolean concerns(WatchEvent<?> event, TrackedFile file) {
    return event.kind().equals(StandardWatchEventKinds.OVERFLOW)
        || Objects.equals(event.context(), file.path().getFileName())
        || Files.isSymbolicLink(file.path());
  }

  private static Path directory(TrackedFile file) {
    Path parent = file.path().toAbsolutePath().getParent();
    return parent == null ? Path.of("/") : parent;
  }
}
