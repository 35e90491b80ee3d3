package org.jvrrpd.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against servers that are stopped, foreign or mad. */
@Timeout(60)
class ControlClientTest {
  @TempDir private Path directory;
  private ServerSocketChannel listener;

  @BeforeEach
  void listen() throws IOException {
    listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(directory.resolve("control.sock")), 1);
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
  }

  @Test
  void doesNotWaitForEverForAStoppedDaemon() {
    long before = System.nanoTime();

    assertThatThrownBy(() -> ControlClient.status(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(" does not answer (pid unknown): it is stopped or very busy");
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(9));
  }

  @Test
  void doesNotWaitWhereTheQueueOfAStoppedDaemonIsFull() throws Exception {
    List<SocketChannel> queued = new ArrayList<>();
    try {
      assertThatThrownBy(
              () -> {
                while (queued.size() < 100) {
                  SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                  queued.add(channel);
                  channel.configureBlocking(false);
                  channel.connect(listener.getLocalAddress());
                }
              })
          .hasMessage("Resource temporarily unavailable");

      assertThatThrownBy(() -> ControlClient.status(directory))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(" does not answer ");
    } finally {
      for (SocketChannel channel : queued) {
        channel.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "{}",
        "{\"jvrrpd\":2,\"status\":{}}",
        "{\"jvrrpd\":1}",
        "{\"jvrrpd\":1,\"status\":{}}",
        "{\"jvrrpd\":1,\"status\":[]}",
        "{\"jvrrpd\":1,\"reload\":{\"applied\":true,\"plan\":[1],\"problems\":[]}}",
        "{\"jvrrpd\":1,\"reload\":{\"applied\":true,\"plan\":[],\"problems\":[]}}",
      })
  void refusesAnswersThatItDoesNotUnderstand(String answer) throws Exception {
    Thread daemon = answerOnce(answer + "\n");

    assertThatThrownBy(() -> ControlClient.status(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(" is not understood: ");
    daemon.join();
  }

  @Test
  void passesOverWhatANewerDaemonAdds() throws Exception {
    String report = Samples.healthyMaster().toJson();
    Thread daemon =
        answerOnce(
            "{\"jvrrpd\":1,\"new\":[],\"status\":{\"newer\":{}," + report.substring(1) + "}\n");

    assertThat(ControlClient.status(directory)).isEqualTo(Samples.healthyMaster());
    daemon.join();
  }

  @Test
  void saysThatTheDaemonHungUp() throws Exception {
    Thread daemon = answerOnce("");

    assertThatThrownBy(() -> ControlClient.status(directory))
        .hasMessageContaining(" hung up without an answer");
    daemon.join();
  }

  private Thread answerOnce(String answer) {
    return Thread.startVirtualThread(
        () -> {
          try (SocketChannel client = listener.accept()) {
            client.read(ByteBuffer.allocate(4096));
            client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }
}
