package org.jvrrpd.daemon.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.AddressFamily;
import org.jvrrpd.core.packet.Envelope;
import org.jvrrpd.core.packet.IpAddress;

/** Batches, floods and stalls. */
class VrrpInterfaceLoadTest extends OneEndOfACable {
  @Test
  void drainReadsWhatIsThereAndStopsAtItsBound() throws Exception {
    VrrpInterface vrrp = open(AddressFamily.IPV4);
    onLoop(
        () -> {
          // While this runs, nothing else reads.
          sendAndSettle(100, Frames.ADVERTISEMENT);
          assertThat(mailbox.received).isEmpty();
          assertThat(vrrp.drain(64)).isEqualTo(64);
          assertThat(mailbox.received).hasSize(64);
          assertThat(vrrp.drain(64)).isEqualTo(36);
          assertThat(vrrp.drain(64)).isZero();
          return vrrp;
        });
    assertThat(mailbox.received).hasSize(100);
  }

  @Test
  void drainDoesNotReadSamples() throws Exception {
    VrrpInterface vrrp = open(AddressFamily.IPV4);
    onLoop(
        () -> {
          sendAndSettle(5, Frames.advertisement(0x21, 9));
          assertThat(vrrp.drain(1024)).isZero();
          return vrrp;
        });
    await().until(() -> mailbox.sampled.size() == 5);
  }

  @Test
  void aFloodOfJunkNeitherGrowsAnythingNorHidesAdvertisements() throws Exception {
    VrrpInterface vrrp = open(AddressFamily.IPV4);
    Frames neighbour = neighbour(AddressFamily.IPV4);
    byte[][] junk = {
      neighbour.withHopLimit(64).frame(Frames.ADVERTISEMENT),
      neighbour.frame(Frames.advertisement(0x21, 9)),
      neighbour.frame(Frames.advertisement(0xff, 51)),
      neighbour.frame(new byte[0]),
    };
    long descriptors = descriptors();
    long residentBefore = residentKib();
    long began = System.nanoTime();
    for (int i = 0; i < 10_000; i++) {
      wire.send(junk[i % junk.length]);
      if (i % 1000 == 999) {
        wire.send(neighbour.frame(Frames.ADVERTISEMENT));
      }
    }
    await().until(() -> mailbox.received.size() == 10);
    int samples = mailbox.sampled.size();
    long windows = (System.nanoTime() - began) / 1_000_000 / VrrpInterface.SAMPLE_WINDOW_MILLIS + 1;
    assertThat(samples).isBetween(1, Math.toIntExact(windows * VrrpInterface.SAMPLES_PER_WINDOW));
    assertThat(descriptors()).isEqualTo(descriptors);
    assertThat(residentKib()).isLessThan(residentBefore + 32 * 1024);
    assertThat(onLoop(vrrp::overflows)).as("advertisements lost").isZero();
  }

  @Test
  void aStalledReaderKeepsABoundedQueueAndServesAgain() throws Exception {
    VrrpInterface vrrp = open(AddressFamily.IPV4);
    onLoop(
        () -> {
          sendAndSettle(10_000, Frames.ADVERTISEMENT);
          assertThat(vrrp.overflows()).isPositive();
          assertThat(vrrp.drain(1_024)).isEqualTo(1_024);
          assertThat(vrrp.drain(10_000)).isLessThan(9_000 - 1_024);
          return vrrp;
        });
    mailbox.received.clear();
    wire.send(neighbour(AddressFamily.IPV4).frame(Frames.ADVERTISEMENT));
    await().until(() -> mailbox.received.size() == 1);
  }

  @Test
  void aReceiverMayCloseWhatItReceivesFrom() throws Exception {
    VrrpInterface[] opened = new VrrpInterface[1];
    List<Integer> lengths = new ArrayList<>();
    Receiver closing =
        new Receiver() {
          @Override
          public void received(ByteBuffer message, Envelope envelope, long waitedNanos) {
            opened[0].close();
            lengths.add(message.remaining());
          }

          @Override
          public void sampled(ByteBuffer message, Envelope envelope, long waitedNanos) {}

          @Override
          public void malformed(String why, @Nullable IpAddress from) {}
        };
    onLoop(
        () -> {
          opened[0] = open(AddressFamily.IPV4, closing);
          sendAndSettle(3, Frames.ADVERTISEMENT);
          assertThat(opened[0].drain(64)).isEqualTo(1);
          return opened;
        });
    assertThat(lengths).containsExactly(Frames.ADVERTISEMENT.length);
    assertThat(onLoop(() -> 1)).as("the loop lives").isEqualTo(1);
  }
}
