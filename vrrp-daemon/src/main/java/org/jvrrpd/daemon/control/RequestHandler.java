package org.jvrrpd.daemon.control;

import java.util.concurrent.CompletableFuture;

/**
 * Who answers requests: the daemon. Called on the control socket's thread; a call must return at
 * once, with a future that another thread completes. A future that fails is answered with its
 * exception's message.
 */
public interface RequestHandler {
  /**
   * The daemon's state. The event loop completes it, so that a loop that hangs is seen. There is at
   * most one such question open at a time, however many clients ask.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the daemon is stopping
   */
  CompletableFuture<StatusReport> status();

  /**
   * Reads the configuration again.
   *
   * @param dryRun whether only to say what would change
   * @throws java.util.concurrent.RejectedExecutionException if the daemon is stopping
   */
  CompletableFuture<ReloadOutcome> reload(boolean dryRun);
}
