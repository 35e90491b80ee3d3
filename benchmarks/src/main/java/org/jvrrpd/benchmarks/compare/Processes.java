package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jvrrpd.lab.RunningProcess;

/** What the processes of a daemon use, all of them together (proc(5)). */
final class Processes {
  private static final long BYTES_PER_KIBIBYTE = 1024;

  private Processes() {}

  /** Its process ids: keepalived is two processes. */
  static List<Long> of(RunningProcess daemon) {
    return ProcessHandle.of(daemon.pid()).stream()
        .flatMap(self -> Stream.concat(Stream.of(self), self.descendants()))
        .map(ProcessHandle::pid)
        .toList();
  }

  /**
   * Processor time that their threads have had so far, in nanoseconds: the first number of
   * /proc/PID/task/TID/schedstat. The clock ticks of /proc/PID/stat are too coarse for a process
   * that runs for microseconds at a time.
   */
  static long processorNanos(RunningProcess daemon) throws IOException {
    long nanos = 0;
    for (long pid : of(daemon)) {
      try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
        for (Path thread : threads.toList()) {
          nanos += ranNanos(thread);
        }
      }
    }
    return nanos;
  }

  private static long ranNanos(Path thread) throws IOException {
    try {
      return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
    } catch (NoSuchFileException _) {
      return 0; // it has ended
    }
  }

  /** Resident set size in bytes, what several processes share counted for each of them. */
  static long residentBytes(RunningProcess daemon) throws IOException {
    return sum(daemon, "smaps_rollup", "Rss:");
  }

  /** Resident memory in bytes with a share of what is shared, also with programs other than it. */
  static long proportionalBytes(RunningProcess daemon) throws IOException {
    return sum(daemon, "smaps_rollup", "Pss:");
  }

  /** Resident pages of files in bytes. */
  static long residentFileBytes(RunningProcess daemon) throws IOException {
    return sum(daemon, "status", "RssFile:");
  }

  private static long sum(RunningProcess daemon, String file, String key) throws IOException {
    long kibibytes = 0;
    List<Long> pids = of(daemon);
    for (long pid : pids) {
      kibibytes += kibibytes(Files.readAllLines(Path.of("/proc/" + pid + "/" + file)), key);
    }
    if (pids.isEmpty()) {
      throw new IOException(daemon.label() + " has ended");
    }
    return kibibytes * BYTES_PER_KIBIBYTE;
  }

  /** The number of a line such as {@code Rss: 123 kB}. */
  static long kibibytes(List<String> lines, String key) throws IOException {
    for (String line : lines) {
      if (line.startsWith(key)) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no line begins with " + key);
  }
}
