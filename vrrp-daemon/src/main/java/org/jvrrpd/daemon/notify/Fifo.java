package org.jvrrpd.daemon.notify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.jna.NamedPipe;
import org.jvrrpd.daemon.log.Log;

/**
 * The named pipe into which each change is written as a line, in keepalived's format. A line that
 * finds no room is lost and counted. Belongs to one thread.
 */
final class Fifo implements AutoCloseable {
  private static final String RECIPIENT = "notifications.fifo";

  private final Log log;
  private final Troubles troubles;
  private Optional<Path> path = Optional.empty();
  private @Nullable NamedPipe pipe;
  private boolean failed;
  private long lost;

  Fifo(Log log, Troubles troubles) {
    this.log = log;
    this.troubles = troubles;
  }

  /** Goes by another path, or by none, from now on; the pipe is opened at once. */
  void use(Optional<Path> wanted) {
    if (!wanted.equals(path)) {
      close();
      path = wanted;
      failed = false;
    }
    open();
  }

  /** Writes a line, if there is a pipe and room in it. */
  void write(StateNotice notice) {
    open();
    if (pipe == null) {
      return;
    }
    try {
      boolean written = pipe.write(notice.line().getBytes(StandardCharsets.UTF_8));
      if (!written && ++lost == 1) {
        String sentence =
            path.orElseThrow() + " is full, since nobody reads it: notifications are lost";
        log.warning(sentence);
        troubles.happened(RECIPIENT, RECIPIENT + ": " + sentence);
      } else if (written && lost > 0) {
        log.notice(path.orElseThrow() + " is read again, after " + lost + " lost notifications");
        troubles.over(RECIPIENT);
        lost = 0;
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void open() {
    if (pipe != null || path.isEmpty()) {
      return;
    }
    try {
      pipe = NamedPipe.open(path.get());
      troubles.over(RECIPIENT);
      failed = false;
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Said once; every further change tries again. */
  private void fail(IOException e) {
    String sentence = RECIPIENT + ": " + e.getMessage();
    if (!failed) {
      log.warning(sentence);
    }
    failed = true;
    troubles.happened(RECIPIENT, sentence);
  }

  @Override
  public void close() {
    NamedPipe open = pipe;
    pipe = null;
    lost = 0;
    troubles.over(RECIPIENT);
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        log.warning(RECIPIENT + ": removing it: " + e.getMessage());
      }
    }
  }
}
