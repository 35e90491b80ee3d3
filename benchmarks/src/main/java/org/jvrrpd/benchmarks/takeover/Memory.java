package org.jvrrpd.benchmarks.takeover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jvrrpd.lab.RunningProcess;

/**
 * Resident memory of a daemon with all its processes, from {@code /proc/PID/smaps_rollup}
 * (proc_pid_smaps(5)).
 *
 * <p>Several daemons of one program share its pages here, and each page's PSS is divided among
 * them; on a real controller there is one, whose PSS comes close to the RSS. So both are kept.
 *
 * @param pssKibibytes proportional set size
 * @param rssKibibytes resident set size
 */
record Memory(long pssKibibytes, long rssKibibytes) {
  private static final double BYTES_PER_KIBIBYTE = 1024;
  private static final double BYTES_PER_MEGABYTE = 1_000_000;

  /** The memory of a process and its descendants. */
  static Memory of(RunningProcess process) throws IOException {
    long pss = 0;
    long rss = 0;
    List<Long> pids =
        ProcessHandle.of(process.pid()).stream()
            .flatMap(self -> Stream.concat(Stream.of(self), self.descendants()))
            .map(ProcessHandle::pid)
            .toList();
    for (long pid : pids) {
      List<String> lines = Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"));
      pss += kibibytes(lines, "Pss:");
      rss += kibibytes(lines, "Rss:");
    }
    if (rss == 0) {
      throw new IOException(process.label() + " has ended");
    }
    return new Memory(pss, rss);
  }

  /** Proportional set size in 10^6 bytes. */
  double pssMegabytes() {
    return pssKibibytes * BYTES_PER_KIBIBYTE / BYTES_PER_MEGABYTE;
  }

  /** Resident set size in 10^6 bytes. */
  double rssMegabytes() {
    return rssKibibytes * BYTES_PER_KIBIBYTE / BYTES_PER_MEGABYTE;
  }

  static long kibibytes(List<String> lines, String key) throws IOException {
    for (String line : lines) {
      if (line.startsWith(key)) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("smaps_rollup has no line " + key);
  }
}
