package org.jvrrpd.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ControlServerTest {
  private static final String STATUS = "{\"jvrrpd\":1,\"command\":\"status\"}\n";

  @TempDir private Path directory;
  private final FakeLoop loop = new FakeLoop();
  private final List<RawClient> clients = new ArrayList<>();
  private ControlServer server;

  @BeforeEach
  void open() throws IOException {
    server = ControlServer.open(directory, loop);
  }

  @AfterEach
  void close() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    server.close();
  }

  @Test
  void answersWithTheWholeReport() throws Exception {
    loop.report = Samples.trouble();

    assertThat(ControlClient.status(directory)).isEqualTo(Samples.trouble());
  }

  @Test
  void answersALargeReport() throws Exception {
    loop.report =
        Samples.report(
            "1000 BACKUP",
            IntStream.range(0, 1000).mapToObj(_ -> Samples.degradedBackup()).toList(),
            List.of());

    assertThat(ControlClient.status(directory)).isEqualTo(loop.report);
  }

  @Test
  void passesReloadsOn() throws Exception {
    ReloadOutcome outcome = ControlClient.reload(directory, true);

    assertThat(outcome)
        .isEqualTo(new ReloadOutcome(false, List.of("VI_MAIN: priority 100 -> 90"), List.of()));
    assertThat(loop.lastDryRun).isTrue();
    assertThat(ControlClient.reload(directory, false).applied()).isTrue();
    assertThat(loop.lastDryRun).isFalse();
  }

  @Test
  void saysThatTheEventLoopIsFrozenInsteadOfHanging() throws Exception {
    loop.frozen = true;

    long before = System.nanoTime();
    assertThatThrownBy(() -> ControlClient.status(directory))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "the daemon's event loop does not answer \\(stalled for 1\\.[5-9] s\\)");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    assertThatThrownBy(() -> ControlClient.status(directory))
        .hasMessageMatching(".*\\(stalled for [3-9]\\.\\d s\\)");
    assertThat(loop.questions).as("questions that wait in the frozen loop").hasValue(1);

    loop.thaw();
    assertThat(ControlClient.status(directory)).isEqualTo(Samples.healthyMaster());
    assertThat(loop.questions).hasValue(2);
  }

  @Test
  void saysWhyTheDaemonCouldNotAnswer() {
    loop.failure = new IllegalStateException("VI_MAIN has two states");
    assertThatThrownBy(() -> ControlClient.status(directory))
        .isInstanceOf(IOException.class)
        .hasMessage("VI_MAIN has two states");

    loop.failure = null;
    loop.stopping = true;
    assertThatThrownBy(() -> ControlClient.status(directory)).hasMessage("the daemon is stopping");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "| not a JSON object",
        "hello | not a JSON object",
        "[1] | not a JSON object",
        "{} | \"jvrrpd\" is not a whole number",
        "{\"jvrrpd\":\"1\"} | \"jvrrpd\" is not a whole number",
        "{\"jvrrpd\":2,\"command\":\"status\"} | this daemon speaks version 1 of the control"
            + " protocol, not 2",
        "{\"jvrrpd\":1} | \"command\" is not a string",
        "{\"jvrrpd\":1,\"command\":\"stop\"} | the commands are status and reload",
        "{\"jvrrpd\":1,\"command\":\"reload\"} | \"dry_run\" is not true or false",
      })
  void refusesWhatItDoesNotUnderstandInWords(String request, String reason) throws Exception {
    String line = request == null ? "" : request;
    Answer answer = Answer.parse(client().send(line + "\n").readAll());

    assertThat(answer).isEqualTo(new Answer.Failure("not understood: " + reason));
  }

  @Test
  void takesALineInPieces() throws Exception {
    RawClient client = client().send(STATUS.substring(0, 10));
    assertThat(ControlClient.status(directory)).isEqualTo(Samples.healthyMaster());

    assertThat(client.send(STATUS.substring(10)).readAll()).contains("\"VI_MAIN\"");
  }

  @Test
  void takesTheLongestLineAndNoLongerOne() throws Exception {
    String padded = STATUS.replace("\n", " ".repeat(4097 - STATUS.length()));

    assertThat(client().send(padded + "\n").readAll()).contains("\"VI_MAIN\"");
    assertThat(client().send(padded + " \n").readAll())
        .isEqualTo("{\"jvrrpd\":1,\"error\":\"a request has at most 4096 bytes\"}\n");
  }

  @Test
  void survivesALineOfAMegabyte() throws Exception {
    RawClient client = client();
    try {
      client.send("x".repeat(1 << 20));
    } catch (IOException _) {
      // The server hung up while we wrote: that is what is wanted.
    }

    assertThat(ControlClient.status(directory)).isEqualTo(Samples.healthyMaster());
  }

  @Test
  void hangsUpOnAClientThatSaysNothing() throws Exception {
    RawClient client = client();
    RawClient half = client().send("{\"jvrrpd\":1,");

    long before = System.nanoTime();
    assertThat(client.readAll()).isEmpty();
    assertThat(half.readAll()).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
  }

  @Test
  void aHundredSilentClientsDelayNobody() throws Exception {
    for (int i = 0; i < 100; i++) {
      client();
      if (i % 10 == 0) {
        assertThat(ControlClient.status(directory)).isEqualTo(Samples.healthyMaster());
      }
    }
    assertThat(clients.getFirst().readAll())
        .isEqualTo("{\"jvrrpd\":1,\"error\":\"8 clients are being served; try again\"}\n");
  }

  @Test
  void clientsThatWaitForAnAnswerDoNotGiveWay() throws Exception {
    loop.frozen = true;
    for (int i = 0; i < ControlServer.MAX_CLIENTS; i++) {
      client().send(STATUS);
    }
    assertThat(client().readAll()).contains("8 clients are being served");

    loop.thaw();
    assertThat(clients.getFirst().readAll()).contains("\"VI_MAIN\"");
  }

  @Test
  void clientsThatCloseEarlyHarmNobody() throws Exception {
    loop.report =
        Samples.report(
            "300 BACKUP",
            IntStream.range(0, 300).mapToObj(_ -> Samples.degradedBackup()).toList(),
            List.of());
    for (int i = 0; i < 50; i++) {
      speakAndLeave();
      client().close();
    }

    // The server may still be serving eight that have left; who comes then is told to try again.
    await()
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> assertThat(ControlClient.status(directory)).isEqualTo(loop.report));
  }

  /** The server may turn it away before it has spoken. */
  private void speakAndLeave() throws IOException {
    try (RawClient client = client()) {
      client.send(STATUS);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("Broken pipe");
    }
  }

  @Test
  void aClientThatDoesNotReadHarmsNobody() throws Exception {
    StatusReport large =
        Samples.report(
            "300 BACKUP",
            IntStream.range(0, 300).mapToObj(_ -> Samples.degradedBackup()).toList(),
            List.of());
    loop.report = large;
    for (int i = 0; i < 7; i++) {
      client().send(STATUS);
    }

    assertThat(ControlClient.status(directory)).isEqualTo(large);
  }

  private RawClient client() throws IOException {
    RawClient client = new RawClient(directory);
    clients.add(client);
    return client;
  }
}
