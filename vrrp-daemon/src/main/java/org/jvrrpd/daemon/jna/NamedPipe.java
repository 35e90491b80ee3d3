package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The writing end of a named pipe (fifo(7)) that nobody need read and on which nothing ever waits,
 * both of which Java's files lack. Owns its descriptor, and the pipe's name if it made the pipe.
 * Not thread-safe.
 */
public final class NamedPipe implements AutoCloseable {
  /** The longest message that is written whole or not at all: PIPE_BUF (pipe(7)). */
  public static final int MAX_MESSAGE_BYTES = 4096;

  private static final int O_RDWR = 2;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;

  /** fcntl.h of x86 and of ARM differ in this one. */
  private static final int O_NOFOLLOW =
      System.getProperty("os.arch", "").equals("aarch64") ? 0x8000 : 0x20000;

  private static final int MODE = 0600;
  private static final int FILE_TYPE = 0170000;
  private static final int TYPE_FIFO = 0010000;
  private static final int ROOT = 0;

  private final int fd;
  private final Path path;
  private final boolean created;
  private final Memory message = new Memory(MAX_MESSAGE_BYTES);

  private NamedPipe(int fd, Path path, boolean created) {
    this.fd = fd;
    this.path = path;
    this.created = created;
  }

  /**
   * Opens a pipe, which is made with mode 0600 where there is none.
   *
   * @param owner to whom it is given where it is made
   * @throws IOException in words, if it cannot be made, given away or opened, if what is there is
   *     no pipe, or if it belongs to somebody who is neither root, nor this process's user, nor the
   *     owner
   */
  public static NamedPipe open(Path path, Optional<String> owner) throws IOException {
    Optional<UserAccount> account = owner.flatMap(UserAccount::find);
    if (account.isEmpty() && owner.isPresent()) {
      throw new IOException(
          path + " is to belong to " + owner.get() + ", and there is no such user");
    }
    boolean created = make(path);
    // Before it is opened too: opening a device can do things.
    requireOurs(path, path, account, LinkOption.NOFOLLOW_LINKS);
    int fd;
    try {
      // For reading as well, so that nobody need be there (fifo(7)).
      fd = LibC.open(path.toString(), O_RDWR | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    } catch (LastErrorException e) {
      throw new SystemCallException("opening " + path, e.getErrorCode());
    }
    try {
      Path opened = Path.of("/proc/self/fd/" + fd);
      requireOurs(opened, path, account);
      if (created && account.isPresent()) {
        give(opened, path, account.get());
      }
    } catch (IOException e) {
      LibC.close(fd);
      throw e;
    }
    return new NamedPipe(fd, path, created);
  }

  private static boolean make(Path path) throws IOException {
    try {
      LibC.mkfifo(path.toString(), MODE);
      return true;
    } catch (LastErrorException e) {
      if (Errno.of(e.getErrorCode()) == Errno.EEXIST) {
        return false;
      }
      throw new SystemCallException("making the named pipe " + path, e.getErrorCode());
    }
  }

  /** Through the descriptor, so that nobody can put something else in its place. */
  private static void give(Path opened, Path named, UserAccount account) throws IOException {
    if (account.uid() == UserAccount.ownUid()) {
      return;
    }
    try {
      Files.setAttribute(opened, "unix:uid", account.uid());
      Files.setAttribute(opened, "unix:gid", account.gid());
    } catch (IOException e) {
      Files.deleteIfExists(named);
      throw new IOException("giving " + named + " to " + account.name() + ": not permitted", e);
    }
  }

  private static void requireOurs(
      Path looked, Path named, Optional<UserAccount> account, LinkOption... options)
      throws IOException {
    int mode = (int) Files.getAttribute(looked, "unix:mode", options);
    int owner = (int) Files.getAttribute(looked, "unix:uid", options);
    if ((mode & FILE_TYPE) != TYPE_FIFO) {
      throw new IOException(named + " is not a named pipe");
    }
    boolean others = account.isEmpty() || account.get().uid() != owner;
    if (others && owner != ROOT && owner != UserAccount.ownUid()) {
      throw new IOException(named + " belongs to somebody else, user " + owner);
    }
  }

  /**
   * Writes a message, whole or not at all, without waiting.
   *
   * @return whether there was room for it
   * @throws IllegalArgumentException if it is longer than {@value #MAX_MESSAGE_BYTES} bytes
   * @throws SystemCallException if the pipe cannot be written at all
   */
  public boolean write(byte[] bytes) throws SystemCallException {
    if (bytes.length > MAX_MESSAGE_BYTES) {
      throw new IllegalArgumentException(bytes.length + " bytes are too many for a pipe");
    }
    message.write(0, bytes, 0, bytes.length);
    try {
      LibC.write(fd, message, bytes.length);
      return true;
    } catch (LastErrorException e) {
      if (Errno.of(e.getErrorCode()) == Errno.EAGAIN) {
        return false;
      }
      throw new SystemCallException("writing to " + path, e.getErrorCode());
    }
  }

  /** Closes the descriptor, and removes the pipe if this object made it. Call it once. */
  @Override
  public void close() throws IOException {
    LibC.close(fd);
    message.close();
    if (created) {
      Files.deleteIfExists(path);
    }
  }
}
