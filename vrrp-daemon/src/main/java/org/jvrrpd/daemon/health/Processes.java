package org.jvrrpd.daemon.health;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

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
