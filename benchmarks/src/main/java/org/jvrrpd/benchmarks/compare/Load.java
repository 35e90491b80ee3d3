package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Keeps every core busy with programs of ordinary priority, which end by themselves after 300 s.
 */
public final class Load implements AutoCloseable {
  private static final String SECONDS_AT_MOST = "300";

  private final List<Process> busy = new ArrayList<>();

  private Load() {}

  /**
   * Starts them.
   *
   * @throws IOException if {@code timeout} or {@code sh} cannot be started
   */
  public static Load onEveryCore() throws IOException {
    Load load = new Load();
    try {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        load.busy.add(
            new ProcessBuilder("timeout", SECONDS_AT_MOST, "sh", "-c", "while :; do :; done")
                .start());
      }
      return load;
    } catch (IOException e) {
      load.close();
      throw e;
    }
  }

  /** The load average of the minute before (proc_loadavg(5)). */
  public static double average() throws IOException {
    return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
  }

  /** Ends them. */
  @Override
  public void close() {
    for (Process each : busy) {
      each.descendants().forEach(ProcessHandle::destroyForcibly);
      each.destroyForcibly();
      try {
        each.waitFor(5, TimeUnit.SECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
