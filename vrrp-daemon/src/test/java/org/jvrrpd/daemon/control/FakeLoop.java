package org.jvrrpd.daemon.control;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An event loop that answers at once, or is frozen, or stops. */
final class FakeLoop implements RequestHandler {
  volatile StatusReport report = Samples.healthyMaster();
  volatile boolean frozen;
  volatile boolean stopping;
  volatile @Nullable Exception failure;
  volatile @Nullable Boolean lastDryRun;
  final AtomicInteger questions = new AtomicInteger();
  private final CompletableFuture<StatusReport> late = new CompletableFuture<>();

  @Override
  public CompletableFuture<StatusReport> status() {
    questions.incrementAndGet();
    if (stopping) {
      throw new RejectedExecutionException("event loop terminated");
    }
    Exception cause = failure;
    if (cause != null) {
      return CompletableFuture.failedFuture(cause);
    }
    return frozen ? late : CompletableFuture.supplyAsync(() -> report);
  }

  void thaw() {
    frozen = false;
    late.complete(report);
  }

  @Override
  public CompletableFuture<ReloadOutcome> reload(boolean dryRun) {
    lastDryRun = dryRun;
    return CompletableFuture.completedFuture(
        new ReloadOutcome(!dryRun, List.of("VI_MAIN: priority 100 -> 90"), List.of()));
  }
}
