package org.jvrrpd.daemon.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One client: a line is read, an answer awaited, the answer written, the end. Each phase has a
 * deadline. Belongs to the control thread and owns its channel.
 */
final class ControlConnection implements AutoCloseable {
  /** How long a client may take for its line, and between two reads of its answer. */
  static final Duration CLIENT_BOUND = Duration.ofSeconds(2);

  /** How long it may take for the whole answer, which is megabytes for thousands of instances. */
  static final Duration ANSWER_BOUND = Duration.ofSeconds(10);

  /** How long the event loop may take; the client hears within two seconds. */
  static final Duration STATUS_BOUND = Duration.ofMillis(1500);

  /** How long a reload may take: it reads files and may run checks. */
  static final Duration RELOAD_BOUND = Duration.ofSeconds(10);

  private enum Phase {
    READING,
    AWAITING,
    WRITING,
    CLOSED
  }

  private final SocketChannel channel;
  private final SelectionKey key;
  private final RequestHandler handler;
  private final PendingStatus pendingStatus;
  private final ByteBuffer received = ByteBuffer.allocate(Request.MAX_BYTES + 1);
  private ByteBuffer toSend = ByteBuffer.allocate(0);
  private @Nullable CompletableFuture<Answer> answer;
  private boolean awaitsStatus;
  private Phase phase = Phase.READING;
  private long deadlineNanos;
  private long lastDeadlineNanos;

  ControlConnection(
      SocketChannel channel,
      SelectionKey key,
      RequestHandler handler,
      PendingStatus pendingStatus,
      long nowNanos) {
    this.channel = channel;
    this.key = key;
    this.handler = handler;
    this.pendingStatus = pendingStatus;
    this.deadlineNanos = nowNanos + CLIENT_BOUND.toNanos();
  }

  /** Whether the client has not said yet what it wants. */
  boolean isSilent() {
    return phase == Phase.READING;
  }

  boolean isClosed() {
    return phase == Phase.CLOSED;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  /** Does what can be done now, without waiting. A client that is gone is forgotten. */
  void advance(long nowNanos) {
    try {
      if (phase == Phase.READING) {
        read(nowNanos);
      }
      if (phase == Phase.AWAITING) {
        takeAnswer(nowNanos);
      }
      if (phase == Phase.WRITING) {
        write();
      }
    } catch (IOException _) {
      close(); // The client is gone; that is its own affair.
    }
    if (phase != Phase.CLOSED && nowNanos - deadlineNanos >= 0) {
      close();
    }
  }

  private void read(long nowNanos) throws IOException {
    int from = received.position();
    int count = channel.read(received);
    for (int i = from; i < received.position(); i++) {
      if (received.get(i) == '\n') {
        serve(new String(received.array(), 0, i, StandardCharsets.UTF_8), nowNanos);
        return;
      }
    }
    if (count < 0) {
      close();
    } else if (!received.hasRemaining()) {
      send(new Answer.Failure("a request has at most " + Request.MAX_BYTES + " bytes"));
    }
  }

  private void serve(String line, long nowNanos) {
    try {
      switch (Request.parse(line)) {
        case Request.Status() -> {
          awaitsStatus = true;
          await(pendingStatus.ask(nowNanos), Answer.Status::new, nowNanos, STATUS_BOUND);
        }
        case Request.Reload(boolean dryRun) ->
            await(handler.reload(dryRun), Answer.Reload::new, nowNanos, RELOAD_BOUND);
      }
    } catch (IllegalArgumentException e) {
      send(new Answer.Failure("not understood: " + e.getMessage()));
    } catch (RejectedExecutionException _) {
      send(new Answer.Failure("the daemon is stopping"));
    } catch (RuntimeException e) {
      // A fault of the daemon is its client's news; the other clients are still to be served.
      send(inWords(e));
    }
  }

  private <T> void await(
      CompletableFuture<T> result, Function<T, Answer> toAnswer, long nowNanos, Duration bound) {
    phase = Phase.AWAITING;
    deadlineNanos = nowNanos + bound.toNanos();
    key.interestOps(0);
    answer = result.thenApply(toAnswer);
    // Not the future that wakes up, but the one it depends on, must be done by then.
    CompletableFuture<Answer> _ = answer.whenComplete((_, _) -> key.selector().wakeup());
  }

  private void takeAnswer(long nowNanos) {
    if (answer == null) {
      throw new IllegalStateException("an answer is awaited that nobody was asked for");
    }
    if (answer.isDone()) {
      send(answer.exceptionally(ControlConnection::inWords).join());
    } else if (nowNanos - deadlineNanos >= 0) {
      send(new Answer.Failure(stalled(nowNanos)));
    }
  }

  private static Answer inWords(Throwable failure) {
    @Nullable Throwable cause =
        failure instanceof CompletionException ? failure.getCause() : failure;
    return new Answer.Failure(
        cause == null || cause.getMessage() == null ? failure.toString() : cause.getMessage());
  }

  private String stalled(long nowNanos) {
    if (!awaitsStatus) {
      return "the reload has not ended within " + RELOAD_BOUND.toSeconds() + " s and goes on";
    }
    return "the daemon's event loop does not answer (stalled for "
        + Elapsed.inWords(pendingStatus.waitedSince(nowNanos))
        + ")";
  }

  /** Ends the connection with these words, if the client reads them. */
  void refuse(String reason, long nowNanos) {
    send(new Answer.Failure(reason));
    advance(nowNanos);
    close();
  }

  private void send(Answer toClient) {
    toSend = ByteBuffer.wrap((toClient.line() + "\n").getBytes(StandardCharsets.UTF_8));
    phase = Phase.WRITING;
    // Not since the turn began: a long report takes a while to encode.
    long now = System.nanoTime();
    deadlineNanos = now + CLIENT_BOUND.toNanos();
    lastDeadlineNanos = now + ANSWER_BOUND.toNanos();
    key.interestOps(SelectionKey.OP_WRITE);
  }

  private void write() throws IOException {
    int count = channel.write(toSend);
    if (!toSend.hasRemaining()) {
      close();
    } else if (count > 0) {
      long renewed = System.nanoTime() + CLIENT_BOUND.toNanos();
      deadlineNanos = renewed - lastDeadlineNanos < 0 ? renewed : lastDeadlineNanos;
    }
  }

  @Override
  public void close() {
    phase = Phase.CLOSED;
    try {
      channel.close();
    } catch (IOException _) {
      // The descriptor is gone either way (close(2)).
    }
  }
}
