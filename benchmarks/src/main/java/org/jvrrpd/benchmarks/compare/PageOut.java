package org.jvrrpd.benchmarks.compare;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes another process's memory cold: process_madvise(2) with MADV_PAGEOUT, which needs no control
 * group and reaches this process alone. Pages that are locked, written to or mapped by others too
 * stay, as they would under memory pressure without swap.
 */
final class PageOut {
  private static final int MADV_DONTNEED = 4;
  private static final int MADV_PAGEOUT = 21;
  private static final int EINVAL = 22;
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO_OFFSET =
      STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle PIDFD_OPEN =
      function("pidfd_open", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle PROCESS_MADVISE =
      function(
          "process_madvise",
          FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT));
  private static final MethodHandle MADVISE =
      function("madvise", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private PageOut() {}

  /**
   * Addresses that are mapped from a file.
   *
   * @param start the first
   * @param bytes how many
   */
  record Range(long start, long bytes) {}

  /**
   * Pages out what a process has mapped from files. What this JVM has of the same files, and cannot
   * have changed, it gives up first and reads again when it needs it: the daemon may be a JVM too.
   *
   * @throws IOException if the process is gone or the kernel does not permit it
   */
  static void filesOf(long pid) throws IOException {
    List<Range> ranges = ranges(Files.readAllLines(Path.of("/proc/" + pid + "/maps")), "");
    giveUpOwn();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int process = (int) call(PIDFD_OPEN, state, (int) pid, 0);
      if (process < 0) {
        throw failure("pidfd_open", state);
      }
      try {
        MemorySegment vector = arena.allocate(ADDRESS.byteSize() + JAVA_LONG.byteSize());
        for (Range each : ranges) {
          vector.set(JAVA_LONG, 0, each.start());
          vector.set(JAVA_LONG, ADDRESS.byteSize(), each.bytes());
          long advised = call(PROCESS_MADVISE, state, process, vector, 1L, MADV_PAGEOUT, 0);
          // What is locked cannot be advised.
          if (advised < 0 && state.get(JAVA_INT, ERRNO_OFFSET) != EINVAL) {
            throw failure("process_madvise", state);
          }
        }
      } finally {
        call(CLOSE, state, process);
      }
    }
  }

  private static void giveUpOwn() throws IOException {
    List<String> maps = Files.readAllLines(Path.of("/proc/self/maps"));
    List<Range> unchanged = new ArrayList<>(ranges(maps, "r-xp"));
    unchanged.addAll(ranges(maps, "r--s"));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      for (Range each : unchanged) {
        if (call(MADVISE, state, each.start(), each.bytes(), MADV_DONTNEED) < 0) {
          throw failure("madvise", state);
        }
      }
    }
  }

  /**
   * Mappings that have a file behind them (proc_pid_maps(5)).
   *
   * @param maps the lines of /proc/PID/maps
   * @param permissions theirs, for example {@code r-xp}; empty for any
   */
  static List<Range> ranges(List<String> maps, String permissions) {
    List<Range> ranges = new ArrayList<>();
    for (String line : maps) {
      String[] words = line.split("\\s+", 6);
      if (words.length < 6 || !words[5].startsWith("/") || !words[1].startsWith(permissions)) {
        continue;
      }
      int dash = words[0].indexOf('-');
      long start = Long.parseUnsignedLong(words[0].substring(0, dash), 16);
      long end = Long.parseUnsignedLong(words[0].substring(dash + 1), 16);
      ranges.add(new Range(start, end - start));
    }
    return ranges;
  }

  @SuppressWarnings("restricted") // the descriptors above are those of the C library
  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        descriptor,
        Linker.Option.captureCallState("errno"));
  }

  private static long call(MethodHandle function, MemorySegment state, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addFirst(state);
    try {
      return ((Number) function.invokeWithArguments(all)).longValue();
    } catch (Throwable e) {
      throw new AssertionError("a call of the C library threw", e);
    }
  }

  private static IOException failure(String function, MemorySegment state) {
    return new IOException(function + ": errno " + state.get(JAVA_INT, ERRNO_OFFSET));
  }
}
