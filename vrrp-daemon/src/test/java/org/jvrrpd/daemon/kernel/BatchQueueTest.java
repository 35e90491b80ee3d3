package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.jvrrpd.core.packet.IpAddress;

class BatchQueueTest {
  private static final Link ETH0 = new Link(2, "eth0", true, MacAddress.NONE, 1500);
  private static final Link ETH1 = new Link(3, "eth1", true, MacAddress.NONE, 1500);
  private static final AddressRequest VIP = new AddressRequest(IpAddress.ofIpv4(0xc000020a), 24);

  private final List<String> told = new ArrayList<>();
  private final BatchQueue queue = new BatchQueue(4);

  @Test
  void batchesAreTakenInOrder() throws InterruptedException {
    AddressBatch install = install(ETH0, "a", 2, 10);
    AddressBatch remove = remove(ETH0, "b");
    queue.offer(install);
    queue.offer(remove);
    assertThat(queue.take(1)).containsExactly(install);
    assertThat(queue.take(1)).containsExactly(remove);
  }

  @Test
  void renewalsThatWaitBecomeOneWithTheNewestLifetimeAndDeadline() throws InterruptedException {
    queue.offer(install(ETH0, "a", 2, 10));
    queue.offer(install(ETH1, "b", 2, 10));
    queue.offer(install(ETH0, "c", 3, 20));
    AddressBatch first = queue.take(1).getFirst();
    assertThat(first.validLifetimeSeconds()).hasValue(3);
    assertThat(first.isTooLate(20)).isFalse();
    assertThat(first.isTooLate(21)).isTrue();
    first.waiting().forEach(done -> done.accept(Optional.empty()));
    assertThat(told).containsExactly("a", "c");
    assertThat(queue.take(1).getFirst().link()).isEqualTo(ETH1);
    queue.close();
    assertThat(queue.take(1)).isEmpty();
  }

  @Test
  void renewalNeverOvertakesARemoval() throws InterruptedException {
    queue.offer(install(ETH0, "a", 2, 10));
    queue.offer(remove(ETH0, "b"));
    queue.offer(install(ETH0, "c", 2, 10));
    assertThat(queue.take(1).getFirst().kind()).isEqualTo(AddressBatch.Kind.INSTALL);
    assertThat(queue.take(1).getFirst().kind()).isEqualTo(AddressBatch.Kind.REMOVE);
    assertThat(queue.take(1).getFirst().kind()).isEqualTo(AddressBatch.Kind.INSTALL);
  }

  @Test
  void fullQueueRefusesButStillLetsRenewalsCollapse() {
    for (int i = 0; i < 4; i++) {
      Link link = new Link(10 + i, "eth" + i, true, MacAddress.NONE, 1500);
      assertThat(queue.offer(install(link, "a", 2, 10))).isEqualTo(BatchQueue.Offer.ACCEPTED);
    }
    assertThat(queue.offer(install(ETH0, "b", 2, 10))).isEqualTo(BatchQueue.Offer.FULL);
    Link waiting = new Link(12, "eth2", true, MacAddress.NONE, 1500);
    assertThat(queue.offer(install(waiting, "c", 2, 10))).isEqualTo(BatchQueue.Offer.ACCEPTED);
  }

  @Test
  void asManyAreTakenAsHaveSoManyAddresses() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      Link link = new Link(10 + i, "eth" + i, true, MacAddress.NONE, 1500);
      queue.offer(install(link, "a", 2, 10));
    }
    assertThat(queue.take(2)).hasSize(2);
    assertThat(queue.take(2)).hasSize(1);
  }

  @Test
  void oneWithMoreAddressesIsTakenAlone() throws InterruptedException {
    queue.offer(install(ETH0, "a", 2, 10));
    assertThat(queue.take(0)).hasSize(1);
  }

  @Test
  void renewalsOfManyOnOneLinkBecomeOneEach() throws InterruptedException {
    for (int round = 0; round < 3; round++) {
      for (int host = 1; host <= 3; host++) {
        AddressRequest vip = new AddressRequest(IpAddress.ofIpv4(0xc0000200 + host), 24);
        queue.offer(
            new AddressBatch(
                AddressBatch.Kind.RENEW,
                ETH0,
                List.of(vip),
                OptionalInt.of(2),
                OptionalLong.of(10),
                _ -> {}));
      }
    }
    assertThat(queue.take(100)).hasSize(3);
  }

  /** What is offered alone wakes nobody, but whoever expects it does not sleep. */
  @Test
  void whatIsExpectedIsTakenAsSoonAsItIsOffered() throws Exception {
    AddressBatch expected = install(ETH0, "a", 2, 10);
    CompletableFuture<List<AddressBatch>> taken = taking();
    queue.expect(Duration.ofSeconds(30).toNanos());
    queue.offer(expected);
    assertThat(taken.get(10, TimeUnit.SECONDS)).containsExactly(expected);
  }

  @Test
  void whoeverExpectedSomethingInVainSleepsAgainAndIsWoken() throws Exception {
    CompletableFuture<List<AddressBatch>> taken = taking();
    queue.expect(1);
    queue.close();
    assertThat(taken.get(10, TimeUnit.SECONDS)).isEmpty();
  }

  private CompletableFuture<List<AddressBatch>> taking() {
    CompletableFuture<List<AddressBatch>> taken = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                taken.complete(queue.take(1));
              } catch (InterruptedException e) {
                taken.completeExceptionally(e);
              }
            });
    return taken;
  }

  @Test
  void closedQueueRefusesAndHandsOutWhatWaits() throws InterruptedException {
    queue.offer(install(ETH0, "a", 2, 10));
    queue.close();
    assertThat(queue.offer(install(ETH1, "b", 2, 10))).isEqualTo(BatchQueue.Offer.CLOSED);
    assertThat(queue.take(1)).hasSize(1);
    assertThat(queue.take(1)).isEmpty();
  }

  private AddressBatch install(Link link, String name, int seconds, long notAfterNanos) {
    return new AddressBatch(
        AddressBatch.Kind.INSTALL,
        link,
        List.of(VIP),
        OptionalInt.of(seconds),
        OptionalLong.of(notAfterNanos),
        _ -> told.add(name));
  }

  private AddressBatch remove(Link link, String name) {
    return new AddressBatch(
        AddressBatch.Kind.REMOVE,
        link,
        List.of(VIP),
        OptionalInt.empty(),
        OptionalLong.empty(),
        _ -> told.add(name));
  }
}
