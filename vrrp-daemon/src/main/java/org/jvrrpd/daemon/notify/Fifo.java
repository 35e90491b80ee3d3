package org.jvrrpd.daemon.notify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.jna.NamedPipe;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.notify.NotifierSettings.PipeSettings;

/**
 * A named pipe into which whatever happens is written as a line, in keepalived's format, and the
 * program that is kept running to read it. A line that finds no room is lost and counted. Belongs
 * to one thread.
 */
final class Fifo implements AutoCloseable {
  private final PipeSettings settings;
  private final Log log;
  private final Troubles troubles;
  private final String recipient;
  private @Nullable NamedPipe pipe;
  private @Nullable FifoReader reader;
  private boolean failed;
  private long lost;

  /** Opens the pipe, and starts what reads it. */
  Fifo(PipeSettings settings, Log log, Troubles troubles) {
    this.settings = settings;
    this.log = log;
    this.troubles = troubles;
    this.recipient = "notifications.fifo " + settings.path();
    open();
  }

  PipeSettings settings() {
    return settings;
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
            settings.path() + " is full, since nobody reads it: notifications are lost";
        log.warning(sentence);
        troubles.happened(recipient, "notifications.fifo: " + sentence);
      } else if (written && lost > 0) {
        log.notice(settings.path() + " is read again, after " + lost + " lost notifications");
        troubles.over(recipient);
        lost = 0;
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void open() {
    if (pipe != null) {
      return;
    }
    try {
      pipe = NamedPipe.open(settings.path(), settings.owner());
      troubles.over(recipient);
      failed = false;
    } catch (IOException e) {
      fail(e);
      return;
    }
    if (reader == null) {
      reader =
          settings
              .reader()
              .map(command -> new FifoReader(command, settings.path(), log, troubles))
              .orElse(null);
    }
  }

  /** Said once; whatever happens next tries again. */
  private void fail(IOException e) {
    String sentence = "notifications.fifo: " + e.getMessage();
    if (!failed) {
      log.warning(sentence);
    }
    failed = true;
    troubles.happened(recipient, sentence);
  }

  /** Closes the pipe, ends the reader, and removes the pipe if it was made here. */
  @Override
  public void close() {
    FifoReader reading = reader;
    reader = null;
    if (reading != null) {
      reading.expectEnd();
    }
    NamedPipe open = pipe;
    pipe = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        log.warning("notifications.fifo: removing it: " + e.getMessage());
      }
    }
    if (reading != null) {
      reading.close();
    }
    troubles.over(recipient);
  }
}
