package org.jvrrpd.daemon.jna;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of the privileges of capabilities(7) that this program uses the process has in effect, in
 * its user namespace.
 *
 * @param netAdmin CAP_NET_ADMIN: addresses, links, routes
 * @param netRaw CAP_NET_RAW: raw and packet sockets
 * @param ipcLock CAP_IPC_LOCK: memory that is never paged out
 */
public record Capabilities(boolean netAdmin, boolean netRaw, boolean ipcLock) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String EFFECTIVE = "CapEff:";

  // linux/capability.h
  private static final int CAP_NET_ADMIN = 12;
  private static final int CAP_NET_RAW = 13;
  private static final int CAP_IPC_LOCK = 14;

  /**
   * What the process has now, read from CapEff in /proc/self/status (proc_pid_status(5)).
   *
   * @throws IOException if the file cannot be read or names no capabilities
   */
  public static Capabilities ofThisProcess() throws IOException {
    return parse(Files.readAllLines(STATUS));
  }

  static Capabilities parse(List<String> statusLines) throws IOException {
    for (String line : statusLines) {
      if (line.startsWith(EFFECTIVE)) {
        return ofMask(line.substring(EFFECTIVE.length()).trim());
      }
    }
    throw new IOException("reading capabilities: " + STATUS + " has no line " + EFFECTIVE);
  }

  private static Capabilities ofMask(String hexadecimal) throws IOException {
    try {
      long mask = Long.parseUnsignedLong(hexadecimal, 16);
      return new Capabilities(
          has(mask, CAP_NET_ADMIN), has(mask, CAP_NET_RAW), has(mask, CAP_IPC_LOCK));
    } catch (NumberFormatException e) {
      throw new IOException("reading capabilities: " + hexadecimal + " is no mask", e);
    }
  }

  private static boolean has(long mask, int capability) {
    return (mask >>> capability & 1) != 0;
  }

  /**
   * The names of those that the daemon cannot do without and this process lacks, for example {@code
   * CAP_NET_RAW}; empty if it has them.
   */
  public List<String> missing() {
    List<String> names = new ArrayList<>();
    if (!netAdmin) {
      names.add("CAP_NET_ADMIN");
    }
    if (!netRaw) {
      names.add("CAP_NET_RAW");
    }
    return List.copyOf(names);
  }
}
