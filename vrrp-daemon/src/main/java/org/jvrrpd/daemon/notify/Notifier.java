package org.jvrrpd.daemon.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.log.Log;

/**
 * Tells everybody who is to be told of changes of state. The event loop hands in notices and goes
 * on; scripts, files and the server have threads of their own, which exist only where there is
 * something for them to do. Belongs to the event loop but for {@link #close}.
 */
public final class Notifier implements AutoCloseable {
  /** As much as the script of the end has. */
  private static final Duration STOP_TIME_LIMIT = Scripts.STOP_TIME_LIMIT;

  private final Log log;
  private final Troubles troubles = new Troubles();
  private final Recipients recipients;
  private NotifierSettings settings;
  private volatile @Nullable Scripts scripts;
  private volatile @Nullable SerialQueue files;
  private volatile @Nullable WebhookSender webhook;
  private volatile @Nullable MailQueue mail;

  /**
   * Starts the threads that the settings need; a named pipe is there soon afterwards. Any thread,
   * before the first notice.
   */
  public Notifier(NotifierSettings settings, Log log) {
    this.log = log;
    this.settings = settings;
    this.recipients = new Recipients(log, troubles);
    reconfigure(settings);
  }

  /** Goes by other settings for what comes from now on. */
  public void reconfigure(NotifierSettings changed) {
    settings = changed;
    troubles.forget();
    if (scripts == null && changed.hasCommands()) {
      scripts = new Scripts(log, troubles);
    }
    if (files == null && (!changed.fifos().isEmpty() || changed.log().isPresent())) {
      files = new SerialQueue("jvrrpd-notify", log);
    }
    onFiles(() -> recipients.use(changed));
    reconfigureMail(changed.mail());
    reconfigureWebhook(changed.webhook());
  }

  private void reconfigureWebhook(Optional<NotifierSettings.Hook> wanted) {
    WebhookSender present = webhook;
    Optional<NotifierSettings.Hook> used = Optional.ofNullable(present).map(WebhookSender::hook);
    if (used.equals(wanted)) {
      return;
    }
    if (present != null) {
      // Closing waits for nobody, but it is not quick.
      Thread.ofPlatform().daemon().name("jvrrpd-webhook-close").start(present::close);
    }
    webhook = wanted.map(hook -> new WebhookSender(hook, log, troubles)).orElse(null);
  }

  private void reconfigureMail(Optional<MailSettings> wanted) {
    MailQueue present = mail;
    if (Optional.ofNullable(present).map(MailQueue::settings).equals(wanted)) {
      return;
    }
    if (present != null) {
      present.close();
    }
    mail = wanted.map(each -> new MailQueue(each, log, troubles)).orElse(null);
  }

  /** Who could not be told lately and why, a sentence each; any thread. */
  public List<String> troubles() {
    return troubles.sentences();
  }

  /** Tells everybody whom it concerns; returns at once. */
  public void changed(StateNotice happened) {
    StateNotice notice = settings.told(happened);
    SubjectHooks hooks = settings.hooksOf(notice);
    Scripts runner = scripts;
    if (runner != null) {
      runner.changed(notice, settings);
    }
    if (hooks.priorityChanges() || !notice.isPriorityChange()) {
      writeFiles(notice);
    }
    WebhookSender sender = webhook;
    if (sender != null && notice.event().isState()) {
      sender.changed(notice);
    }
    MailQueue mails = mail;
    if (mails != null && hooks.mail()) {
      mails.changed(notice);
    }
  }

  /**
   * Tells everybody that the daemon is about to end, past what waits; a script that runs is ended.
   *
   * @return completed when all have been told or their second is over
   */
  public CompletableFuture<Void> stopping(List<StateNotice> notices) {
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    NotifierSettings last = settings;
    Scripts runner = scripts;
    if (runner != null) {
      // One after another would take a second each.
      CompletableFuture<Void> ended =
          CompletableFuture.runAsync(runner::endWhatRuns, Notifier::onOwnThread);
      for (StateNotice notice : notices) {
        ends.add(ended.thenRunAsync(() -> runner.stopping(notice, last), Notifier::onOwnThread));
      }
    }
    WebhookSender sender = webhook;
    if (sender != null) {
      ends.add(
          CompletableFuture.runAsync(
              () -> sender.stopping(notices, STOP_TIME_LIMIT), Notifier::onOwnThread));
    }
    notices.forEach(this::writeFiles);
    CompletableFuture<Void> written = new CompletableFuture<>();
    if (!onFiles(() -> written.complete(null))) {
      written.complete(null);
    }
    ends.add(written);
    return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
  }

  private static void onOwnThread(Runnable work) {
    Thread.ofPlatform().daemon().name("jvrrpd-notify-stop").start(work);
  }

  private void writeFiles(StateNotice notice) {
    onFiles(() -> recipients.write(notice));
  }

  private boolean onFiles(Runnable work) {
    SerialQueue queue = files;
    if (queue != null) {
      queue.submit(work);
    }
    return queue != null;
  }

  /**
   * Drops what waits, ends what runs and removes a named pipe that was made here. Any thread, once,
   * after {@link #stopping}; takes 200 ms at most, and 600 ms more for each reader of a pipe that
   * does not heed its end.
   */
  @Override
  public void close() {
    Scripts runner = scripts;
    if (runner != null) {
      runner.endWhatRuns();
    }
    WebhookSender sender = webhook;
    if (sender != null) {
      sender.close();
    }
    MailQueue mails = mail;
    if (mails != null) {
      mails.close();
    }
    SerialQueue queue = files;
    if (queue != null) {
      queue.interrupt(200);
      recipients.close();
    }
  }
}
