package org.jvrrpd.daemon.notify;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.notify.StateNotice.Event;

/**
 * Tells people of changes by mail, one after another on a thread of its own ({@code smtp_alert}).
 * One that the server does not take is tried again a few times, later each time; then it is given
 * up and the next is sent. Handing in belongs to the event loop.
 */
final class MailQueue implements AutoCloseable {
  private static final String RECIPIENT = "mail";
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final int ATTEMPTS = 4;

  private final MailSettings settings;
  private final Log log;
  private final Troubles troubles;
  private final Duration firstPause;
  private final SerialQueue queue;

  /** What each instance and each group was last mailed to be. */
  private final Map<String, Event> mailed = new HashMap<>();

  /** Starts the thread; nothing of the mail library is loaded before there is a mail. */
  MailQueue(MailSettings settings, Log log, Troubles troubles) {
    this(settings, log, troubles, FIRST_PAUSE);
  }

  /**
   * The same with another pause.
   *
   * @param firstPause between the first attempt and the second; each further one is twice as long
   */
  MailQueue(MailSettings settings, Log log, Troubles troubles, Duration firstPause) {
    this.settings = settings;
    this.log = log;
    this.troubles = troubles;
    this.firstPause = firstPause;
    this.queue = new SerialQueue("jvrrpd-mail", log);
  }

  MailSettings settings() {
    return settings;
  }

  /**
   * Sends a mail after what waits already, if the state is one that is mailed and another one than
   * was mailed last; returns at once.
   */
  void changed(StateNotice notice) {
    boolean wanted =
        switch (notice.event()) {
          case MASTER, BACKUP, DELETED -> true;
          case FAULT -> settings.faults();
          case STOP, MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY -> false;
        };
    if (wanted && mailed.put(notice.subject(), notice.event()) != notice.event()) {
      queue.submit(() -> send(notice));
    }
  }

  private void send(StateNotice notice) {
    Duration pause = firstPause;
    for (int attempt = 1; ; attempt++) {
      try {
        Mail.send(notice, settings);
        log.info("Mail sent: " + Mail.subject(notice, settings));
        troubles.over(RECIPIENT);
        return;
      } catch (MailFailure e) {
        if (!e.isWorthRepeating() || attempt == ATTEMPTS) {
          giveUp(notice, attempt, e);
          return;
        }
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
      pause = pause.multipliedBy(2);
    }
  }

  private void giveUp(StateNotice notice, int attempts, MailFailure e) {
    String sentence =
        "mail server "
            + settings.server()
            + " port "
            + settings.port()
            + " did not take \""
            + Mail.subject(notice, settings)
            + "\" in "
            + attempts
            + (attempts == 1 ? " attempt: " : " attempts: ")
            + e.getMessage();
    log.warning(sentence);
    troubles.happened(RECIPIENT, sentence);
  }

  /** Gives up what waits and what is under way; waits for nobody. */
  @Override
  public void close() {
    queue.close();
    troubles.over(RECIPIENT);
  }
}
