package org.jvrrpd.daemon.control;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one running daemon, mode 0700, with its control socket, its pid file and a lock.
 * The kernel holds the lock for as long as the process lives, frozen or not, and drops it with the
 * process; so a left-over socket is told from one in use without asking whoever is behind it.
 */
final class RuntimeDirectory implements AutoCloseable {
  private static final String SOCKET = "control.sock";
  private static final String PID = "jvrrpd.pid";
  private static final String LOCK = "lock";
  private static final Set<String> OURS =
      Stream.concat(Stream.of(SOCKET, PID, LOCK), Arrays.stream(Dump.values()).map(Dump::fileName))
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  private final Path directory;
  private final FileChannel lockFile;

  private RuntimeDirectory(Path directory, FileChannel lockFile) {
    this.directory = directory;
    this.lockFile = lockFile;
  }

  /** Where the daemon of {@code directory} listens. */
  static Path socketOf(Path directory) {
    return directory.resolve(SOCKET);
  }

  /** The process that claimed {@code directory}, as it wrote it, or a word for none. */
  static String pidOf(Path directory) {
    try {
      return Files.readString(directory.resolve(PID)).strip();
    } catch (IOException _) {
      return "unknown";
    }
  }

  /**
   * Makes the directory if it is missing, claims it for this process, writes the pid file and
   * removes a socket that a dead daemon left.
   *
   * @throws IOException if another daemon has it, or it cannot be made or trusted; the message says
   *     which
   */
  static RuntimeDirectory claim(Path directory) throws IOException {
    makePrivate(directory);
    FileChannel lockFile =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (tryLock(lockFile) == null) {
        throw new IOException(
            "another jvrrpd runs with this runtime directory ("
                + directory
                + "), pid "
                + pidOf(directory));
      }
      Files.writeString(directory.resolve(PID), ProcessHandle.current().pid() + "\n");
      Files.deleteIfExists(socketOf(directory));
      return new RuntimeDirectory(directory, lockFile);
    } catch (IOException e) {
      lockFile.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
    try {
      return lockFile.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // This very process holds it.
    }
  }

  /**
   * Anyone who may write here could put a socket of their own in our place. A directory that others
   * may enter is closed to them only if nothing but our files is in it: the path may be a mistake,
   * and /tmp must not become private.
   */
  private static void makePrivate(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      Files.createDirectories(directory.toAbsolutePath().getParent());
      Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PRIVATE));
      return;
    }
    PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class);
    if (!attributes.isDirectory()) {
      throw new IOException("the runtime directory " + directory + " is not a directory");
    }
    UserPrincipal self = Files.getOwner(Path.of("/proc/self"));
    if (!attributes.owner().equals(self)) {
      throw new IOException(
          "the runtime directory "
              + directory
              + " belongs to "
              + attributes.owner().getName()
              + ", and this process to "
              + self.getName());
    }
    if (attributes.permissions().equals(PRIVATE)) {
      return;
    }
    if (!holdsOnlyOurs(directory)) {
      throw new IOException(
          "the runtime directory "
              + directory
              + " is open to others and holds files that are not jvrrpd's:"
              + " name another, or make it private (chmod 0700)");
    }
    Files.setPosixFilePermissions(directory, PRIVATE);
  }

  private static boolean holdsOnlyOurs(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (!OURS.contains(entry.getFileName().toString())) {
          return false;
        }
      }
      return true;
    }
  }

  Path socket() {
    return socketOf(directory);
  }

  /** Removes the socket and the pid file and gives the directory up. The lock file stays. */
  @Override
  public void close() throws IOException {
    // Without the lock's file a third process could lock a new one while a second holds this.
    try (lockFile) {
      Files.deleteIfExists(socket());
      Files.deleteIfExists(directory.resolve(PID));
    }
  }
}
