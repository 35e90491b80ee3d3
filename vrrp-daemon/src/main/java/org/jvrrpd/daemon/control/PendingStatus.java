package org.jvrrpd.daemon.control;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The one question to the event loop that is open at a time. Clients that ask meanwhile share it: a
 * frozen loop does not collect questions, and how long it has been frozen is known. Belongs to the
 * control thread.
 */
final class PendingStatus {
  private final RequestHandler handler;
  private @Nullable CompletableFuture<StatusReport> open;
  private long askedAtNanos;

  PendingStatus(RequestHandler handler) {
    this.handler = handler;
  }

  /** The answer to come; asks if no question is open. */
  CompletableFuture<StatusReport> ask(long nowNanos) {
    if (open == null || open.isDone()) {
      open = handler.status();
      askedAtNanos = nowNanos;
    }
    return open;
  }

  /** How long the open question has waited: the loop has taken up nothing since. */
  Duration waitedSince(long nowNanos) {
    return Duration.ofNanos(nowNanos - askedAtNanos);
  }
}
