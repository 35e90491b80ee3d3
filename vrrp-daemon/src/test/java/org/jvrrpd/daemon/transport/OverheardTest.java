package org.jvrrpd.daemon.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.IpAddress;

class OverheardTest extends OneEndOfACable {
  /** {@link Frames#ADVERTISEMENT} with the right checksum, which only a decoder looks at. */
  private static final byte[] MESSAGE = Frames.hex("213364010001b8bfc000020a0000000000000000");

  private static final int VRID = 51;

  @Test
  void neighboursAndThisHostItselfAreHeard() throws Exception {
    VrrpInterface ours = open(AddressFamily.IPV4);
    assertThat(
            sources(
                () -> {
                  wire.send(neighbour(AddressFamily.IPV4).frame(MESSAGE));
                  onLoop(() -> sent(ours, MESSAGE));
                },
                VRID))
        .contains("192.0.2.12", "192.0.2.11");
  }

  @Test
  void otherVirtualRoutersJunkAndIpv6AreNot() throws Exception {
    byte[] broken = MESSAGE.clone();
    broken[2]++;
    Sending everything =
        () -> {
          wire.send(neighbour(AddressFamily.IPV4).frame(broken));
          wire.send(neighbour(AddressFamily.IPV4).frame(new byte[] {0x21}));
          wire.send(neighbour(AddressFamily.IPV6).frame(MESSAGE));
        };
    assertThat(sources(everything, VRID)).isEmpty();
    assertThat(sources(() -> wire.send(neighbour(AddressFamily.IPV4).frame(MESSAGE)), VRID + 1))
        .isEmpty();
  }

  @Test
  void anInterfaceThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Overheard.listen("eth9", VRID, Duration.ofSeconds(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no interface eth9");
  }

  private interface Sending {
    void send() throws Exception;
  }

  /** Sends the same several times, since nobody says when the listener has begun. */
  private static List<String> sources(Sending sending, int vrid) throws Exception {
    CompletableFuture<List<Overheard>> heard =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Overheard.listen(Wire.NEAR, vrid, Duration.ofMillis(600));
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    await().pollInterval(Duration.ofMillis(20)).until(() -> doneAfter(sending, heard));
    return heard.get().stream().map(Overheard::source).map(IpAddress::toString).distinct().toList();
  }

  private static boolean doneAfter(Sending sending, CompletableFuture<?> heard) throws Exception {
    sending.send();
    return heard.isDone();
  }
}
