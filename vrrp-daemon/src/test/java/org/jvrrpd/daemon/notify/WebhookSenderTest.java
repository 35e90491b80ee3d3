package org.jvrrpd.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jvrrpd.daemon.notify.Notices.notice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvrrpd.daemon.log.RecordedLog;
import org.jvrrpd.daemon.notify.NotifierSettings.Hook;
import org.jvrrpd.daemon.notify.StateNotice.Event;

/** A real server, which is healthy, failing, slow, endless or gone. */
@Timeout(30)
class WebhookSenderTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final RecordedLog log = new RecordedLog();
  private final Troubles troubles = new Troubles();
  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::answer);
    server.createContext("/slow", this::never);
    server.createContext("/endless", this::endlessly);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stopServer() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
    log.close();
  }

  @Test
  void eachChangeIsPostedAsJsonInOrder() {
    try (WebhookSender sender = sender("/hook", Duration.ofSeconds(5), 0)) {
      sender.changed(notice("VI_MAIN", Event.BACKUP, 90));
      sender.changed(notice("VI_MAIN", Event.MASTER, 100));
      assertNoFailureAfter(sender, 2);
    }
    assertThat(received)
        .startsWith(
            "POST application/json null " + json("BACKUP", 90),
            "POST application/json null " + json("MASTER", 100));
  }

  @Test
  void aServerThatFailsIsAskedAgainAndTheOrderStays() {
    answers.addAll(List.of(500, 429, 204, 204));
    try (WebhookSender sender = sender("/hook", Duration.ofSeconds(5), 3)) {
      sender.changed(notice("VI_MAIN", Event.BACKUP, 90));
      sender.changed(notice("VI_MAIN", Event.MASTER, 100));
      assertNoFailureAfter(sender, 4);
    }
    assertThat(received)
        .satisfiesExactly(
            first -> assertThat(first).contains("BACKUP"),
            second -> assertThat(second).contains("BACKUP"),
            third -> assertThat(third).contains("BACKUP"),
            fourth -> assertThat(fourth).contains("MASTER"),
            last -> assertThat(last).contains("FAULT"));
  }

  /**
   * That so many requests were answered and none of them was in vain. One more is sent, since the
   * server knows of a request before the sender knows of its answer, and closing meanwhile is a
   * failure.
   */
  private void assertNoFailureAfter(WebhookSender sender, int requests) {
    sender.changed(notice("VI_MAIN", Event.FAULT, 100));
    await().atMost(LONG).until(() -> received.size() == requests + 1);
    assertThat(log.text()).isEmpty();
  }

  @Test
  void aServerThatGoesOnFailingIsGivenUpAndNoSecretIsLogged() {
    answers.addAll(List.of(503, 503, 503));
    URI address = URI.create("http://me:hunter22@127.0.0.1:" + port() + "/hook/T0KEN?key=s3cret");
    try (WebhookSender sender =
        new WebhookSender(
            new Hook(address, Duration.ofSeconds(5), 2), log.log(), troubles, PAUSE)) {
      sender.changed(notice("VI_MAIN", Event.MASTER, 100));
      await().atMost(LONG).until(() -> log.text().contains("was not told"));
      await().atMost(LONG).until(() -> !troubles.sentences().isEmpty());
      assertThat(troubles.sentences().toString()).doesNotContain("hunter22", "T0KEN", "s3cret");
      assertThat(sender.hook().toString()).doesNotContain("hunter22", "T0KEN", "s3cret");
    }
    assertThat(log.whole())
        .contains("webhook http://127.0.0.1:" + port() + "/... was not told in 3 attempts")
        .contains("status 503")
        .doesNotContain("hunter22", "T0KEN", "s3cret");
    assertThat(received).hasSize(3).allMatch(each -> each.contains(" Basic bWU6aHVudGVyMjI= "));
  }

  @Test
  void aRefusalIsNotRepeated() {
    answers.add(404);
    try (WebhookSender sender = sender("/hook", Duration.ofSeconds(5), 3)) {
      sender.changed(notice("VI_MAIN", Event.MASTER, 100));
      await().atMost(LONG).until(() -> log.text().contains("status 404"));
    }
    assertThat(received).hasSize(1);
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUpInTime() {
    try (WebhookSender sender = sender("/slow", Duration.ofMillis(300), 1)) {
      sender.changed(notice("VI_MAIN", Event.MASTER, 100));
      await().atMost(LONG).until(() -> log.text().contains("in 2 attempts"));
    }
    assertThat(log.whole()).contains("no answer within 300 ms");
  }

  @Test
  void anAnswerWithoutEndIsGivenUpInTime() {
    try (WebhookSender sender = sender("/endless", Duration.ofMillis(500), 0)) {
      sender.changed(notice("VI_MAIN", Event.MASTER, 100));
      await().atMost(LONG).until(() -> log.text().contains("no answer within 500 ms"));
    }
  }

  @Test
  void aServerThatIsNotThereHarmsNobody() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Hook hook = new Hook(URI.create("http://127.0.0.1:" + free), Duration.ofSeconds(5), 1);
    try (WebhookSender sender = new WebhookSender(hook, log.log(), troubles, PAUSE)) {
      sender.changed(notice("VI_MAIN", Event.MASTER, 100));
      await().atMost(LONG).until(() -> log.text().contains("it cannot be reached"));
    }
  }

  @Test
  void theEndIsToldPastWhatHangs() throws Exception {
    Hook hook = new Hook(uri("/hook"), Duration.ofSeconds(20), 3);
    try (Notifier notifier = new Notifier(Notices.webhook(hook), log.log())) {
      answers.add(-1);
      notifier.changed(notice("VI_MAIN", Event.MASTER, 100));
      await().atMost(LONG).until(() -> received.size() == 1);

      notifier.stopping(List.of(notice("VI_MAIN", Event.STOP, 100))).get(3, TimeUnit.SECONDS);
    }
    assertThat(received).hasSize(2).last().asString().contains("\"STOP\"");
  }

  private WebhookSender sender(String path, Duration timeout, int retries) {
    return new WebhookSender(new Hook(uri(path), timeout, retries), log.log(), troubles, PAUSE);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private static String json(String state, int priority) {
    return "{\"type\":\"INSTANCE\",\"instance\":\"VI_MAIN\",\"state\":\""
        + state
        + "\",\"previous_state\":\"BACKUP\",\"priority\":"
        + priority
        + ",\"reason\":\"master down\",\"vip\":[\"192.0.2.100/24\",\"192.0.2.101/24\"],"
        + "\"interface\":\"eth0\",\"vrid\":51,\"node\":\"server1\","
        + "\"time\":\"2026-11-24T12:00:00.123Z\"}";
  }

  /** Answers with the next status, 204 where none is left; -1 is no answer. */
  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    received.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestHeaders().getFirst("Content-Type")
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + body);
    Integer status = answers.poll();
    if (status != null && status == -1) {
      never(exchange);
    }
    exchange.sendResponseHeaders(status == null ? 204 : status, -1);
    exchange.close();
  }

  private void never(HttpExchange exchange) {
    try {
      released.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private void endlessly(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (!released.await(1, TimeUnit.MILLISECONDS)) {
        body.write(new byte[1000]);
        body.flush();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
