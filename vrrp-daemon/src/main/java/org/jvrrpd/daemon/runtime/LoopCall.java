package org.jvrrpd.daemon.runtime;

import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for the event loop, on a thread that has nothing else to do. */
final class LoopCall {
  private LoopCall() {}

  /** Something that is done on the loop before anybody waits for it. */
  interface Work {
    void run() throws IOException;
  }

  /**
   * Has it done, and waits for that.
   *
   * @throws IOException what the work has thrown, or if the thread is interrupted
   */
  static void run(IoEventLoop loop, Work work) throws IOException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.execute(
        () -> {
          try {
            work.run();
            done.complete(null);
          } catch (IOException | RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        });
    try {
      done.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting", e);
    }
  }

  /** Waits for something that nobody minds if it does not come. */
  static void await(CompletableFuture<?> future, long millis) {
    try {
      future.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      // The end comes all the same; the lease covers what was not done.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
