package org.jvrrpd.daemon.notify;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.notify.NotifierSettings.Hook;

/**
 * Tells a server of each change by an HTTP POST, one after another on a thread of its own. An
 * attempt that fails is repeated, later each time; after the last one the change is given up and
 * the next is told.
 */
final class WebhookSender implements AutoCloseable {
  private static final String RECIPIENT = "notifications.webhook";
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Hook hook;
  private final Log log;
  private final Troubles troubles;
  private final Duration firstPause;
  private final SerialQueue queue;
  private @Nullable HttpClient client;

  /** Starts the thread; the client is made when it is first needed. */
  WebhookSender(Hook hook, Log log, Troubles troubles) {
    this(hook, log, troubles, FIRST_PAUSE);
  }

  /**
   * The same with another pause.
   *
   * @param firstPause between the first attempt and the second; each further one is twice as long
   */
  WebhookSender(Hook hook, Log log, Troubles troubles, Duration firstPause) {
    this.hook = hook;
    this.log = log;
    this.troubles = troubles;
    this.firstPause = firstPause;
    this.queue = new SerialQueue("jvrrpd-webhook", log);
  }

  Hook hook() {
    return hook;
  }

  /** Tells the server after what waits already; returns at once. */
  void changed(StateNotice notice) {
    queue.submit(() -> tell(notice));
  }

  /**
   * Gives up what waits and what is under way, and tells the server of the end, one attempt for
   * each notice; on the calling thread.
   *
   * @param limit for all of them
   */
  void stopping(List<StateNotice> notices, Duration limit) {
    queue.close();
    long deadline = System.nanoTime() + limit.toNanos();
    for (StateNotice notice : notices) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      report(attempt(notice, left), 1);
    }
  }

  /** What became of an attempt. */
  private sealed interface Answer {
    record Accepted() implements Answer {}

    /** In vain; {@code why} holds nothing of the address. */
    record Failed(String why, boolean isWorthRepeating) implements Answer {}
  }

  private void tell(StateNotice notice) {
    long pauseMillis = firstPause.toMillis();
    for (int attempts = 1; ; attempts++) {
      Answer answer = attempt(notice, hook.timeout());
      boolean repeat = answer instanceof Answer.Failed failed && failed.isWorthRepeating();
      if (!repeat || attempts > hook.retries()) {
        report(answer, attempts);
        return;
      }
      try {
        Thread.sleep(pauseMillis);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
      pauseMillis *= 2;
    }
  }

  private void report(Answer answer, int attempts) {
    switch (answer) {
      case Answer.Accepted() -> troubles.over(RECIPIENT);
      case Answer.Failed(String why, boolean _) -> {
        String times = attempts == 1 ? "" : " in " + attempts + " attempts";
        String sentence = "webhook " + hook + " was not told" + times + ": " + why;
        log.warning(sentence);
        troubles.happened(RECIPIENT, sentence);
      }
    }
  }

  private Answer attempt(StateNotice notice, Duration limit) {
    // Not the request's own timeout: that one ends with the answer's headers.
    CompletableFuture<HttpResponse<Void>> answer = new CompletableFuture<>();
    try {
      answer = client().sendAsync(request(notice), HttpResponse.BodyHandlers.discarding());
      return judge(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).statusCode());
    } catch (TimeoutException _) {
      answer.cancel(true);
      return new Answer.Failed("no answer within " + limit.toMillis() + " ms", true);
    } catch (ExecutionException e) {
      return new Answer.Failed(words(e.getCause()), true);
    } catch (IOException | IllegalArgumentException e) {
      return new Answer.Failed(words(e), false);
    } catch (InterruptedException _) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new Answer.Failed("the daemon is stopping", false);
    }
  }

  private static Answer judge(int status) {
    if (status >= 200 && status < 300) {
      return new Answer.Accepted();
    }
    boolean worth = status >= 500 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
    return new Answer.Failed("it answered with status " + status, worth);
  }

  /** By kind alone: a message of the library's could quote the address. */
  private static String words(@Nullable Throwable failure) {
    return switch (failure) {
      case ConnectException _ -> "it cannot be reached";
      case SSLException _ -> "TLS was not agreed on; is its certificate one that Java trusts?";
      case null -> "no answer";
      default -> "no answer (" + failure.getClass().getSimpleName() + ")";
    };
  }

  /** HTTP/1.1, since a connection for each change is enough; redirects are failures. */
  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(hook.timeout())
              .build();
    }
    return client;
  }

  private HttpRequest request(StateNotice notice) throws IOException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(withoutUser(hook.address()))
            .header("Content-Type", "application/json")
            .header("User-Agent", "jvrrpd")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.std.asString(notice.members())));
    String user = hook.address().getUserInfo();
    if (user != null) {
      byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
      builder.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    return builder.build();
  }

  private static URI withoutUser(URI address) {
    if (address.getRawUserInfo() == null) {
      return address;
    }
    String text = address.toString().replaceFirst("//[^/@]*@", "//");
    try {
      return new URI(text);
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException("an address that only its user made one");
    }
  }

  /** Gives up what is being told. */
  @Override
  public void close() {
    queue.close();
    troubles.over(RECIPIENT);
    synchronized (this) {
      if (client != null) {
        client.shutdownNow();
      }
    }
  }
}
