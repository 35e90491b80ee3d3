package org.jvrrpd.daemon.notify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jvrrpd.daemon.log.Log;

/**
 * The file that gets an entry for each change, in the form that the notification scripts of
 * clusters write. It is opened for each entry, so that one which has been rotated away is not
 * written to. Belongs to one thread.
 */
final class LogFile {
  private static final String RECIPIENT = "notifications.log";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private static final Set<OpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          LinkOption.NOFOLLOW_LINKS);

  private static final FileAttribute<?> MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

  private final ZoneId zone;
  private final Log log;
  private final Troubles troubles;
  private Optional<Path> path = Optional.empty();
  private boolean failed;

  /**
   * No file yet.
   *
   * @param zone in which the entries tell the time
   */
  LogFile(ZoneId zone, Log log, Troubles troubles) {
    this.zone = zone;
    this.log = log;
    this.troubles = troubles;
  }

  /** Writes to another file, or to none, from now on. */
  void use(Optional<Path> wanted) {
    if (!wanted.equals(path)) {
      troubles.over(RECIPIENT);
      failed = false;
    }
    path = wanted;
  }

  /** Writes an entry, if there is a file; that it does not work is said once. */
  void write(StateNotice notice) {
    if (path.isEmpty()) {
      return;
    }
    try {
      append(path.get(), entry(notice));
      troubles.over(RECIPIENT);
      failed = false;
    } catch (IOException e) {
      String sentence = RECIPIENT + ": cannot write to " + path.get() + ": " + words(e);
      if (!failed) {
        log.warning(sentence);
      }
      failed = true;
      troubles.happened(RECIPIENT, sentence);
    }
  }

  private String entry(StateNotice notice) {
    return TIME.format(notice.time().atZone(zone))
        + ": Transitioned to "
        + notice.event()
        + " state\n  Type: "
        + notice.kind()
        + "\n  Name: "
        + notice.name()
        + "\n  State: "
        + notice.event()
        + "\n";
  }

  private static void append(Path file, String entry) throws IOException {
    // Opening a pipe or a device could wait.
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("it is not a plain file");
    }
    try (FileChannel channel = FileChannel.open(file, OPTIONS, MODE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(entry);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /** The JDK's exceptions of files are named by what happened, and their message is the path. */
  private static String words(IOException e) {
    return switch (e.getClass().getSimpleName()) {
      case "NoSuchFileException" -> "its folder does not exist";
      case "AccessDeniedException" -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }
}
