package org.jvrrpd.daemon.health;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jvrrpd.daemon.health.ProcessPattern.By;

/** The processes that this one can see (proc(5)). */
final class Processes {
  /** TASK_COMM_LEN of linux/sched.h, without its NUL. */
  private static final int COMM_BYTES = 15;

  private Processes() {}

  static CheckResult find(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    byte[] comm = Arrays.copyOf(bytes, Math.min(bytes.length, COMM_BYTES));
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path each : all) {
        if (isNamed(each, comm, name)) {
          return CheckResult.passed(name + " runs as process " + each.getFileName());
        }
      }
      return CheckResult.failed("no process is named " + name);
    } catch (IOException e) {
      return CheckResult.failed("listing processes: " + e.getMessage());
    }
  }

  private static boolean isNamed(Path process, byte[] comm, String name) {
    try {
      byte[] read = Files.readAllBytes(process.resolve("comm"));
      boolean isComm = read.length == comm.length + 1 && Arrays.mismatch(read, comm) == comm.length;
      return isComm ? !arguments(process).isEmpty() : name.equals(program(process));
    } catch (IOException _) {
      // It has ended meanwhile, or is a kernel thread.
      return false;
    }
  }

  /**
   * How many processes each of the patterns means; zombies are none.
   *
   * @throws IOException if /proc cannot be read
   */
  static int[] count(List<ProcessPattern> patterns) throws IOException {
    int[] counts = new int[patterns.size()];
    boolean names = patterns.stream().anyMatch(each -> each.by() == By.NAME);
    boolean lines = patterns.stream().anyMatch(each -> each.by() != By.NAME);
    String[] all = new File("/proc").list();
    if (all == null) {
      throw new IOException("listing /proc");
    }
    for (String each : all) {
      if (Character.isDigit(each.charAt(0))) {
        count(each, names, lines, patterns, counts);
      }
    }
    return counts;
  }

  private static void count(
      String id, boolean names, boolean lines, List<ProcessPattern> patterns, int[] counts) {
    try {
      byte[] name = names ? name(id) : new byte[0];
      String line = lines ? arguments(Path.of("/proc", id)) : "";
      String whole = line.endsWith("\0") ? line : line + '\0';
      for (int i = 0; i < counts.length; i++) {
        ProcessPattern pattern = patterns.get(i);
        boolean matches =
            pattern.by() == By.NAME
                ? pattern.isName(name) && !isZombie(id)
                : pattern.isCommandLine(whole);
        counts[i] += matches ? 1 : 0;
      }
    } catch (IOException _) {
      // It has ended meanwhile.
    }
  }

  private static byte[] name(String id) throws IOException {
    try (FileInputStream file = new FileInputStream("/proc/" + id + "/comm")) {
      byte[] buffer = new byte[COMM_BYTES + 1];
      return Arrays.copyOf(buffer, Math.max(0, file.read(buffer) - 1));
    }
  }

  /** The letter behind the name, which may hold brackets itself (proc_pid_stat(5)). */
  private static boolean isZombie(String id) throws IOException {
    String stat = Files.readString(Path.of("/proc", id, "stat"), StandardCharsets.ISO_8859_1);
    return stat.startsWith(") Z", stat.lastIndexOf(')'));
  }

  /** Everybody may read them; a zombie, which keeps its name, and a kernel thread have none. */
  private static String arguments(Path process) throws IOException {
    return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
  }

  /**
   * The name of its program's file, or where only CAP_SYS_PTRACE could read that, what called it.
   */
  private static String program(Path process) throws IOException {
    try {
      Path file = Files.readSymbolicLink(process.resolve("exe")).getFileName();
      return file == null ? "" : file.toString();
    } catch (AccessDeniedException _) {
      String called = arguments(process).split("\0", 2)[0];
      return called.substring(called.lastIndexOf('/') + 1);
    }
  }
}
