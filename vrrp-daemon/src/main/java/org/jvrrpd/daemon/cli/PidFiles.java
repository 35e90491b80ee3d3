package org.jvrrpd.daemon.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jvrrpd.daemon.process.RunningKeepalived;

/**
 * Files with the number of this process, as scripts around keepalived read them. Each is locked for
 * as long as the process lives, so that one which a killed daemon has left is told from one in use,
 * whoever has its number now; they are removed at the end.
 */
final class PidFiles implements AutoCloseable {
  private record Claimed(Path path, FileChannel channel) {}

  private final Deque<Claimed> claimed = new ArrayDeque<>();

  private PidFiles() {}

  /**
   * Writes the number of this process into each.
   *
   * @throws IOException in words, if one belongs to a daemon that runs, or cannot be written
   */
  static PidFiles claim(List<Path> paths) throws IOException {
    PidFiles files = new PidFiles();
    try {
      for (Path path : paths) {
        files.claim(path);
      }
      return files;
    } catch (IOException e) {
      files.close();
      throw e;
    }
  }

  private void claim(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("the pid file " + path + " is not a plain file");
    }
    FileChannel channel = open(path);
    try {
      if (!lock(channel) || isOfKeepalived(path)) {
        throw new IOException(
            "another daemon runs with the pid file " + path + ", pid " + content(path));
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      claimed.push(new Claimed(path, channel));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel open(Path path) throws IOException {
    try {
      return FileChannel.open(
          path,
          Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
    } catch (IOException e) {
      throw new IOException("cannot write the pid file " + path + ": " + e.getMessage(), e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false; // This very process has it.
    }
  }

  /** keepalived locks nothing. */
  private static boolean isOfKeepalived(Path path) {
    try {
      return new RunningKeepalived(Long.parseLong(content(path)), path).isRunning();
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private static String content(Path path) {
    try {
      return Files.readString(path, StandardCharsets.ISO_8859_1).strip();
    } catch (IOException _) {
      return "unknown";
    }
  }

  /** Removes them, and gives the locks up after that. */
  @Override
  public void close() throws IOException {
    while (!claimed.isEmpty()) {
      Claimed each = claimed.pop();
      try (FileChannel _ = each.channel()) {
        Files.deleteIfExists(each.path());
      }
    }
  }
}
