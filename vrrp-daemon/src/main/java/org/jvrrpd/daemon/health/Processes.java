package org.jvrrpd.daemon.health;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
      // A zombie keeps its name, and has no program any more.
      Path program = Files.readSymbolicLink(process.resolve("exe"));
      Path file = program.getFileName();
      return isComm || (file != null && file.toString().equals(name));
    } catch (IOException _) {
      // It has ended meanwhile, is a kernel thread, or is not ours to look at.
      return false;
    }
  }
}
